"""Step validate, batches: graphs as one, in which no node of one meets a node of another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import pyoxigraph as ox
from rdflib import RDF, BNode, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.term import Node

from kg.graph import ArticleGraph
from kg.validation.indexed import IndexedGraph

_STRING = str(XSD.string)
_TRIPLE = RDF.Statement
OxTerm = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Batch:
    """Graphs side by side, for one run of pySHACL.

    Articles share nodes: a party that one of them types would be typed for all. So each graph's
    nodes bear its number, and the verdict on a graph is the same in any company. Terms of the
    vocabulary stay as they are. BESIDE is known of the nodes that each graph points to.
    """

    def __init__(
        self,
        graphs: Sequence[ArticleGraph],
        vocabulary: Mapping[str, URIRef],
        beside: Sequence[Iterable[ox.Triple]] = (),
    ) -> None:
        self.graphs = graphs
        self.data = IndexedGraph()
        self._vocabulary = vocabulary
        self._origin: dict[Node, tuple[int, str]] = {}
        self._common: dict[OxTerm, Node] = {}
        for number, graph in enumerate(graphs):
            own = self._add(number, graph.triples, self.data.state)
            if number < len(beside):
                self._add(number, beside[number], self.data.know, own)

    def origin(self, node: Node) -> str:
        """Return NODE as its own graph calls it."""
        return self._origin[node][1] if node in self._origin else str(node)

    def owners(self, node: Node) -> list[int]:
        """Return the numbers of the graphs that NODE is of: one, for a literal all that hold it."""
        if node in self._origin:
            return [self._origin[node][0]]
        return [
            number
            for number, graph in enumerate(self.graphs)
            if any(self._common.get(triple.object) == node for triple in graph.triples)
        ]

    def _add(
        self,
        number: int,
        triples: Iterable[ox.Triple],
        state: Callable[[Node, Node, Node], None],
        own: dict[OxTerm, Node] | None = None,
    ) -> dict[OxTerm, Node]:
        """Add TRIPLES of the graph NUMBER by STATE; return its OWN nodes."""
        own = {} if own is None else own
        common = self._common

        def node(term: OxTerm) -> Node:
            found = own.get(term)
            if found is None:
                found = common.get(term)
            return self._new(own, number, term) if found is None else found

        for subject, predicate, object_ in dict.fromkeys(triples):
            known = common.get(predicate)
            state(node(subject), self._term(predicate) if known is None else known, node(object_))
        return own

    def _new(self, own: dict[OxTerm, Node], number: int, term: OxTerm) -> Node:
        """Return TERM for rdflib: of a literal or the vocabulary for all, else the graph's OWN."""
        if isinstance(term, ox.Literal | ox.Triple):
            return self._common.setdefault(term, _literal(term))
        if term.value in self._vocabulary:
            return self._term(term)
        kind = BNode if isinstance(term, ox.BlankNode) else URIRef
        own[term] = kind(f"{term.value}@{number}")
        self._origin[own[term]] = (number, term.value)
        return own[term]

    def _term(self, term: ox.NamedNode | ox.BlankNode) -> Node:
        """Return the predicate or class TERM, the same object as in the shapes if they have it."""
        found = self._vocabulary.get(term.value) or URIRef(term.value)
        return self._common.setdefault(term, found)


def _literal(term: ox.Literal | ox.Triple) -> Literal:
    """Return TERM for rdflib, with its form as it is; of triple terms, which it lacks, the text."""
    if isinstance(term, ox.Triple):
        return Literal(str(term), datatype=_TRIPLE)
    if term.language:
        return Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    if datatype == _STRING:
        return Literal(term.value)
    return _Typed(term.value, datatype=URIRef(datatype), normalize=False)


class _Typed(Literal):
    """A literal that any other can be compared with: what is in no order is not less (SHACL 4.5.3).

    rdflib refuses to compare where one is no value of its type.
    """

    __slots__ = ()

    def __lt__(self, other: object) -> bool:
        return super().__lt__(other) is True

    def __le__(self, other: object) -> bool:
        return super().__le__(other) is True
