"""Step to_graph, staging: the statements of a file put by graph on disk, in whatever order.

So memory holds one graph at a time, and a shuffled file gives what a sorted one gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Self

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Triple, parse

from kg.batches import batched
from kg.graph.terms import TYPE, pol, schema
from kg.readers.temporary import Temporary

_CACHED = 64  # MB
_AT_ONCE = 10_000  # quads in a transaction
_NO_GRAPH = ""  # what the default graph is called; no IRI is empty
_LINKS = (pol("reportedIn"), pol("mention"))  # from what is not the article's own to what is
_ARTICLE = f"{TYPE} {schema('NewsArticle')} ."


class Staged:
    """Statements by graph and by whose they are, each once, in a temporary database.

    Whose a statement is tells the IRI of its subject up to a `#`: an article's people, groups and
    evidence are its own, a report's seats the report's. Raises KgError where the disk is full.
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._database = Temporary(
            "statement (graph TEXT, owner TEXT, line TEXT, PRIMARY KEY (graph, owner, line)) "
            "WITHOUT ROWID",
            "link (target TEXT, owner TEXT, PRIMARY KEY (target, owner)) WITHOUT ROWID",
            cached=_CACHED,
        )
        try:
            self._fill(quads)
        except BaseException:
            self._database.close()
            raise

    def _fill(self, quads: Iterable[Quad]) -> None:
        """Keep QUADS, and the links in the default graph."""
        for some in batched(quads, _AT_ONCE):
            said = ((_name(q.graph_name), _owner(q), f"{q.triple} .") for q in some)
            self._database.add("INSERT OR IGNORE INTO statement VALUES (?, ?, ?)", said)
            self._database.add("INSERT OR IGNORE INTO link VALUES (?, ?)", _links(some))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._database.close()

    def graphs(self) -> list[str]:
        """Return the names of the named graphs, sorted."""
        return self._column(
            "SELECT DISTINCT graph FROM statement WHERE graph != ? ORDER BY graph", _NO_GRAPH
        )

    def articles(self) -> list[str]:
        """Return the articles that the default graph speaks of, sorted."""
        return self._column(
            "SELECT DISTINCT owner FROM statement "
            "WHERE graph = ? AND line = '<' || owner || '> ' || ? ORDER BY owner",
            _NO_GRAPH,
            _ARTICLE,
        )

    def linked(self, target: str) -> list[str]:
        """Return what in the default graph is reported in TARGET, or has it as mention; sorted."""
        return self._column(
            "SELECT DISTINCT owner FROM link WHERE target = ? ORDER BY owner", target
        )

    def triples(self, graph: str = _NO_GRAPH) -> Iterator[Triple]:
        """Yield the triples of GRAPH, by default of the default graph."""
        yield from self._parsed("SELECT line FROM statement WHERE graph = ?", graph)

    def of(self, owner: str) -> Iterator[Triple]:
        """Yield the triples of the default graph that are of OWNER."""
        yield from self._parsed(
            "SELECT line FROM statement WHERE graph = ? AND owner = ?", _NO_GRAPH, owner
        )

    def _column(self, query: str, *values: str) -> list[str]:
        return [row[0] for row in self._database.rows(query, *values)]

    def _parsed(self, query: str, *values: str) -> Iterator[Triple]:
        for (line,) in self._database.rows(query, *values):
            yield from (quad.triple for quad in parse(line, format=RdfFormat.N_TRIPLES))


def _links(quads: Iterable[Quad]) -> Iterator[tuple[str, str]]:
    """Yield what QUADS of the default graph link to, and whose the link is."""
    for quad in quads:
        value = quad.object
        linking = isinstance(quad.graph_name, DefaultGraph) and quad.predicate in _LINKS
        if linking and isinstance(value, NamedNode):
            yield value.value, _owner(quad)


def _name(graph: NamedNode | BlankNode | DefaultGraph) -> str:
    """Return what GRAPH is called."""
    if isinstance(graph, DefaultGraph):
        return _NO_GRAPH
    return graph.value if isinstance(graph, NamedNode) else f"_:{graph.value}"


def _owner(quad: Quad) -> str:
    """Return whose statement QUAD is."""
    subject = quad.subject
    return subject.value.partition("#")[0] if isinstance(subject, NamedNode) else "_:"
