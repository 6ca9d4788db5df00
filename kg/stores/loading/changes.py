"""Step load, changes: what has to be sent for a graph there to be the one here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kg.stores.loading.pieces import Piece, named


class Kind(StrEnum):
    """What becomes of the statements that the graph has there."""

    NEW = "new"  # there are none
    REPLACED = "replaced"  # all of them go
    BUCKETS = "changed"  # those of the pieces go
    GONE = "gone"  # all go, and none come


@dataclass(frozen=True, slots=True)
class Change:
    """What is sent of one graph: `pieces`; of those named in `stale` the hash kept won't hold."""

    graph: str
    kind: Kind
    pieces: tuple[Piece, ...] = ()
    stale: tuple[str, ...] = ()

    @property
    def triples(self) -> int:
        """Return how many statements are sent."""
        return sum(len(piece.lines) for piece in self.pieces)


def change(
    graph: str, pieces: Sequence[Piece], records: Mapping[str, str], there: int
) -> Change | None:
    """Return what makes GRAPH there hold PIECES; None if it does.

    RECORDS are the hashes kept of the graph, by the names of its pieces, THERE the statements
    that it has.
    """
    wanted = {piece.name: piece for piece in pieces}
    if not there:
        new = Change(graph, Kind.NEW, tuple(pieces), tuple(sorted(records)))
        return new if pieces or records else None
    differing = [piece for piece in pieces if records.get(piece.name) != piece.digest]
    gone = [name for name in sorted(records) if name not in wanted]
    whole = len(pieces) == 1 and not pieces[0].bucket
    if not differing and not gone:
        if there == sum(len(piece.lines) for piece in pieces):
            return None
        return Change(
            graph, Kind.REPLACED, tuple(pieces), tuple(sorted(records))
        )  # somebody changed it
    if whole or any(not named(name).bucket for name in gone):  # or it was one piece before
        return Change(graph, Kind.REPLACED, tuple(pieces), tuple(sorted(records)))
    touched = [*differing, *map(named, gone)]
    stale = tuple(piece.name for piece in touched if piece.name in records)
    return Change(graph, Kind.BUCKETS, tuple(touched), stale)


def parts(whole: Change, size: int) -> Iterator[Change]:
    """Yield WHOLE, a new graph or buckets, in changes of some SIZE statements, in any order."""
    for pieces in _sized(whole.pieces, size):
        names = {piece.name for piece in pieces}
        stale = tuple(name for name in whole.stale if name in names)
        yield replace(whole, pieces=tuple(pieces), stale=stale)


def batches(changes: Iterable[Change], size: int) -> Iterator[list[Change]]:
    """Yield CHANGES together as long as they hold no more than SIZE statements."""
    batch, number = list[Change](), 0
    for one in changes:
        if batch and (number + one.triples > size or len(batch) >= size):
            yield batch
            batch, number = [], 0
        batch.append(one)
        number += one.triples
    if batch:
        yield batch


def _sized(pieces: Iterable[Piece], size: int) -> Iterator[list[Piece]]:
    """Yield PIECES together as long as they hold no more than SIZE statements."""
    group, number = list[Piece](), 0
    for piece in pieces:
        if group and number + len(piece.lines) > size:
            yield group
            group, number = [], 0
        group.append(piece)
        number += len(piece.lines)
    if group:
        yield group
