"""Step serve, reading: the last whole state of the store, opened anew when there is a newer one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from kg.stores.states import State


class Reading:
    """What the store in a folder last held; any number of threads may read at once.

    The store is never held: a build can run meanwhile, and `look` finds what it finished.
    Raises UsageError if there is no store, InputError if it is damaged.
    """

    def __init__(self, store: Path) -> None:
        self._path = store
        self._changing = Lock()
        self._state = _opened(store)
        self._readers = {self._state: 0}
        self._generation = 0

    @contextmanager
    def state(self) -> Iterator[State]:
        """Lend the newest state; it stays open until it is given back."""
        state = self._taken()
        try:
            yield state
        finally:
            self._given_back(state)

    @property
    def notice(self) -> str:
        """Return what is to be said about the state that is read; mostly nothing."""
        state = self._state
        if state.being_written:
            return "The store is being written: this is what it held moments ago."
        if state.unsettled:
            return (
                f"{state.unsettled} changed articles are not in the facts yet; the next build sees "
                "to it."
            )
        return ""

    def look(self) -> bool:
        """Open a newer state if there is one; return whether there was.

        Raises UsageError or InputError for a store that is gone or damaged: what it held is read
        on.
        """
        newer = State.newest(self._path, self._state.mark)
        if newer is None:
            return False
        with self._changing:
            older, self._state = self._state, newer
            self._readers[newer] = 0
            self._generation += 1
            self._retire(older)
        return True

    @property
    def generation(self) -> int:
        """Return how many states came before the newest that was looked for."""
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
            self._readers[self._state] += 1
            return self._state

    def _given_back(self, state: State) -> None:
        with self._changing:
            if state not in self._readers:
                return  # closed meanwhile
            self._readers[state] -= 1
            self._retire(state)

    def _retire(self, state: State) -> None:
        """Close STATE if it is an older one that nobody reads."""
        if state is not self._state and not self._readers[state]:
            del self._readers[state]
            state.close()


def _opened(store: Path) -> State:
    state = State.newest(store)
    assert state is not None  # noqa: S101 - only one that is known already is none
    return state
