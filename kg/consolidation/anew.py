"""Step consolidate, anew: all facts made once, of which others work the pieces, many at a time.

Who is who is decided here, where all who bear a name meet: names, offices and pacts stand in one
index. What follows from it, facts, conflicts and candidates, comes as pieces that stand by
themselves. The things of the facts graph come last, as they stand there by what points to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Self

from pyoxigraph import Triple

from kg.consolidation.cells import Cell, Piece
from kg.consolidation.change import Change
from kg.consolidation.consolidator import Known, undamaged
from kg.consolidation.decisions import NONE, Decisions
from kg.consolidation.index import Index
from kg.consolidation.sources import Pair
from kg.consolidation.taking import Taken
from kg.consolidation.world import Thing, neighbours

_LARGE = 2_000  # reports of a piece, or names of things


class Anew:
    """All facts of articles; use it by `with`, its methods in their order, each once.

    PATH is the file of the index, which may be thrown away afterwards. All methods raise
    DamagedIndexError, where the disk is full too.
    """

    def __init__(self, known: Known, path: Path, decisions: Decisions = NONE) -> None:
        self._path = path
        hashes = {"gazetteer": known.sha256, "decisions": decisions.sha256 or ""}
        with undamaged(path):
            self._index = Index(path)
            try:
                self._index.begin()
                self._index.clear()
                self._index.set_meta(articles="0", sum="0", **hashes)
                self._change = Change(self._index, known.world, decisions, anew=True)
            except BaseException:
                self._index.close()
                raise

    def take_in(self, told: Iterable[Taken]) -> None:
        """Take in what articles tell, each given once, in any order."""
        with undamaged(self._path):
            for each in told:
                self._change.take_in(each)

    def facts(self, copies: Iterable[Pair]) -> Iterator[Piece]:
        """Yield the facts, the conflicts and the candidates, to be worked.

        COPIES are the pairs of articles that copy each other, of those that are `neighbours`.
        """
        with undamaged(self._path):
            yield from self._facts(copies)

    def _facts(self, copies: Iterable[Pair]) -> Iterator[Piece]:
        piece, size = Piece(), 0
        for cell in self._change.cells(copies):
            piece.cells.append(cell)
            self._know(piece, self._spoken_of(cell))
            size += 1 + sum(1 for _ in cell.told())
            if size >= _LARGE:
                yield piece
                piece, size = Piece(), 0
        yield piece

    def things(self, pointed_to: Iterable[str]) -> Iterator[Piece]:
        """Yield the things that stand in the graph of the facts, which are POINTED_TO things."""
        with undamaged(self._path):
            yield from self._things(pointed_to)

    def _things(self, pointed_to: Iterable[str]) -> Iterator[Piece]:
        piece, size = Piece(), 0
        for _, thing in self._change.settled(pointed_to):
            if thing is None:
                continue
            piece.settled.append(thing)
            self._know(piece, (iri for _, iri in neighbours(thing)))
            size += 1 + len(thing.mentions)
            if size >= _LARGE:
                yield piece
                piece, size = Piece(), 0
        yield piece

    def description(self) -> set[Triple]:
        """Return the description of the facts graph."""
        with undamaged(self._path):
            return self._change.description()

    def _spoken_of(self, cell: Cell) -> set[str]:
        """Return the things that CELL speaks of, those that the gazetteer doesn't fix."""
        persons = {iri for miss in cell.near for iri in (miss.one, miss.other)}
        return persons.union(*map(self._change.spoken_of, cell.told()))

    def _know(self, piece: Piece, iris: Iterable[str]) -> None:
        """Let PIECE know the things at IRIS, as far as facts look at them."""
        for iri in iris:
            if iri not in piece.things and (thing := self._change.things.get(iri)):
                piece.things[iri] = _seen(thing)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._index.close()


def _seen(thing: Thing) -> Thing:
    """Return THING without its other names and mentions, of which there may be many."""
    return replace(thing, others=(), mentions=(), reason=None)
