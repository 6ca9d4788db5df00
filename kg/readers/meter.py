"""Step read, meter: how many bytes of the sources are read so far."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO


class Meter:
    """Counts the bytes of files that were read, and of the one that is being read."""

    def __init__(self) -> None:
        self._before = 0
        self._open: BinaryIO | None = None

    @property
    def bytes(self) -> int:
        """Return how many bytes were read, of packed files as they lie on the disk."""
        return self._before + (self._open.tell() if self._open else 0)

    def add(self, number: int) -> None:
        """Count the NUMBER of bytes that somebody else read."""
        self._before += number

    @contextmanager
    def follow(self, stream: BinaryIO) -> Iterator[None]:
        """Count what is read of STREAM, a file on the disk."""
        self._open = stream
        try:
            yield
        finally:
            self._before, self._open = self.bytes, None
