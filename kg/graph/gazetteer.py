"""Step to_graph, gazetteer: what is known beforehand, as plain entries and as a graph."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.errors import InputError
from kg.graph.iris import Iris
from kg.graph.terms import ALT_LABEL, HIDDEN_LABEL, LABEL, TYPE, pol, schema
from kg.linking.gazetteer import Entry, Gazetteer, Title, TitleScope
from kg.model import Entity
from kg.resources import ontology_dir
from kg.vocabulary import DEFAULT_BASE, POL, SCHEMA, EntityKind

_KINDS = {
    pol("Party"): EntityKind.PARTY,
    pol("Alliance"): EntityKind.ALLIANCE,
    pol("Body"): EntityKind.BODY,
    schema("Place"): EntityKind.PLACE,
}
_CONTAINED_IN = schema("containedInPlace")
_PLAIN = re.compile("[a-z0-9-]+")
Object = NamedNode | Literal
Statement: TypeAlias = tuple[NamedNode, NamedNode, NamedNode | Literal]


def load_gazetteer(folder: Path | None = None) -> Gazetteer:
    """Return the gazetteer of all Turtle files in FOLDER, by default the project's own.

    Raises InputError, with the file or the node, for Turtle that can't be parsed and for an entry
    without one label, with an unknown title scope, or that points to what isn't there.
    """
    return _Reader(_statements(_folder(folder))).gazetteer()


def gazetteer_triples(iris: Iris, folder: Path | None = None) -> list[Triple]:
    """Return the gazetteer's triples, sorted and unique, under the base of IRIS.

    Raises InputError as `load_gazetteer` does for files that can't be parsed.
    """
    rebased = {
        Triple(_rebased(s, iris), p, _rebased(o, iris) if isinstance(o, NamedNode) else o)
        for s, p, o in _statements(_folder(folder))
    }
    return sorted(rebased, key=str)


def _folder(folder: Path | None) -> Path:
    """Return FOLDER or the project's own."""
    return ontology_dir() / "gazetteer" if folder is None else folder


def _statements(folder: Path) -> Iterator[Statement]:
    """Yield the triples of all Turtle files in FOLDER, file after file by name."""
    files = sorted(folder.glob("*.ttl"))
    if not files:
        raise InputError(f"{folder}: no Turtle file (*.ttl) here; a gazetteer is a folder of them")
    for file in files:
        try:
            quads = list(parse(path=file, format=RdfFormat.TURTLE, base_iri=DEFAULT_BASE))
        except (SyntaxError, OSError) as error:
            raise InputError(f"{file}: {error}") from error
        for quad in quads:
            if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, Object):
                raise InputError(f"{file}: a node without an IRI at {quad.predicate.value}")
            yield quad.subject, quad.predicate, quad.object


def _rebased(node: NamedNode, iris: Iris) -> NamedNode:
    """Return NODE under the base of IRIS, unless it is a term of the ontology or another's."""
    if node.value.startswith(POL) or not node.value.startswith(DEFAULT_BASE):
        return node
    return NamedNode(iris.base + node.value.removeprefix(DEFAULT_BASE))


class _Reader:
    """The statements by subject and property, read off as entries and titles."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._of: Mapping[NamedNode, Mapping[NamedNode, list[Object]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for subject, property_, value in statements:
            self._of[subject][property_].append(value)
        self._entities: dict[NamedNode, Entity] = {}
        self._unfinished: set[NamedNode] = set()

    def gazetteer(self) -> Gazetteer:
        """Return all entries and titles in the order of their IRIs."""
        nodes = sorted(self._of, key=lambda node: node.value)
        entries = tuple(self._entry(node) for node in nodes if self._kind(node))
        titles = tuple(self._title(node) for node in nodes if pol("Title") in self._of[node][TYPE])
        return Gazetteer(entries, titles)

    def _entry(self, node: NamedNode) -> Entry:
        """Return the entry of NODE."""
        entity = self._entity(node)
        return Entry(
            entity=entity,
            forms=_once([entity.label, *self._words(node, ALT_LABEL), *self._dated_names(node)]),
            adjectives=self._words(node, pol("adjective")),
            nicknames=self._words(node, HIDDEN_LABEL),
            country=self._country(node),
            kinds=self._finer_types(node),
        )

    def _title(self, node: NamedNode) -> Title:
        """Return the title of office NODE."""
        label, scope = self._label(node), self._words(node, pol("titleScope"))
        if len(scope) != 1 or scope[0] not in list(TitleScope):
            raise InputError(
                f"gazetteer: {node.value} needs one pol:titleScope of {', '.join(TitleScope)}"
            )
        return Title(label, _once([label, *self._words(node, ALT_LABEL)]), TitleScope(scope[0]))

    def _entity(self, node: NamedNode) -> Entity:
        """Return the entity of NODE, made once, with the place and the owner that it is of."""
        if node not in self._entities:
            if node in self._unfinished:
                raise InputError(
                    f"gazetteer: {node.value} is by way of others its own area or owner"
                )
            self._unfinished.add(node)
            self._entities[node] = self._new_entity(node)
        return self._entities[node]

    def _new_entity(self, node: NamedNode) -> Entity:
        """Return the entity of NODE."""
        kind = self._kind(node)
        if kind is None:
            raise InputError(f"gazetteer: {node.value} has none of the types that are entities")
        return Entity(
            kind=kind,
            slug=self._slug(node, kind),
            label=self._label(node),
            known=True,
            area=self._neighbour(node, pol("area")),
            group_of=self._neighbour(node, pol("groupOf")),
        )

    def _kind(self, node: NamedNode) -> EntityKind | None:
        """Return what NODE is; None for titles, dated names and nodes without a type."""
        types = self._of[node][TYPE] if node in self._of else []
        return next((kind for type_, kind in _KINDS.items() if type_ in types), None)

    def _slug(self, node: NamedNode, kind: EntityKind) -> str:
        """Return the last part of the IRI of NODE, which has to say its kind."""
        start = f"{DEFAULT_BASE}{kind.value}/"
        name = node.value.removeprefix(start)
        if name == node.value or not _PLAIN.fullmatch(name):
            raise InputError(
                f"gazetteer: {node.value} is a {kind.value}, so its IRI has to be {start} and "
                "small letters, digits and hyphens"
            )
        return name

    def _label(self, node: NamedNode) -> str:
        """Return the one label of NODE."""
        labels = self._words(node, LABEL)
        if len(labels) != 1:
            raise InputError(f"gazetteer: {node.value} needs one rdfs:label and has {len(labels)}")
        return labels[0]

    def _neighbour(self, node: NamedNode, property_: NamedNode) -> Entity | None:
        """Return the entity that NODE points to by PROPERTY_."""
        found = self._node(node, property_)
        if found and not self._kind(found):
            raise InputError(
                f"gazetteer: {node.value} points to {found.value}, which no file gives a type"
            )
        return self._entity(found) if found else None

    def _node(self, node: NamedNode, property_: NamedNode) -> NamedNode | None:
        """Return the node that NODE points to by PROPERTY_, the first of several by IRI."""
        nodes = [o for o in self._of[node][property_] if isinstance(o, NamedNode)]
        return min(nodes, key=lambda found: found.value, default=None)

    def _words(self, node: NamedNode, property_: NamedNode) -> tuple[str, ...]:
        """Return the literals of NODE by PROPERTY_, sorted."""
        return tuple(sorted({o.value for o in self._of[node][property_] if isinstance(o, Literal)}))

    def _dated_names(self, node: NamedNode) -> list[str]:
        """Return the names that NODE bore for a time."""
        dated = [o for o in self._of[node][pol("datedName")] if isinstance(o, NamedNode)]
        return sorted(name for other in dated for name in self._words(other, pol("name")))

    def _country(self, node: NamedNode) -> str | None:
        """Return the slug of the country that NODE is in or of, None if it is of none."""
        place = self._place_of(node)
        seen: set[NamedNode] = set()
        while place and place not in seen:
            if schema("Country") in self._of[place][TYPE]:
                return self._entity(place).slug
            seen.add(place)
            place = self._node(place, _CONTAINED_IN)
        return None

    def _place_of(self, node: NamedNode) -> NamedNode | None:
        """Return the place that NODE is, is of, or whose party or house it belongs to."""
        if self._kind(node) is EntityKind.PLACE:
            return node
        area = self._node(node, pol("area"))
        owner = self._node(node, pol("groupOf"))
        return area or (self._place_of(owner) if owner and owner != node else None)

    def _finer_types(self, node: NamedNode) -> tuple[str, ...]:
        """Return the schema.org types of NODE besides Place, by their local names."""
        types = (o.value for o in self._of[node][TYPE] if isinstance(o, NamedNode))
        names = (t.removeprefix(SCHEMA) for t in types if t.startswith(SCHEMA))
        return tuple(sorted(name for name in names if name != "Place"))


def _once(forms: Iterable[str]) -> tuple[str, ...]:
    """Return FORMS without repetitions, in their order."""
    return tuple(dict.fromkeys(forms))
