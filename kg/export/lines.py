"""Step export, N-Quads and N-Triples: a statement a line, sorted, in memory that does not grow."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from operator import attrgetter, eq
from typing import IO, BinaryIO

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg.export.prefixes import Prefixes

CHUNK = 100_000  # lines sorted in memory; more of one graph are sorted by way of the disk


def write_nquads(quads: Iterable[Quad], stream: BinaryIO, prefixes: Prefixes) -> None:
    """Write N-Quads graph by graph; memory holds a chunk of one graph."""
    for _, group in groupby(quads, key=attrgetter("graph_name")):
        _write(_in_order(group, RdfFormat.N_QUADS), stream)


def write_ntriples(quads: Iterable[Quad], stream: BinaryIO, prefixes: Prefixes) -> None:
    """Write N-Triples, each triple of the union of the graphs once; memory holds a chunk."""
    triples = map(attrgetter("triple"), quads)
    _write(_in_order(triples, RdfFormat.N_TRIPLES), stream)


def _write(lines: Iterable[bytes], stream: BinaryIO) -> None:
    """Write LINES: as one piece, which is faster, where they are in memory already."""
    if isinstance(lines, list):
        stream.write(b"".join(lines))
    else:
        stream.writelines(lines)


def _in_order(statements: Iterator[Quad] | Iterator[Triple], fmt: RdfFormat) -> Iterable[bytes]:
    """Return the lines of STATEMENTS, each once and sorted."""
    lines = _chunk(statements, fmt)
    if len(lines) == CHUNK:
        return _merged(lines, statements, fmt)
    twice = any(map(eq, lines, islice(lines, 1, None)))  # to look costs less than to make a set
    return (line for line, _ in groupby(lines)) if twice else lines


def _merged(
    lines: list[bytes], rest: Iterator[Quad] | Iterator[Triple], fmt: RdfFormat
) -> Iterator[bytes]:
    """Yield LINES and those of the REST, each once and sorted, by way of files."""
    with ExitStack() as files:
        runs = []
        while lines:
            runs.append(_kept(files.enter_context(tempfile.TemporaryFile()), lines))
            lines.clear()
            lines = _chunk(rest, fmt)
        yield from (line for line, _ in groupby(heapq.merge(*runs)))


def _kept(file: IO[bytes], lines: Iterable[bytes]) -> IO[bytes]:
    """Return FILE with LINES in it, to be read from the start."""
    file.writelines(lines)
    file.seek(0)
    return file


def _chunk(statements: Iterator[Quad] | Iterator[Triple], fmt: RdfFormat) -> list[bytes]:
    """Return the next lines of STATEMENTS, sorted."""
    content = serialize(islice(statements, CHUNK), format=fmt) or b""  # type: ignore[arg-type]
    return sorted(content.splitlines(keepends=True))
