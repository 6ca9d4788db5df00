"""Step validate, files: RDF read back from a file, graph by graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, Triple

from kg.graph import ArticleGraph
from kg.graph.reading import read_rdf
from kg.graph.terms import REIFIES

DEFAULT_GRAPH = "(default graph)"
QUOTES_UNCHECKED = (
    "The quotations were not compared with the articles: RDF does not hold their texts. "
    "kg build compares them."
)


def read_graphs(path: Path) -> list[ArticleGraph]:
    """Return the graphs of an RDF file in order of their names, the default graph by DEFAULT_GRAPH.

    Raises InputError, with file and line, as `kg.graph.read_rdf` does.
    """
    return split_graphs(read_rdf(path))


def split_graphs(quads: Iterable[Quad]) -> list[ArticleGraph]:
    """Return QUADS by graph, in order of their names, each with its triples once and in order.

    Reifiers (RDF 1.2), which say again what facts say, are left out: SHACL can't see into them.
    """
    found: dict[str, set[Triple]] = defaultdict(set)
    for quad in quads:
        if quad.predicate == REIFIES:
            continue
        graph = quad.graph_name
        name = DEFAULT_GRAPH if isinstance(graph, DefaultGraph) else graph.value
        found[name].add(quad.triple)
    return [ArticleGraph(name, tuple(sorted(found[name], key=str))) for name in sorted(found)]
