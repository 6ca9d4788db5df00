"""Work that the tests give to processes of their own."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import UsageError


@contextmanager
def opened(word: str) -> Iterator[str]:
    """Open nothing; give WORD."""
    yield word


def asked(word: str, number: int, *, mark: str = "") -> tuple[str, int]:
    """Return WORD, NUMBER times, and which process says so."""
    return word * number + mark, os.getpid()


def refused(word: str) -> None:
    """Say that WORD can't be used."""
    raise UsageError(f"{word} is refused")


def slept(word: str) -> None:
    """Take very long."""
    time.sleep(600)


def died(word: str) -> None:
    """Die of a signal."""
    os.kill(os.getpid(), signal.SIGKILL)


def devoured(word: str, size: int) -> int:
    """Take SIZE bytes of memory."""
    return len(bytearray(size))
