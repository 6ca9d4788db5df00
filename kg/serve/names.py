"""Step serve, names: the directory of all names in the newest state, made when it is looked in."""

from __future__ import annotations

from threading import Lock

from kg.queries.directory import Directory
from kg.serve.reading import Reading


class Names:
    """The directory of what READING reads; any number of threads may look in it."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._making = Lock()
        self._made: tuple[int, Directory] | None = None

    def directory(self) -> Directory:
        """Return the directory of the newest state; while one is made for it, the one before."""
        generation = self._reading.generation
        made = self._made
        if made is not None and made[0] == generation:
            return made[1]
        if not self._making.acquire(blocking=made is None):
            return made[1] if made is not None else self.directory()
        try:
            if self._made is None or self._made[0] != generation:
                with self._reading.state() as store:
                    self._made = generation, Directory(store)
            return self._made[1]
        finally:
            self._making.release()
