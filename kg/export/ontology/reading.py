"""Step export, ontology: its terms, and what the shapes ask of them, as plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.resources import ontology_dir
from kg.vocabulary import DCTERMS, OWL, POL, RDF, RDFS, SCHEMA, SH, SKOS

_KINDS = {
    OWL + "Class": "class",
    OWL + "ObjectProperty": "property",
    OWL + "DatatypeProperty": "property",
    RDF + "Property": "property",
    SKOS + "ConceptScheme": "scheme",
    SKOS + "Concept": "concept",
}
_Node: TypeAlias = NamedNode | BlankNode


@dataclass(frozen=True, slots=True)
class Constraint:
    """What a shape asks of a property of a class's nodes; `least` and `most` are how many."""

    path: str
    least: int
    most: int | None
    values: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the ontology; all lists are of IRIs, sorted."""

    iri: str
    kind: str
    label: str
    definition: str
    parents: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    ranges: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    constraints: tuple[Constraint, ...] = field(default=())

    @property
    def name(self) -> str:
        """Return the last part of the IRI, `Meeting`."""
        return self.iri.removeprefix(POL)

    @property
    def of_nodes(self) -> bool:
        """Return whether the values of the property are nodes."""
        return self.kind == "property" and not any("XMLSchema#" in each for each in self.ranges)


@dataclass(frozen=True, slots=True)
class Ontology:
    """The ontology's head, and its terms in order of kind and name."""

    title: str
    description: str
    version: str
    terms: tuple[Term, ...]


def statements(name: str) -> list[Triple]:
    """Return the triples of the ontology's file NAME, sorted."""
    path = ontology_dir() / name
    return sorted((q.triple for q in parse(path=path, format=RdfFormat.TURTLE)), key=str)


@cache
def read_ontology() -> Ontology:
    """Return the ontology with what the shapes ask."""
    graph, shapes = _Graph(statements("politics.ttl")), _Graph(statements("shapes.ttl"))
    constraints = _constraints(shapes)
    head = NamedNode(POL.removesuffix("#"))
    terms = [
        _term(graph, node, _KINDS[kind], constraints.get(node.value, ()))
        for node, kind in graph.typed(_KINDS)
    ]
    return Ontology(
        graph.text(head, DCTERMS + "title"),
        graph.text(head, DCTERMS + "description"),
        graph.text(head, OWL + "versionInfo"),
        tuple(sorted(terms, key=lambda term: (term.kind, term.name.lower()))),
    )


class _Graph:
    """Triples by subject and property."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._of: dict[object, dict[str, list[NamedNode | BlankNode | Literal]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for triple in triples:
            if not isinstance(triple.object, Triple):
                self._of[triple.subject][triple.predicate.value].append(triple.object)

    def typed(self, kinds: Mapping[str, str]) -> Iterator[tuple[NamedNode, str]]:
        """Yield the nodes that have one of KINDS, with it."""
        for node, told in self._of.items():
            found = [o.value for o in told.get(RDF + "type", []) if o.value in kinds]
            if found and isinstance(node, NamedNode):
                yield node, found[0]

    def iris(self, node: _Node, property_: str) -> tuple[str, ...]:
        """Return the IRIs that NODE points to by PROPERTY_, sorted."""
        return tuple(sorted(o.value for o in self._of[node][property_] if isinstance(o, NamedNode)))

    def text(self, node: _Node, property_: str) -> str:
        """Return the words of NODE by PROPERTY_."""
        return next((o.value for o in self._of[node][property_]), "")

    def nodes(self, node: _Node, property_: str) -> list[_Node]:
        """Return the nodes that NODE points to by PROPERTY_."""
        return [o for o in self._of[node][property_] if isinstance(o, NamedNode | BlankNode)]

    def members(self, node: _Node, property_: str) -> list[str]:
        """Return the values of the list that NODE points to by PROPERTY_."""
        found: list[str] = []
        rest = self.nodes(node, property_)
        while rest and rest[0].value != RDF + "nil":
            found += [o.value for o in self._of[rest[0]][RDF + "first"]]
            rest = self.nodes(rest[0], RDF + "rest")
        return found


def _term(graph: _Graph, node: NamedNode, kind: str, constraints: Iterable[Constraint]) -> Term:
    """Return the term NODE."""
    return Term(
        node.value,
        kind,
        graph.text(node, RDFS + "label"),
        graph.text(node, SKOS + "definition"),
        (*graph.iris(node, RDFS + "subClassOf"), *graph.iris(node, RDFS + "subPropertyOf")),
        graph.iris(node, SCHEMA + "domainIncludes"),
        graph.iris(node, SCHEMA + "rangeIncludes"),
        graph.iris(node, RDFS + "seeAlso"),
        graph.iris(node, SKOS + "inScheme"),
        tuple(sorted(constraints, key=lambda each: each.path)),
    )


def _constraints(shapes: _Graph) -> dict[str, list[Constraint]]:
    """Return what SHAPES ask of the nodes of each class, by its IRI."""
    found: dict[str, list[Constraint]] = defaultdict(list)
    for shape, _ in shapes.typed({SH + "NodeShape": ""}):
        for class_ in shapes.iris(shape, SH + "targetClass"):
            for part in shapes.nodes(shape, SH + "property"):
                found[class_] += _constraint(shapes, part)
    return found


def _constraint(shapes: _Graph, part: _Node) -> Iterator[Constraint]:
    """Yield what the property shape PART asks, if its path is a property."""
    for path in shapes.iris(part, SH + "path"):
        most = shapes.text(part, SH + "maxCount")
        values = [
            *shapes.iris(part, SH + "class"),
            *shapes.iris(part, SH + "datatype"),
            *shapes.members(part, SH + "in"),
        ]
        yield Constraint(
            path,
            int(shapes.text(part, SH + "minCount") or 0),
            int(most) if most else None,
            tuple(values),
            shapes.text(part, SH + "message"),
        )
