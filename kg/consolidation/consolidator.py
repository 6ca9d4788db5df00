"""Step consolidate, consolidator: an index of the articles, and the facts made with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pyoxigraph import Triple

from kg.consolidation.cells import Part
from kg.consolidation.change import Change
from kg.consolidation.decisions import NONE, Decisions
from kg.consolidation.description import description_triples, graph_hash
from kg.consolidation.index import Index
from kg.consolidation.taking import Taken
from kg.consolidation.world import World, gazetteer_world
from kg.errors import KgError
from kg.graph import ArticleGraph, Iris
from kg.resources import program_hash


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beforehand: the gazetteer's triples, their hash, and the world they make."""

    triples: tuple[Triple, ...]
    sha256: str
    world: World

    @classmethod
    def of(cls, triples: Iterable[Triple], iris: Iris) -> Self:
        """Return what TRIPLES tell under the addresses IRIS."""
        listed = tuple(triples)
        return cls(listed, graph_hash(listed), gazetteer_world(listed, iris))


class DamagedIndexError(KgError):
    """The file of the index can't be read or written; without it all is made anew."""


class Consolidator:
    """Makes facts out of articles' graphs, and follows their changes; use it by `with`.

    PATH is the file of the index; without it the index stands in memory and is forgotten. What is
    changed stays in the file after `commit` only. All methods raise DamagedIndexError.
    """

    def __init__(self, known: Known, path: Path | None = None, decisions: Decisions = NONE) -> None:
        self._gazetteer = known.world
        base = known.world.iris.base
        self._decisions = decisions
        self._means = {
            "gazetteer": known.sha256,
            "decisions": decisions.sha256 or "",
            "base": base,
            "rules": program_hash(),
        }
        with undamaged(path):
            self._index = Index(path)
            self._index.begin()
        self._path = path

    def made(self, description: Iterable[Triple]) -> bool:
        """Return whether the facts graph of that DESCRIPTION was made by these means and articles.

        If not, what follows has to begin with `clear`.
        """
        with undamaged(self._path):
            meta = self._index.meta()
            if any(meta.get(key) != value for key, value in self._means.items()):
                return False
            made = description_triples(self._index.made(), self._gazetteer.iris)
            return set(made) == set(description)

    def articles(self) -> int:
        """Return how many articles the facts were made of."""
        with undamaged(self._path):
            return int(self._index.meta().get("articles", 0))

    def clear(self) -> None:
        """Forget all articles."""
        with undamaged(self._path):
            self._index.clear()
            self._index.set_meta(articles="0", sum="0", **self._means)

    def parts(
        self,
        articles: Iterable[str],
        graph_of: Callable[[str], ArticleGraph],
        *,
        anew: bool = False,
        told: Iterable[Taken] = (),
    ) -> Iterator[Part]:
        """Return the nodes of the facts graph that the change of ARTICLES touches, as they are now.

        A node without triples is gone; beside them are the types of what they point to. GRAPH_OF
        gives an article's graph, an empty one if it was taken out; by the return all are read. The
        nodes come in one part; ANEW, after `clear`, in several, of which none need be kept; the
        last has the graph's own description. What is TOLD of some articles, each given once, spares
        reading their graphs when all is made anew.
        """
        with undamaged(self._path):
            means = self._index, self._gazetteer, self._decisions
            change = Change(*means, anew=anew)
            for each in told if anew else ():
                change.take_in(each)
            parts = change.parts(articles, graph_of)
        return self._undamaged(parts)

    def _undamaged(self, parts: Iterator[Part]) -> Iterator[Part]:
        """Yield PARTS; raise DamagedIndexError where that fails."""
        with undamaged(self._path):
            yield from parts

    def commit(self) -> None:
        """Keep what was changed."""
        with undamaged(self._path):
            self._index.commit()
            self._index.begin()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._index.close()


@contextmanager
def undamaged(path: Path | None) -> Iterator[None]:
    """Raise DamagedIndexError where the database says that something is wrong."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise DamagedIndexError(f"the index {path} can't be used: {error}") from error
