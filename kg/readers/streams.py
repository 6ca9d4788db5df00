"""Step read, bytes: open a source within limits, unpacked, in UTF-8; lines or all out of it."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from io import BufferedReader
from typing import TYPE_CHECKING, BinaryIO, cast

from kg.errors import InputError
from kg.readers.meter import Meter
from kg.readers.sources import Source

if TYPE_CHECKING:
    from typing_extensions import Buffer  # collections.abc.Buffer from Python 3.12 on

HEAD = 256 * 1024  # bytes that tell one format from another
_CHUNK = 64 * 1024
_GZIP = b"\x1f\x8b"
_RATIO = 200  # news packs 3 to 10 times; a file made to fill the memory a thousand
_HARMLESS = 64 * 1024 * 1024  # bytes that may come out of a file whatever went in
_MARKS = {  # byte order marks, the longer ones first: one starts as another does
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}


class _Counted:
    """The packed bytes, counted as they are read."""

    def __init__(self, packed: BufferedReader) -> None:
        self._packed = packed
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        chunk = self._packed.read(size)
        self.count += len(chunk)
        return chunk


class _Unpacked:
    """The contents of a gzip stream; InputError if it is broken, or unpacks out of proportion."""

    def __init__(self, packed: BufferedReader) -> None:
        self._packed = _Counted(packed)
        self._gzip = gzip.GzipFile(fileobj=cast("BinaryIO", self._packed))
        self._count = 0

    def read(self, size: int) -> bytes:
        try:
            chunk = self._gzip.read(size)
        except (EOFError, OSError, zlib.error) as error:
            raise InputError(f"is no whole gzip file: {error}") from error
        self._count += len(chunk)
        if self._count > max(_HARMLESS, _RATIO * self._packed.count):
            raise InputError(
                f"unpacks to more than {_RATIO} times its size and was not read on; "
                "if it is what it should be, unpack it first"
            )
        return chunk


class _Recoded:
    """The contents of a UTF-16 or UTF-32 stream in UTF-8."""

    def __init__(self, stream: BufferedReader, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ready = b""

    def read(self, size: int) -> bytes:
        chunk = b"more"
        while chunk and not self._ready:
            chunk = self._stream.read(_CHUNK)
            self._ready = self._decoder.decode(chunk, final=not chunk).encode()
        ready, self._ready = self._ready[:size], self._ready[size:]
        return ready


class _Raw(io.RawIOBase):
    """A stream that a buffer reads from: it fills each request, and is not closed with it."""

    def __init__(self, stream: BinaryIO | _Unpacked | _Recoded) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer).cast("B")
        chunk = self._stream.read(len(view))
        view[: len(chunk)] = chunk
        return len(chunk)


@contextmanager
def opened(
    source: Source, stdin: BinaryIO | None, meter: Meter | None = None
) -> Iterator[BufferedReader]:
    """Open SOURCE for reading, unpacked and in UTF-8 if a mark says what else it is in.

    The `peek` of what is returned shows the first HEAD bytes. Standard input stays open
    afterwards. METER counts what is read of a file. Raises OSError where the file can't be read
    and InputError where there is no standard input.
    """
    if source.path is not None:
        with source.path.open("rb") as stream, meter.follow(stream) if meter else nullcontext():
            yield _unpacked(stream)
    elif stdin is not None:
        yield _unpacked(stdin)
    else:
        raise InputError("there is none here")


def _unpacked(stream: BinaryIO) -> BufferedReader:
    buffer: BufferedReader = BufferedReader(_Raw(stream), HEAD)
    if buffer.peek(len(_GZIP)).startswith(_GZIP):
        buffer = BufferedReader(_Raw(_Unpacked(buffer)), HEAD)
    head = buffer.peek(4)
    encoding = next((name for mark, name in _MARKS.items() if head.startswith(mark)), None)
    return BufferedReader(_Raw(_Recoded(buffer, encoding)), HEAD) if encoding else buffer


def whole(stream: BufferedReader, limit: int) -> bytes:
    """Return all of STREAM; InputError if it holds more than LIMIT bytes."""
    raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise InputError(f"is longer than {_size(limit)}, which no article is")
    return raw


def lines(
    stream: BufferedReader, limit: int, before: int = 0
) -> Iterator[tuple[int, bytes | InputError]]:
    """Yield each line of STREAM with its number, which has BEFORE before it.

    For one of more than LIMIT bytes it yields an InputError.
    """
    number = before
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit)
        yield number, InputError(f"is longer than {_size(limit)}, which no article is")


def _size(limit: int) -> str:
    return f"{limit // 1_000_000} MB"
