"""Step serve, reading: the last whole state of the store, opened anew when there is a newer one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from time import monotonic

from kg.errors import KgError
from kg.stores.states import State

_LOOK_AGAIN = 1.0  # seconds until the store's folder is looked at once more


class Reading:
    """What the store in a folder last held; any number of threads may read at once.

    The store is never held: a build can run meanwhile, and what it finishes is read from then on.
    Raises UsageError if there is no store, InputError if it is damaged.
    """

    def __init__(self, store: Path) -> None:
        self._path = store
        self._changing = Lock()
        self._state = _opened(store)
        self._readers = {self._state: 0}
        self._generation = 0
        self._looked = monotonic()

    @contextmanager
    def state(self) -> Iterator[State]:
        """Lend the newest state; it stays open until it is given back."""
        state = self._taken()
        try:
            yield state
        finally:
            self._given_back(state)

    @property
    def generation(self) -> int:
        """Return how many states came before the newest."""
        with self._changing:
            self._look()
            return self._generation

    @property
    def base(self) -> str:
        """Return what the store's addresses start with."""
        return self._state.base

    def close(self) -> None:
        """Close the state that is open; whoever still reads it gets an error."""
        with self._changing:
            for state in self._readers:
                state.close()
            self._readers.clear()

    def _taken(self) -> State:
        with self._changing:
            self._look()
            self._readers[self._state] += 1
            return self._state

    def _given_back(self, state: State) -> None:
        with self._changing:
            if state not in self._readers:
                return  # closed meanwhile
            self._readers[state] -= 1
            self._retire(state)

    def _look(self) -> None:
        """Open a newer state, if it is time to look and there is one; keep this one if it fails."""
        if monotonic() - self._looked < _LOOK_AGAIN:
            return
        self._looked = monotonic()
        with suppress(KgError):  # a store that is being taken away: what it held is still told
            newer = State.newest(self._path, self._state.mark)
            if newer is not None:
                older, self._state = self._state, newer
                self._readers[newer] = 0
                self._generation += 1
                self._retire(older)

    def _retire(self, state: State) -> None:
        """Close STATE if it is an older one that nobody reads."""
        if state is not self._state and not self._readers[state]:
            del self._readers[state]
            state.close()


def _opened(store: Path) -> State:
    state = State.newest(store)
    assert state is not None  # noqa: S101 - only one that is known already is none
    return state
