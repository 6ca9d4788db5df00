"""Step consolidate, touched: what a change of some articles bears on, found step by step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.consolidation.index import Index
from kg.consolidation.rows import thing_of, thing_row
from kg.consolidation.world import Thing

_KEPT = 5_000  # things in memory


@dataclass(slots=True)
class Touched:
    """What has to be worked again.

    `keys` are the blocks of mentions, `reports` those that read otherwise now, `blocks` and
    `regions` what they are or were in, `things` those whose own description may change, `nodes`
    those of the facts graph. Where all is made ANEW, nothing was there before, and all reports and
    blocks are worked: neither these nor nodes are noted then.
    """

    anew: bool = False
    keys: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    blocks: set[str] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)
    things: set[str] = field(default_factory=set)
    nodes: set[str] = field(default_factory=set)


class Things(Mapping[str, Thing]):
    """The things that articles name or imply, and the gazetteer's; read from the index at need."""

    def __init__(self, index: Index, gazetteer: Mapping[str, Thing], touched: Touched) -> None:
        self._index = index
        self._gazetteer = gazetteer
        self._touched = touched
        self._found: dict[str, Thing | None] = {}

    def __getitem__(self, iri: str) -> Thing:
        """Return the thing at IRI; raise KeyError if there is none."""
        if iri not in self._found:
            if len(self._found) >= _KEPT:
                self._found.clear()
            row = self._index.value("SELECT data FROM thing WHERE iri = ? ORDER BY pact", iri)
            self._found[iri] = thing_of(row) if row else self._gazetteer.get(iri)
        found = self._found[iri]
        if found is None:
            raise KeyError(iri)
        return found

    def __iter__(self) -> Iterator[str]:
        """Yield the IRIs of all things."""
        yield from {*self._gazetteer, *self._index.column("SELECT iri FROM thing")}

    def __len__(self) -> int:
        """Return how many things there are."""
        return sum(1 for _ in self)

    def reached(self, iris: Iterable[str]) -> set[str]:
        """Return IRIS and what these lie in or belong to, but for what the gazetteer fixes."""
        found: set[str] = set()
        pending = list(iris)
        while pending:
            iri = pending.pop()
            if iri not in found and iri not in self._gazetteer and (thing := self.get(iri)):
                found.add(iri)
                pending.extend((*thing.areas, *thing.owners))
        return found

    def put(self, key: str, things: Mapping[str, Thing], *, pact: bool = False) -> None:
        """Let KEY stand for THINGS and no others; note what that changes.

        What articles name goes before an alliance without a name that has the same IRI.
        """
        rows = self._index.column("SELECT data FROM thing WHERE key = ?", key)
        old = {thing.iri: thing for thing in map(thing_of, rows)}
        for iri in sorted(old.keys() | things.keys()):
            if old.get(iri) != things.get(iri):
                self._put(iri, things.get(iri), key, pact)
                if not self._touched.anew:
                    self._touched.nodes.update(_nodes(old.get(iri)), _nodes(things.get(iri)))

    def _put(self, iri: str, thing: Thing | None, key: str, pact: bool) -> None:
        """Put THING at IRI, or take it out; the reports that speak of it read otherwise then."""
        before = self.get(iri)
        if thing is None:
            self._index.run("DELETE FROM thing WHERE iri = ? AND pact = ?", iri, pact)
        else:
            self._index.insert("thing", [(iri, pact, key, thing_row(thing))])
        self._found.pop(iri, None)
        self._touched.things.add(iri)
        if _as_reports_see(before) != _as_reports_see(self.get(iri)):
            speaking = self._index.column("SELECT report FROM bearing WHERE thing = ?", iri)
            self._touched.reports.update(speaking)


def _nodes(thing: Thing | None) -> tuple[str, ...]:
    """Return the nodes that THING has in the facts graph."""
    return (thing.iri, *thing.mentions) if thing else ()


def _as_reports_see(thing: Thing | None) -> tuple[object, ...]:
    """Return what facts and comparisons depend on in THING."""
    return (thing.kind, thing.label, thing.areas, thing.owners, thing.bare) if thing else ()
