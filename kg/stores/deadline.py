"""Step store, time limits: a moment after which a query's answer is no longer waited for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
