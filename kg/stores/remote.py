"""Step store, remote: the graphs at an endpoint, read whole, as the local store gives its own.

Statements are counted before they are asked for, and as they come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.batches import batched
from kg.errors import EndpointError, UsageError
from kg.graph import Iris
from kg.stores import portions
from kg.stores.answers import Answer
from kg.stores.endpoint import Endpoint
from kg.stores.portions import NAMED, Row, integer, iri, parts, together
from kg.stores.terms import Term, in_graph


class RemoteStore:
    """What an endpoint holds under its base; read it while nobody changes it.

    Each method raises EndpointError where the server fails, or gives other statements than it
    counts, and TimeLimitError where a question takes longer than the endpoint's access allows.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.iris = Iris(endpoint.base)

    @property
    def base(self) -> str:
        """Return what the IRIs of the nodes there start with."""
        return self.endpoint.base

    def query(
        self, sparql: str, *, timeout: float | None = None, allow_service: bool = False
    ) -> Answer:
        """Return the endpoint's answer to a query, as `Endpoint.query` does."""
        return self.endpoint.query(sparql, timeout=timeout, allow_service=allow_service)

    def graph_names(self) -> list[str]:
        """Return the names of all graphs under the base, sorted; asked for once.

        Raises UsageError where there are none.
        """
        return list(self._counts)

    def quads(self, graphs: Iterable[str] | None = None) -> Iterator[Quad]:
        """Return the quads of GRAPHS (by default all), graph by graph in the order of their names.

        Memory holds some ten thousand. Raises UsageError at once for a graph that is not there.
        """
        names = self.graph_names() if graphs is None else sorted(set(graphs))
        for name in names:
            if name not in self._counts:
                raise UsageError(f"there is no graph {name} in {self.endpoint.url}")
        return self._quads(names)

    def links(self, graph_iri: str, predicates: Iterable[NamedNode]) -> Iterator[Triple]:
        """Yield the triples of a graph with any of PREDICATES."""
        for predicate in predicates:
            pattern = f"GRAPH {NamedNode(graph_iri)} {{ ?s {predicate} ?o }}"
            for subject, value in self._rows("?s ?o", pattern, "CONCAT(STR(?s), STR(?o))"):
                yield _triple(subject, predicate, value)

    def nodes(self, graph_iri: str, nodes: Iterable[NamedNode]) -> Iterator[Triple]:
        """Yield what a graph says of NODES."""
        for named in batched(nodes, NAMED):
            values = " ".join(map(str, named))
            pattern = f"VALUES ?s {{ {values} }} GRAPH {NamedNode(graph_iri)} {{ ?s ?p ?o }}"
            for row in self._rows("?s ?p ?o", pattern, "CONCAT(STR(?p), STR(?o))"):
                yield _triple(*row)

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        """How many statements each graph has, in the order of their names."""
        graphs = f"GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), {Literal(self.base)}))"
        number = self._number(f"SELECT (COUNT(DISTINCT ?g) AS ?n) {{ {graphs} }}")
        found: dict[str, int] = {}
        for within in parts(number, "MD5(STR(?g))"):
            rows = self._asked(f"SELECT ?g (COUNT(*) AS ?n) {{ {graphs} {within} }} GROUP BY ?g")
            found |= {iri(graph).value: integer(count) for graph, count in rows}
        self._compare(len(found), number, "graphs")
        own = (self.iris.articles, f"{self.base}graph/")
        counts = {name: found[name] for name in sorted(found) if name.startswith(own)}
        counts.pop(self.iris.loaded_graph, None)
        if not counts:
            raise UsageError(
                f"{self.endpoint.url} holds no graphs under {self.base}; was it loaded with "
                "another base (--base)?"
            )
        return counts

    def _quads(self, names: Iterable[str]) -> Iterator[Quad]:
        """Yield the quads of the graphs NAMES."""
        for batch in together(names, self._counts.__getitem__):
            if self._counts[batch[0]] > portions.ROWS:
                yield from self._large(NamedNode(batch[0]))
            else:
                yield from sorted(self._small(batch), key=attrgetter("graph_name.value"))

    def _small(self, names: list[str]) -> Iterator[Quad]:
        """Yield the quads of the graphs NAMES, which are no more than an answer holds."""
        values = " ".join(str(NamedNode(name)) for name in names)
        rows = self._asked(
            f"SELECT ?g ?s ?p ?o {{ VALUES ?g {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} }}"
        )
        number = sum(self._counts[name] for name in names)
        self._compare(len(rows), number, f"statements of the graphs {names[0]} to {names[-1]}")
        for graph, *spo in rows:
            yield from in_graph([_triple(*spo)], iri(graph))

    def _large(self, graph: NamedNode) -> Iterator[Quad]:
        """Yield the quads of GRAPH, which are more than an answer holds."""
        pattern = f"GRAPH {graph} {{ ?s ?p ?o }}"
        predicates = [iri(row[0]) for row in self._asked(f"SELECT DISTINCT ?p {{ {pattern} }}")]
        number = 0
        for quad in in_graph(self.links(graph.value, sorted(predicates, key=str)), graph):
            number += 1
            yield quad
        self._compare(number, self._counts[graph.value], f"statements of the graph {graph.value}")

    def _rows(self, columns: str, pattern: str, text: str) -> Iterator[Row]:
        """Yield the COLUMNS of PATTERN, divided by the hash of TEXT where they are many."""
        number = self._number(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
        found = 0
        for within in parts(number, f"MD5({text})"):
            rows = self._asked(f"SELECT {columns} {{ {pattern} {within} }}")
            found += len(rows)
            yield from rows
        self._compare(found, number, f"rows of {pattern}")

    def _number(self, sparql: str) -> int:
        ((number,),) = self._asked(sparql)
        return integer(number)

    def _asked(self, sparql: str) -> Sequence[Row]:
        return portions.rows(self.endpoint, sparql, late=False)

    def _compare(self, found: int, counted: int, what: str) -> None:
        if found != counted:
            raise EndpointError(
                f"{self.endpoint.url} counts {counted} {what}, and gave {found}: it cuts answers "
                "off, or is being changed"
            )


def _triple(subject: Term | None, predicate: Term | None, value: Term | None) -> Triple:
    if value is None:
        raise EndpointError(f"the triplestore left a value out of what it says of {subject}")
    return Triple(iri(subject), iri(predicate), value)
