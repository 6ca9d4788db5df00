"""Step to_graph, packed: an article's graph as bytes, to pass on between processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from kg.graph.article import ArticleGraph


@dataclass(frozen=True, slots=True)
class PackedGraph:
    """The named graph of one article: its IRI, and its triples as N-Quads in that graph."""

    article: str
    quads: bytes

    @classmethod
    def of(cls, graph: ArticleGraph) -> Self:
        """Return GRAPH packed."""
        name = NamedNode(graph.article)
        quads = (Quad(t.subject, t.predicate, t.object, name) for t in graph.triples)
        return cls(graph.article, serialize(quads, format=RdfFormat.N_QUADS) or b"")

    def unpacked(self) -> ArticleGraph:
        """Return the graph, its triples in the order in which they were packed."""
        quads = parse(self.quads, format=RdfFormat.N_QUADS)
        return ArticleGraph(self.article, tuple(quad.triple for quad in quads))
