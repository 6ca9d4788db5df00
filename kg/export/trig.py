"""Step export, TriG: a block a graph, statements grouped by subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import BinaryIO

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.export.grouping import by_graph
from kg.export.prefixes import BARE, Prefixes
from kg.vocabulary import RDF, XSD

_TYPE = NamedNode(RDF + "type")
_STRING = NamedNode(XSD + "string")


def write_trig(quads: Iterable[Quad], stream: BinaryIO, prefixes: Prefixes) -> None:
    """Write TriG graph by graph; memory holds one graph."""
    for prefix, namespace in prefixes.namespaces.items():
        stream.write(f"@prefix {prefix}: <{namespace}> .\n".encode())
    for group in by_graph(quads):
        graph = group[0].graph_name
        opening = "{" if isinstance(graph, DefaultGraph) else f"{_words(graph, prefixes)} {{"
        lines = ["", opening, *_subjects(group, prefixes), "}", ""]
        stream.write("\n".join(lines).encode())


def _subjects(group: list[Quad], prefixes: Prefixes) -> Iterator[str]:
    """Yield what a graph says of one subject after another, from its sorted quads."""
    for subject, about in groupby(group, key=lambda quad: quad.subject):
        properties = (
            f"{_verb(predicate, prefixes)} {_objects(same, prefixes)}"
            for predicate, same in groupby(about, key=lambda quad: quad.predicate)
        )
        yield f"    {_words(subject, prefixes)} " + " ;\n        ".join(properties) + " ."


def _verb(predicate: NamedNode, prefixes: Prefixes) -> str:
    """Return what stands for a property."""
    return "a" if predicate == _TYPE else _words(predicate, prefixes)


def _objects(quads: Iterable[Quad], prefixes: Prefixes) -> str:
    """Return the objects of a subject's property."""
    return ", ".join(_words(quad.object, prefixes) for quad in quads)


def _words(term: NamedNode | BlankNode | Literal | Triple, prefixes: Prefixes) -> str:
    """Return what stands for TERM; str() is its form in N-Triples, which TriG takes as well."""
    if isinstance(term, NamedNode):
        return prefixes.short(term.value) or str(term)
    if isinstance(term, Triple):
        parts = (_words(term.subject, prefixes), _words(term.predicate, prefixes))
        return f"<<( {' '.join(parts)} {_words(term.object, prefixes)} )>>"
    if not isinstance(term, Literal) or term.language or term.datatype == _STRING:
        return str(term)
    bare = BARE.get(term.datatype.value)
    if bare and bare.fullmatch(term.value):
        return term.value
    datatype = prefixes.short(term.datatype.value) or str(term.datatype)
    return f"{Literal(term.value)}^^{datatype}"
