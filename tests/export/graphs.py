"""A store in memory that exports can be made of: that of the saved queries' tests."""

from __future__ import annotations

from collections.abc import Iterator
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

    def triples(self, graph_iri: str, /) -> Iterator[Triple]:
        found = self._store.quads_for_pattern(None, None, None, NamedNode(graph_iri))
        return (quad.triple for quad in found)

    def node(self, graph_iri: str, node_iri: str, /) -> Iterator[Triple]:
        graph = NamedNode(graph_iri)
        found = self._store.quads_for_pattern(NamedNode(node_iri), None, None, graph)
        return (quad.triple for quad in found)

    def quads(self) -> set[Quad]:
        return set(self._store)
