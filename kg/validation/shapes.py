"""Step validate, shapes: read once, and turned so that a constraint meets all its nodes at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.resources import ontology_dir
from kg.validation.forms import SH, Rules

_TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes as pySHACL takes them.

    `terms` are all IRIs that they speak of: the vocabulary, never data. What each node shape
    targets stands in `classes` and `properties`, by the shape's IRI; `rules` are what all look at.
    """

    graph: Graph
    terms: Mapping[str, URIRef]
    classes: Mapping[str, frozenset[str]]
    properties: Mapping[str, frozenset[str]]
    rules: Rules


def load_shapes(path: Path | None = None) -> Shapes:
    """Return the shapes of PATH, by default the project's own."""
    parsed = Graph().parse(path or ontology_dir() / "shapes.ttl", format="turtle")
    terms = {str(term): term for t in parsed for term in t if isinstance(term, URIRef)}
    terms[str(RDF.type)] = RDF.type  # the very object that pySHACL asks with
    graph = _interned(parsed, terms)
    nodes = _node_shapes(graph)
    return Shapes(
        graph=set_at_a_time(graph),
        terms=terms,
        classes={str(n): _named(graph, n, SH.targetClass) for n in nodes},
        properties={
            str(n): _named(graph, n, SH.targetSubjectsOf) | _named(graph, n, SH.targetObjectsOf)
            for n in nodes
        },
        rules=Rules(parsed),
    )


def set_at_a_time(graph: Graph) -> Graph:
    """Return GRAPH with the targets of its node shapes handed down to their property shapes.

    pySHACL sets a property shape up anew for each focus node of its node shape, but once for all
    focus nodes that the property shape targets itself: the same results, in an eighth of the time.
    The paths stay known to closed node shapes as properties to ignore.
    """
    turned = Graph()
    for triple in graph:
        turned.add(triple)
    for shape in _node_shapes(graph):
        if any(graph.value(shape, target) for target in _TARGETS):
            for part in graph.objects(shape, SH.property):
                _hand_down(graph, turned, shape, part)
    return turned


def _hand_down(graph: Graph, turned: Graph, shape: Node, part: Node) -> None:
    """Give the property shape PART the targets of SHAPE in TURNED, and take it out of SHAPE."""
    turned.add((part, RDF.type, SH.PropertyShape))
    for target in _TARGETS:
        for value in graph.objects(shape, target):
            turned.add((part, target, value))
    turned.remove((shape, SH.property, part))
    path, ignored = graph.value(part, SH.path), graph.value(shape, SH.ignoredProperties)
    if ignored is not None and isinstance(path, URIRef):
        Collection(turned, ignored).append(path)


def _node_shapes(graph: Graph) -> list[URIRef]:
    """Return the node shapes of GRAPH that have an IRI, sorted."""
    return sorted(n for n in graph.subjects(RDF.type, SH.NodeShape) if isinstance(n, URIRef))


def _interned(graph: Graph, terms: Mapping[str, URIRef]) -> Graph:
    """Return GRAPH with one object for each IRI: look-ups then compare by identity, at once."""

    def one(node: Node) -> Node:
        return terms[str(node)] if isinstance(node, URIRef) else node

    interned = Graph()
    for subject, predicate, object_ in graph:
        interned.add((one(subject), one(predicate), one(object_)))
    return interned


def _named(graph: Graph, shape: Node, target: URIRef) -> frozenset[str]:
    """Return what SHAPE targets by TARGET."""
    return frozenset(str(value) for value in graph.objects(shape, target))
