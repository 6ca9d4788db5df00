"""Time limits: questions end with the process that works on them, the rest by a clock."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType

from kg.errors import TimeLimitError
from kg.queries import Queryable
from kg.stores import Answer, LocalStore
from kg.stores.apart import Apart


@contextmanager
def killable(path: Path, base: str, seconds: float, *, allow_service: bool) -> Iterator[Queryable]:
    """Open the store in PATH in a process that is killed if a question takes longer than SECONDS.

    The engine can't be interrupted: in this process, a question given up would run on beside it.
    """
    opened = partial(LocalStore.open, path, create=False, read_only=True)
    with Apart(opened) as apart:
        yield _Killable(apart, base, seconds, allow_service)


@dataclass(frozen=True, slots=True)
class _Killable:
    """A store that is asked apart."""

    apart: Apart[LocalStore]
    base: str
    seconds: float
    allow_service: bool

    def query(self, sparql: str, /) -> Answer:
        return self.apart.run(
            self.seconds, LocalStore.query, sparql, allow_service=self.allow_service
        )


@contextmanager
def ended_after(seconds: float | None) -> Iterator[None]:
    """Raise TimeLimitError in what is done within, after SECONDS; on Windows, never."""
    if seconds is None or sys.platform == "win32":
        yield
        return

    def end(number: int, frame: FrameType | None) -> None:
        raise TimeLimitError(f"it took longer than {seconds:g} s and was given up")

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
