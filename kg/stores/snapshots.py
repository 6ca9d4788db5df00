"""Step store, snapshots: the state of a store while somebody writes it, for others to read.

To read the engine's files while another process writes them is undefined. What `Store.backup`
makes is a database of its own that nobody writes: links to files that never change.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Store

from kg.errors import InputError
from kg.stores.engine import writing
from kg.stores.files import FileLock


class Snapshots:
    """The folder of numbered snapshots, the highest the newest, each with a lock beside it.

    A reader shares the lock of the snapshot that it reads; the writer takes away those that
    nobody reads. One that isn't finished bears another name.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def publish(self, quads: Store) -> None:
        """Make a snapshot of QUADS as they are; take away older ones."""
        number = max(self._numbers(), default=0) + 1
        self._folder.mkdir(exist_ok=True)
        unfinished = self._folder / f"{number}.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        with writing():
            quads.backup(str(unfinished))
            self._lock(number).touch()
            unfinished.rename(self._folder / str(number))
        self._drop(below=number)

    def clear(self) -> None:
        """Take away all that nobody reads, and what a kill left unfinished."""
        for unfinished in self._folder.glob("*.unfinished"):
            shutil.rmtree(unfinished, ignore_errors=True)
        self._drop()
        for lock in self._folder.glob("*.lock"):
            if not lock.with_suffix("").exists():
                lock.unlink(missing_ok=True)

    def newest(self) -> tuple[Store, FileLock] | None:
        """Return the newest snapshot open, with the lock that keeps it; None if there is none."""
        for number in sorted(self._numbers(), reverse=True):
            try:
                lock = FileLock(self._lock(number), alone=False)
            except (FileNotFoundError, BlockingIOError):
                continue  # being taken away: there is a newer one, or the writer has ended
            folder = self._folder / str(number)
            try:
                if folder.is_dir():
                    return Store.read_only(str(folder)), lock
            except (OSError, RuntimeError) as error:
                lock.release()
                raise InputError(f"the snapshot {folder} can't be opened: {error}") from error
            lock.release()
        return None

    def _numbers(self) -> Iterator[int]:
        """Yield the numbers of the snapshots that are there."""
        if self._folder.is_dir():
            yield from (int(e.name) for e in self._folder.iterdir() if e.name.isdecimal())

    def _lock(self, number: int) -> Path:
        return self._folder / f"{number}.lock"

    def _drop(self, below: int | None = None) -> None:
        """Take away the snapshots with numbers BELOW one, by default all, that nobody reads."""
        for number in self._numbers():
            if below is not None and number >= below:
                continue
            try:
                lock = FileLock(self._lock(number), alone=True)
            except BlockingIOError:
                continue
            shutil.rmtree(self._folder / str(number), ignore_errors=True)
            self._lock(number).unlink(missing_ok=True)
            lock.release()
