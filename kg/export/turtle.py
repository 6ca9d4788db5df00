"""Step export, Turtle: the union of the graphs, by rdflib's serialisers made exact."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import RDF, XSD
from rdflib.plugins.serializers.longturtle import LongTurtleSerializer
from rdflib.plugins.serializers.turtle import VERB, RecursiveSerializer, TurtleSerializer
from rdflib.term import Node

from kg.errors import UsageError
from kg.export.grouping import NO_INNER_TRIPLES
from kg.export.prefixes import BARE, Prefixes


def write_turtle(quads: Iterable[Quad], stream: BinaryIO, prefixes: Prefixes) -> None:
    """Write Turtle, each triple of the union of the graphs once; memory holds them all."""
    _Turtle(_graph(quads), prefixes).serialize(stream)


def write_longturtle(quads: Iterable[Quad], stream: BinaryIO, prefixes: Prefixes) -> None:
    """Write Turtle with a line for each object, which is easy to compare line by line."""
    _LongTurtle(_graph(quads), prefixes).serialize(stream)


class _Exact(RecursiveSerializer):
    """Writes every literal as it is, and IRIs with the export's own prefixes.

    rdflib would write `"1"^^xsd:decimal` as 1.0 and doubles with six digits, and would make up
    prefixes; or a half of `report/0a1b` one.
    """

    def __init__(self, graph: Graph, prefixes: Prefixes) -> None:
        self._known = prefixes
        super().__init__(graph)

    def get_pname(self, uri: Node, gen_prefix: bool = True) -> str | None:
        """Return URI as `prefix:local` and note that its prefix is used; None to write it out."""
        parts = self._known.split(uri) if isinstance(uri, URIRef) else None
        if not parts:
            return None
        self.addNamespace(parts[0], URIRef(parts[1]))
        return f"{parts[0]}:{parts[2]}"

    def label(self, node: Node, position: int) -> str:
        """Return what stands for NODE."""
        if position == VERB and node == RDF.type:
            return "a"
        if not isinstance(node, RdflibLiteral):
            return self.get_pname(node) or node.n3()
        bare = BARE.get(str(node.datatype))
        if bare and bare.fullmatch(node):
            return str(node)
        return node._literal_n3(use_plain=False, qname_callback=self.get_pname)


class _Turtle(_Exact, TurtleSerializer):
    """rdflib's Turtle, made exact."""


class _LongTurtle(_Exact, LongTurtleSerializer):
    """rdflib's long Turtle, made exact."""


def _graph(quads: Iterable[Quad]) -> Graph:
    """Return the union of the graphs as rdflib has it, always filled in the same order."""
    graph = Graph(bind_namespaces="none")
    for triple in sorted({quad.triple for quad in quads}, key=str):
        graph.add((_node(triple.subject), _node(triple.predicate), _node(triple.object)))
    return graph


def _node(term: NamedNode | BlankNode | Literal | Triple) -> Node:
    """Return TERM as rdflib's."""
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if isinstance(term, Literal):
        if term.language:
            return RdflibLiteral(term.value, lang=term.language)
        datatype = None if term.datatype.value == str(XSD.string) else URIRef(term.datatype.value)
        return RdflibLiteral(term.value, datatype=datatype, normalize=False)
    raise UsageError(NO_INNER_TRIPLES)
