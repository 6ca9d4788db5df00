"""Step export, JSON-LD: an object a graph, a line a node, names shortened by the context."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, BinaryIO

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.errors import UsageError
from kg.export.grouping import NO_INNER_TRIPLES, by_graph
from kg.export.prefixes import Prefixes
from kg.vocabulary import RDF, XSD

_TYPE = NamedNode(RDF + "type")
_STRING = NamedNode(XSD + "string")


def write_jsonld(quads: Iterable[Quad], stream: BinaryIO, prefixes: Prefixes) -> None:
    """Write JSON-LD 1.1 graph by graph; memory holds one graph.

    Values are strings with their datatype and never JSON's own numbers, which readers turn into
    other literals (1.50 into 1.5E0).
    """
    context = json.dumps(prefixes.namespaces, indent=1)
    stream.write(b'{"@context": ' + context.encode() + b',\n"@graph": [')
    for number, group in enumerate(by_graph(quads)):
        stream.write((",\n" if number else "\n").encode() + _block(group, prefixes).encode())
    stream.write(b"\n]}\n")


def _block(group: list[Quad], prefixes: Prefixes) -> str:
    """Return the graph of GROUP; the default graph's nodes stand without one."""
    nodes = ",\n".join(
        json.dumps(node, ensure_ascii=False, separators=(",", ":"))
        for node in _nodes(group, prefixes)
    )
    graph = group[0].graph_name
    if isinstance(graph, DefaultGraph):
        return nodes
    name = json.dumps(_name(graph, prefixes), ensure_ascii=False)
    return f'{{"@id": {name}, "@graph": [\n{nodes}\n]}}'


def _nodes(group: list[Quad], prefixes: Prefixes) -> Iterator[dict[str, Any]]:
    """Yield the nodes of a graph, whose quads are sorted."""
    for subject, about in groupby(group, key=lambda quad: quad.subject):
        node: dict[str, Any] = {"@id": _name(subject, prefixes)}
        for predicate, same in groupby(about, key=lambda quad: quad.predicate):
            values = [_value(quad.object, predicate, prefixes) for quad in same]
            key = "@type" if predicate == _TYPE else _name(predicate, prefixes)
            node[key] = values[0] if len(values) == 1 else values
        yield node


def _value(
    term: NamedNode | BlankNode | Literal | Triple, predicate: NamedNode, prefixes: Prefixes
) -> str | dict[str, str]:
    """Return an object as JSON-LD has it."""
    if not isinstance(term, Literal):
        name = _name(term, prefixes)
        return name if predicate == _TYPE else {"@id": name}
    if term.language:
        return {"@language": term.language, "@value": term.value}
    if term.datatype == _STRING:
        return term.value
    return {"@type": _name(term.datatype, prefixes), "@value": term.value}


def _name(term: NamedNode | BlankNode | Triple, prefixes: Prefixes) -> str:
    """Return what stands for a node: a shortened IRI, an IRI, a blank node's label."""
    if isinstance(term, NamedNode):
        return prefixes.short(term.value) or term.value
    if isinstance(term, Triple):
        raise UsageError(NO_INNER_TRIPLES)
    return str(term)
