"""A store in memory that exports can be made of: that of the saved queries' tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple

from kg.vocabulary import DEFAULT_BASE

FILE = Path(__file__).parents[1] / "queries" / "store.trig"


class Graphs:
    """The graphs of a file."""

    base = DEFAULT_BASE

    def __init__(self) -> None:
        self._store = Store()
        self._store.load(path=FILE, format=RdfFormat.TRIG)

    def graph_names(self) -> list[str]:
        return sorted(str(graph)[1:-1] for graph in self._store.named_graphs())

    def quads(self, graphs: Iterable[str] | None = None, /) -> Iterator[Quad]:
        for name in self.graph_names() if graphs is None else graphs:
            yield from self._store.quads_for_pattern(None, None, None, NamedNode(name))

    def links(self, graph_iri: str, predicates: Iterable[NamedNode], /) -> Iterator[Triple]:
        for predicate in predicates:
            yield from self._triples(graph_iri, None, predicate)

    def nodes(self, graph_iri: str, nodes: Iterable[NamedNode], /) -> Iterator[Triple]:
        for node in nodes:
            yield from self._triples(graph_iri, node, None)

    def _triples(
        self, graph: str, subject: NamedNode | None, predicate: NamedNode | None
    ) -> Iterator[Triple]:
        found = self._store.quads_for_pattern(subject, predicate, None, NamedNode(graph))
        return (quad.triple for quad in found)
