"""Step export, grouping: quads by graph, and in order within each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from pyoxigraph import Quad

NO_INNER_TRIPLES = "this format has no triples inside of triples (RDF 1.2); use trig or nquads"


def by_graph(quads: Iterable[Quad]) -> Iterator[list[Quad]]:
    """Yield the quads of one graph after another, each once and sorted as N-Quads are.

    A graph is taken to end where another begins; memory holds one graph at a time.
    """
    for _, group in groupby(quads, key=lambda quad: quad.graph_name):
        yield sorted(set(group), key=str)
