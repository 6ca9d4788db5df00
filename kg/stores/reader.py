"""Step store, reader: what is asked of a store on disk, whoever opened it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
)

from kg.errors import EndpointError, KgError, UsageError
from kg.graph import Iris
from kg.graph.terms import TYPE
from kg.stores.answers import Answer, gathered
from kg.stores.deadline import Deadline
from kg.stores.engine import node, reading, unreadable
from kg.stores.sparql import checked, syntax_error

_DAMAGE = ("Corruption", "IO error")  # how the engine's messages of a damaged store begin

Found: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs whose merge a query's default graph is, and those that it can name."""

    default: tuple[NamedNode, ...]
    named: tuple[NamedNode, ...]


class QuadReader:
    """The quads of the store at PLACE, under the addresses IRIS; none once it is closed."""

    def __init__(self, quads: Store, iris: Iris, place: str) -> None:
        self._open: Store | None = quads
        self._place = place
        self.iris = iris

    @property
    def base(self) -> str:
        """Return what the IRIs of the store's own nodes start with."""
        return self.iris.base

    def node(self, graph_iri: str, node_iri: str) -> Iterator[Triple]:
        """Yield what the graph says of a node, in no promised order."""
        with reading():
            for quad in self._store.quads_for_pattern(node(node_iri), None, None, node(graph_iri)):
                yield quad.triple

    def nodes(self, graph_iri: str, nodes: Iterable[NamedNode]) -> Iterator[Triple]:
        """Yield what the graph says of NODES."""
        for each in nodes:
            yield from self.node(graph_iri, each.value)

    def links(self, graph_iri: str, predicates: Iterable[NamedNode]) -> Iterator[Triple]:
        """Yield the triples of the graph with any of PREDICATES."""
        graph = node(graph_iri)
        for predicate in predicates:
            for quad in self._found(None, predicate, graph):
                yield quad.triple

    def article_iris(self) -> list[str]:
        """Return the articles in the store, sorted."""
        return [name for name in self.graph_names() if name.startswith(self.iris.articles)]

    def graph_names(self) -> list[str]:
        """Return the names of all graphs, sorted."""
        with reading():
            graphs = self._store.named_graphs()
            return sorted(graph.value for graph in graphs if isinstance(graph, NamedNode))

    def triples(self, graph_iri: str) -> Iterator[Triple]:
        """Yield the triples of a graph, in no promised order; none if there is no such graph."""
        with reading():
            for quad in self._store.quads_for_pattern(None, None, None, node(graph_iri)):
                yield quad.triple

    def n_triples(self, graph_iri: str) -> bytes:
        """Return the triples of a graph as N-Triples, in no promised order."""
        with reading():
            return self._store.dump(format=RdfFormat.N_TRIPLES, from_graph=node(graph_iri)) or b""

    def has(self, graph_iri: str, subject: NamedNode, predicate: NamedNode) -> bool:
        """Return whether a graph says anything of SUBJECT by PREDICATE."""
        return next(self._found(subject, predicate, node(graph_iri)), None) is not None

    def quads(self, graphs: Iterable[str] | None = None) -> Iterator[Quad]:
        """Return the quads of GRAPHS (by default all), graph by graph in the order of their names.

        Raises UsageError at once for a graph that is not there.
        """
        names = self.graph_names()
        if graphs is not None:
            names, known = sorted(set(graphs)), set(names)
            for name in names:
                if name not in known:
                    raise UsageError(f"there is no graph {name} in {self._place}")
        found = (self._found(None, None, NamedNode(name)) for name in names)
        return chain.from_iterable(found)

    def query(
        self, sparql: str, *, timeout: float | None = None, allow_service: bool = False
    ) -> Answer:
        """Return the answer to a query; relative IRIs in it stand under the store's base.

        After TIMEOUT (seconds) it is no longer waited for; the engine can't be interrupted, so
        what it seeks for its next row runs on in a thread until the process ends. SERVICE opens
        connections, and so is refused unless ALLOW_SERVICE.
        Raises UsageError for a query that can't be parsed or run, calls another endpoint or is an
        update; TimeLimitError.
        """
        deadline = Deadline(timeout)
        checked(sparql, allow_service=allow_service)
        quads, base = self._store, self.base
        try:
            with _told(sparql, allow_service):
                return deadline.within(
                    lambda: gathered(quads.query(sparql, base_iri=base), deadline)
                )
        except KgError as error:
            # Its frames hold what the engine yields, which only this thread may let go of.
            cause = error.__cause__.with_traceback(None) if error.__cause__ else None
            raise error.with_traceback(None) from cause

    @contextmanager
    def solving(self, sparql: str, dataset: Dataset | None = None) -> Iterator[Found]:
        """Give what the engine finds for a query, as it finds it, on DATASET (None: the store).

        Raises, within the `with` too, what `query` does.
        """
        checked(sparql)
        with _told(sparql, allow_service=False):
            if dataset is None:
                yield self._store.query(sparql, base_iri=self.base)
            elif len(dataset.default) > 1:
                yield self._merged(dataset).query(
                    sparql,
                    base_iri=self.base,
                    default_graph=[DefaultGraph()],
                    named_graphs=list(dataset.named),
                )
            else:
                yield self._store.query(
                    sparql,
                    base_iri=self.base,
                    default_graph=list(dataset.default),
                    named_graphs=list(dataset.named),
                )

    def _merged(self, dataset: Dataset) -> Store:
        """Return DATASET in memory; the engine itself has what two graphs say stand twice."""
        made = Store()
        for graph in dataset.default:
            found = self._store.quads_for_pattern(None, None, None, graph)
            made.bulk_extend(Quad(q.subject, q.predicate, q.object) for q in found)
        for graph in dataset.named:
            made.bulk_extend(self._store.quads_for_pattern(None, None, None, graph))
        return made

    def value(self, graph_iri: str, subject: str, predicate: NamedNode) -> str | None:
        """Return the words or IRI that a graph has of SUBJECT by PREDICATE, None for nothing."""
        quad = next(self._found(node(subject), predicate, node(graph_iri)), None)
        return None if quad is None else quad.object.value  # type: ignore[union-attr]

    def uses_class(self, iri: str) -> bool:
        """Return whether any node in the store is of the class IRI."""
        return next(self._found(None, TYPE, None, node(iri)), None) is not None

    def uses_property(self, iri: str) -> bool:
        """Return whether anything in the store is said by the property IRI."""
        return next(self._found(None, node(iri), None), None) is not None

    def _found(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        graph: NamedNode | None,
        value: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads of a pattern; None stands for anything."""
        with reading():
            yield from self._store.quads_for_pattern(subject, predicate, value, graph)

    @property
    def _store(self) -> Store:
        """Return the embedded engine; raise KgError after `close`."""
        if self._open is None:
            raise KgError("the store is closed")
        return self._open


@contextmanager
def _told(sparql: str, allow_service: bool) -> Iterator[None]:
    """Raise what the engine does about SPARQL as errors that a user can act on."""
    try:
        yield
    except SyntaxError as error:
        raise syntax_error(sparql, error) from error
    except (RuntimeError, ValueError) as error:
        if str(error).startswith(_DAMAGE):
            raise unreadable(error) from error
        raise UsageError(f"the query can't be run: {error}") from error
    except OSError as error:
        if allow_service:
            raise EndpointError(f"the endpoint that the query calls failed: {error}") from error
        raise unreadable(error) from error
