"""Step load, pieces: a graph cut into what is compared and sent as a whole.

A small graph is one piece. A larger one, such as the graph of facts, is cut into 4,096 buckets by
the MD5 of the subjects, so that one new article costs the buckets of its own subjects. Any engine
can take a bucket out by itself: MD5 is a function of SPARQL 1.1.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

DIGITS = 3  # hex digits that name a bucket
WHOLE = 2_000  # statements up to which a graph is one piece
_MARK = "#bucket="


@dataclass(frozen=True, slots=True)
class Piece:
    """A graph, or the bucket of one; `lines` are its sorted N-Triples, none if it is empty."""

    graph: str
    bucket: str = ""
    lines: Sequence[bytes] = field(default=(), repr=False)
    digest: str = ""

    @property
    def name(self) -> str:
        """Return the IRI that the piece's hash is kept under."""
        return f"{self.graph}{_MARK}{self.bucket}" if self.bucket else self.graph


def named(name: str) -> Piece:
    """Return the piece, empty, that NAME stands for."""
    graph, _, bucket = name.partition(_MARK)
    return Piece(graph, bucket)


def cut(graph: str, n_triples: bytes, *, whole: bool = False) -> tuple[Piece, ...]:
    """Return the pieces of GRAPH, whose N_TRIPLES come in any order; one if WHOLE, or none."""
    lines = sorted(n_triples.splitlines(keepends=True))
    if not lines:
        return ()
    if whole or len(lines) <= WHOLE:
        return (_piece(graph, "", lines),)
    buckets: dict[str, list[bytes]] = {}
    for subject, statements in _by_subject(lines):
        bucket = hashlib.md5(subject, usedforsecurity=False).hexdigest()[:DIGITS]
        buckets.setdefault(bucket, []).extend(statements)
    return tuple(_piece(graph, bucket, buckets[bucket]) for bucket in sorted(buckets))


def quads(pieces: Iterable[Piece]) -> bytes:
    """Return PIECES as N-Quads."""
    parts: list[bytes] = []
    for piece in pieces:
        end = f" <{piece.graph}> .\n".encode()
        parts += (line[:-3] + end for line in piece.lines)  # a line ends in ` .\n`
    return b"".join(parts)


def _piece(graph: str, bucket: str, lines: Sequence[bytes]) -> Piece:
    return Piece(graph, bucket, lines, hashlib.sha256(b"".join(lines)).hexdigest())


def _by_subject(lines: Iterable[bytes]) -> Iterator[tuple[bytes, list[bytes]]]:
    """Yield each subject of the sorted LINES, without its brackets, and its lines."""
    subject, statements = b"", list[bytes]()
    for line in lines:
        start = line.partition(b" ")[0]
        if start != subject:
            if statements:
                yield subject[1:-1], statements
            subject, statements = start, []
        statements.append(line)
    if statements:
        yield subject[1:-1], statements
