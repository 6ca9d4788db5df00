"""Step store, retries: what may pass, and how long to wait before it is tried again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from kg.errors import EndpointError, TimeLimitError

Result = TypeVar("Result")


class PassingError(EndpointError):
    """A failure that the next try need not meet; the server may ask to wait (Retry-After)."""

    def __init__(self, message: str, retry_after: str | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Retries:
    """How often and after what pause (seconds, doubled each time) a request is sent again.

    A server's own Retry-After is kept to, up to `longest`.
    """

    times: int = 4
    first: float = 0.5
    longest: float = 30.0
    pause: Callable[[float], None] = time.sleep

    def run(self, work: Callable[[], Result], *, late: bool = True) -> Result:
        """Return what WORK gives, tried again while it fails in a way that may pass.

        With LATE, running out of time is such a way.
        """
        for wait in self.waits():
            try:
                return work()
            except TimeLimitError:
                if not late:
                    raise
                self.wait(wait, None)
            except PassingError as error:
                self.wait(wait, error.retry_after)
        return work()

    def waits(self) -> Iterator[float]:
        """Yield the pause before each further attempt."""
        for attempt in range(self.times):
            yield min(self.first * 2**attempt, self.longest)

    def wait(self, seconds: float, retry_after: str | None) -> None:
        """Pause for SECONDS, or for as long as the server asks in RETRY_AFTER."""
        asked = float(retry_after) if retry_after and retry_after.isdecimal() else 0.0
        self.pause(min(max(seconds, asked), self.longest))
