"""Step store, time limits: a moment after which a query's answer is no longer waited for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from threading import Thread
from time import monotonic
from typing import TypeVar

from kg.errors import TimeLimitError

Item = TypeVar("Item")


class Deadline:
    """A moment SECONDS from now; None: never."""

    def __init__(self, seconds: float | None) -> None:
        self.seconds = seconds
        self._end = None if seconds is None else monotonic() + seconds

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
        given: Future[Item] = Future()
        Thread(target=_settle, args=(given, work), daemon=True).start()
        try:
            return given.result(max(self._end - monotonic(), 0))
        except TimeoutError as error:
            raise self.passed() from error


def _settle(given: Future[Item], work: Callable[[], Item]) -> None:
    """Let GIVEN be what WORK gives, or raises."""
    try:
        given.set_result(work())
    except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
        given.set_exception(error)
