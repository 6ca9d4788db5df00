"""Step export, JSON-LD: an object a graph, nodes framed as trees, names as the context has them.

What one other node points to alone (a selector, a seat, a side of a conflict) stands inside of it;
all else stands by itself, and is pointed to by its address.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, BinaryIO, TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.errors import UsageError
from kg.export.grouping import NO_INNER_TRIPLES, by_graph
from kg.export.ontology.context import context
from kg.export.prefixes import Prefixes
from kg.vocabulary import RDF, XSD

_TYPE = NamedNode(RDF + "type")
_STRING = NamedNode(XSD + "string")
_DEEPEST = 5  # of trees; readers of JSON give up at some depth
_Node: TypeAlias = NamedNode | BlankNode


def write_jsonld(quads: Iterable[Quad], stream: BinaryIO, prefixes: Prefixes) -> None:
    """Write JSON-LD 1.1 graph by graph, with the ontology's context in it; memory holds one graph.

    Values are strings with their datatype, by the context or their own, and never JSON's numbers,
    which readers turn into other literals (1.50 into 1.5E0).
    """
    known = context()
    taken = {name for name, iri in prefixes.namespaces.items() if known.get(name, iri) != iri}
    prefixes = prefixes.without(taken)  # `place` is a property; places stand with their whole IRIs
    names = _Names(prefixes)
    text = json.dumps({**known, **prefixes.namespaces}, indent=1)
    stream.write(b'{"@context": ' + text.encode() + b',\n"@graph": [')
    first = True
    for group in by_graph(quads):
        stream.write(("\n" if first else ",\n").encode() + _block(group, names).encode())
        first = False
    stream.write(b"\n]}\n")


@dataclass(frozen=True, slots=True)
class _Key:
    """What a property is called, and the type that the context gives its values."""

    name: str
    type: str | None


class _Names:
    """What nodes, classes and properties are called in the file."""

    def __init__(self, prefixes: Prefixes) -> None:
        self._short = prefixes.short
        known = context()
        prefix_of = {name: iri for name, iri in known.items() if str(iri).startswith("http")}
        self._keys: dict[str, _Key] = {}
        self._classes: dict[str, str] = {}
        for name, term in known.items():
            if isinstance(term, Mapping):
                self._keys[_whole(term["@id"], prefix_of)] = _Key(
                    name, _type(term.get("@type"), prefix_of)
                )
            elif isinstance(term, str) and ":" in term and name not in prefix_of:
                self._classes[_whole(term, prefix_of)] = name

    def key(self, predicate: NamedNode) -> _Key:
        """Return what the property PREDICATE is called."""
        known = self._keys.get(predicate.value)
        return known or _Key(self._short(predicate.value) or predicate.value, None)

    def class_(self, term: _Node | Literal | Triple) -> str:
        """Return what the class TERM is called."""
        if isinstance(term, NamedNode) and term.value in self._classes:
            return self._classes[term.value]
        return self.node(term)

    def node(self, term: _Node | Literal | Triple) -> str:
        """Return what stands for a node: a shortened IRI, an IRI, a blank node's label."""
        if isinstance(term, NamedNode):
            return self._short(term.value) or term.value
        if isinstance(term, Triple):
            raise UsageError(NO_INNER_TRIPLES)
        return str(term)


def _whole(short: str, prefixes: Mapping[str, Any]) -> str:
    """Return the IRI that SHORT, `pol:topic`, stands for."""
    prefix, _, local = short.partition(":")
    return f"{prefixes[prefix]}{local}"


def _type(short: str | None, prefixes: Mapping[str, Any]) -> str | None:
    """Return the datatype that SHORT stands for; `@id` as it is."""
    return _whole(short, prefixes) if short and not short.startswith("@") else short


def _block(group: list[Quad], names: _Names) -> str:
    """Return the graph of GROUP; the default graph's nodes stand without one."""
    nodes = ",\n".join(
        json.dumps(node, ensure_ascii=False, separators=(",", ":"))
        for node in _Frame(group, names).trees()
    )
    graph = group[0].graph_name
    if isinstance(graph, DefaultGraph):
        return nodes
    name = json.dumps(names.node(graph), ensure_ascii=False)
    return f'{{"id": {name}, "@graph": [\n{nodes}\n]}}'


class _Frame:
    """The nodes of one graph, put into each other."""

    def __init__(self, group: list[Quad], names: _Names) -> None:
        self._names = names
        self._about = {s: list(of) for s, of in groupby(group, key=lambda quad: quad.subject)}
        pointed = Counter(quad.object for quad in group if quad.object in self._about)
        self._inner = {
            quad.object
            for quad in group
            if pointed[quad.object] == 1 and quad.predicate != _TYPE and quad.object != quad.subject
        }
        self._written: set[object] = set()

    def trees(self) -> Iterator[dict[str, Any]]:
        """Yield the nodes that stand by themselves; last those that only go round in circles."""
        for subject in self._about:
            if subject not in self._inner:
                yield self._node(subject, 1)
        for subject in self._about:
            if subject not in self._written:
                yield self._node(subject, 1)

    def _node(self, subject: _Node | Triple, depth: int) -> dict[str, Any]:
        """Return the node SUBJECT with all that is said of it."""
        self._written.add(subject)
        node: dict[str, Any] = {"id": self._names.node(subject)}
        for predicate, same in groupby(self._about[subject], key=lambda quad: quad.predicate):
            key = self._names.key(predicate)
            if predicate == _TYPE:
                key = _Key("type", None)
                values: list[Any] = [self._names.class_(quad.object) for quad in same]
            else:
                values = [self._value(quad.object, key, depth) for quad in same]
            node[key.name] = values[0] if len(values) == 1 else values
        return node

    def _value(self, term: _Node | Literal | Triple, key: _Key, depth: int) -> Any:
        """Return the object TERM of a property KEY."""
        if not isinstance(term, Literal):
            if term in self._inner and term not in self._written and depth < _DEEPEST:
                return self._node(term, depth + 1)
            name = self._names.node(term)
            return name if key.type == "@id" else {"id": name}
        if term.language:
            return {"@language": term.language, "@value": term.value}
        if term.datatype == _STRING:
            return term.value if key.type is None else {"@value": term.value}
        if term.datatype.value == key.type:
            return term.value
        return {"type": self._names.node(term.datatype), "@value": term.value}
