"""Step store, terms: what stands in an answer, and triples as quads of their graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple


def in_graph(triples: Iterable[Triple], graph: NamedNode) -> Iterator[Quad]:
    """Yield TRIPLES as quads of GRAPH."""
    for triple in triples:
        yield Quad(triple.subject, triple.predicate, triple.object, graph)
