"""Step store, time limits: a moment after which a query's answer is no longer waited for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from queue import Empty, SimpleQueue
from threading import Thread
from threading import enumerate as threads
from time import monotonic
from typing import TypeVar, cast

from kg.errors import TimeLimitError

Item = TypeVar("Item")
_THREAD = "query"


def given_up() -> bool:
    """Return whether work that was given up still runs in this process."""
    return any(thread.name == _THREAD for thread in threads())


class Deadline:
    """A moment SECONDS from now; None: never."""

    def __init__(self, seconds: float | None) -> None:
        self.seconds = seconds
        self._end = None if seconds is None else monotonic() + seconds

    def left(self) -> float | None:
        """Return how many seconds are left until then, 0 if it has passed."""
        return None if self._end is None else max(self._end - monotonic(), 0)

    def check(self) -> None:
        """Raise TimeLimitError if the moment has passed."""
        if self._end is not None and monotonic() >= self._end:
            raise self.passed()

    def passed(self) -> TimeLimitError:
        """Return the error that says so."""
        return TimeLimitError(
            f"the query took longer than {self.seconds:g} s and was given up; "
            "narrow it down or allow it more time"
        )

    def watch(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield ITEMS as long as there is time left."""
        if self._end is None:
            yield from items
            return
        self.check()
        for item in items:
            self.check()
            yield item

    def within(self, work: Callable[[], Item]) -> Item:
        """Return what WORK gives, or raise TimeLimitError once the moment has passed.

        WORK then runs on in a thread that nobody waits for, not even at the process's end.
        """
        if self._end is None:
            return work()
        self.check()
        given: SimpleQueue[tuple[Item, None] | tuple[None, BaseException]] = SimpleQueue()

        def settle() -> None:
            try:
                given.put((work(), None))
            except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
                # Its frames hold what the engine yields, which only this thread may let go of.
                given.put((None, error.with_traceback(None)))

        Thread(target=settle, name=_THREAD, daemon=True).start()
        try:
            found, error = given.get(timeout=self.left())
        except Empty as late:
            raise self.passed() from late
        if error is not None:
            raise error
        return cast(Item, found)
