"""Step consolidate, presence: which things stand in the facts graph, as far as a change goes.

Whom only articles name stands there always; groups, pacts and what the gazetteer knows do as long
as a fact, or a thing that stands there, points to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from kg.consolidation.index import Index
from kg.consolidation.touched import Things
from kg.consolidation.world import Thing, neighbours
from kg.vocabulary import EntityKind


class Presence:
    """Who points to whom, kept in INDEX; PENDING are the things that may come or go."""

    def __init__(self, index: Index, things: Things) -> None:
        self._index = index
        self._things = things
        self._pending: set[str] = set()

    def cite(self, cell: str, pointed: Iterable[str], *, root: bool) -> None:
        """Let CELL point to the things among POINTED and to no others."""
        old = self._index.column("SELECT thing FROM citing WHERE cell = ?", cell)
        new = {iri for iri in pointed if self._may_go(iri)}
        if old:
            self._index.run("DELETE FROM citing WHERE cell = ?", cell)
        self._index.insert("citing", [(iri, cell, root) for iri in sorted(new)])
        self._pending |= new ^ set(old)

    def settled(self, touched: Iterable[str]) -> Iterator[tuple[str, Thing | None]]:
        """Yield the things that may have come, gone or changed, TOUCHED too, by their IRIs.

        Those that don't stand in the facts graph come as None. Of a thing that comes twice the
        later stands: it is pointed to from one that came between.
        """
        self._pending |= set(touched)
        while self._pending:
            iri = self._pending.pop()
            thing = self._things.get(iri)
            if thing and (thing.mentions or self._pointed_to(iri)):
                self.cite(iri, (near for _, near in neighbours(thing)), root=bool(thing.mentions))
                yield iri, thing
            else:
                self.cite(iri, (), root=False)
                yield iri, None

    def _may_go(self, iri: str) -> bool:
        """Return whether there is a thing at IRI that stands only while it is pointed to.

        An alliance may be named here and unnamed there, so all are counted.
        """
        thing = self._things.get(iri)
        return thing is not None and (not thing.mentions or thing.kind is EntityKind.ALLIANCE)

    def _pointed_to(self, iri: str) -> bool:
        """Return whether a fact or a thing named by articles points to IRI, if by way of others."""
        seen, pending = {iri}, [iri]
        while pending:
            thing = pending.pop()
            if self._index.value("SELECT 1 FROM citing WHERE thing = ? AND root LIMIT 1", thing):
                return True
            new = set(self._index.column("SELECT cell FROM citing WHERE thing = ?", thing)) - seen
            seen |= new
            pending.extend(new)
        return False


def pointed(triples: Iterable[Triple]) -> set[str]:
    """Return all IRIs that TRIPLES point to."""
    return {t.object.value for t in triples if isinstance(t.object, NamedNode)}
