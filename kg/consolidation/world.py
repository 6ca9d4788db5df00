"""Step consolidate, world: everyone and everything that facts speak of, and what lies in what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pyoxigraph import NamedNode, Triple

from kg.consolidation.reports import KINDS, Nodes, by_subject, values
from kg.graph import Iris, slug
from kg.graph.entities import ENTITY_TYPES
from kg.graph.terms import ALT_LABEL, LABEL, TYPE, pol, schema, words
from kg.vocabulary import POL, SCHEMA, EntityKind

PERSON_TYPE = schema("Person")
_LONGEST_NAME = 6  # words of a place's name looked for in a label


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity as the facts graph knows it.

    `areas` are the places that it lies in or is of, `owners` the parties and bodies that it
    belongs to, `mentions` the articles' own nodes for it. `bare` is the surname of a person whom
    no article spells out. `reason` says in plain words why the mentions are one.
    """

    iri: str
    kind: EntityKind
    label: str
    types: tuple[str, ...]
    others: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    known: bool = False
    bare: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class World:
    """All things by IRI, and what the gazetteer says about titles and places."""

    iris: Iris
    things: Mapping[str, Thing]
    titles: Mapping[str, str] = field(default_factory=dict)  # slug of a form: slug of the label
    places: Mapping[str, str] = field(default_factory=dict)  # a form as written: IRI
    regions: frozenset[str] = frozenset()  # countries and states: places that hold towns
    countries: frozenset[str] = frozenset()

    def with_things(self, things: Mapping[str, Thing]) -> World:
        """Return this world with THINGS for its own."""
        return replace(self, things=things)

    def label(self, iri: str) -> str:
        """Return what people call the thing at IRI."""
        return self.things[iri].label

    def kind(self, iri: str) -> EntityKind:
        """Return what the thing at IRI is."""
        return self.things[iri].kind

    def places_around(self, iri: str) -> frozenset[str]:
        """Return IRI and all places that it lies in, as far as known."""
        return self._upwards(iri, "areas")

    def owners_above(self, iri: str) -> frozenset[str]:
        """Return IRI and all parties and bodies that it belongs to, as far as known."""
        return self._upwards(iri, "owners")

    def same_or_inside(self, one: str, other: str) -> bool:
        """Return whether one place is the other or lies in it."""
        return one in self.places_around(other) or other in self.places_around(one)

    def places_in(self, text: str) -> frozenset[str]:
        """Return the places whose names stand in TEXT, the longest name at each word."""
        parts = [part.strip(".,;()").removesuffix("'s").removesuffix("’s") for part in text.split()]
        found, at = set(), 0
        while at < len(parts):
            for length in range(min(_LONGEST_NAME, len(parts) - at), 0, -1):
                if place := self.places.get(" ".join(parts[at : at + length])):
                    found.add(place)
                    at += length - 1
                    break
            at += 1
        return frozenset(found)

    def title(self, words_: str) -> str:
        """Return the key of a title of office, one for all its forms."""
        return self.titles.get(slug(words_), slug(words_))

    def _upwards(self, iri: str, relation: str) -> frozenset[str]:
        """Return IRI and all that it reaches by RELATION."""
        found, pending = {iri}, [iri]
        while pending:
            thing = self.things.get(pending.pop())
            new = set(getattr(thing, relation)) - found if thing else set()
            found |= new
            pending.extend(new)
        return frozenset(found)


def gazetteer_world(triples: Iterable[Triple], iris: Iris) -> World:
    """Return the world that the gazetteer's TRIPLES describe."""
    nodes = by_subject(triples)
    things = {thing.iri: thing for thing in _known_things(nodes)}
    things = {iri: _anchored(thing, things) for iri, thing in things.items()}
    return World(
        iris=iris,
        things=things,
        titles=_titles(nodes),
        places=_place_names(things),
        regions=frozenset(_typed(nodes, "Country", "State")),
        countries=frozenset(_typed(nodes, "Country")),
    )


def thing_triples(thing: Thing) -> Iterator[Triple]:
    """Yield what the facts graph says of THING: enough to be read on its own."""
    node = NamedNode(thing.iri)
    for type_ in thing.types:
        yield Triple(node, TYPE, NamedNode(type_))
    yield Triple(node, LABEL, words(thing.label))
    for name in thing.others:
        yield Triple(node, ALT_LABEL, words(name))
    for property_, iri in neighbours(thing):
        yield Triple(node, property_, NamedNode(iri))
    for mention in thing.mentions:
        yield Triple(node, pol("mention"), NamedNode(mention))
        yield Triple(NamedNode(mention), TYPE, pol("Mention"))
        yield Triple(NamedNode(mention), LABEL, words(thing.label))
    if thing.reason:
        yield Triple(node, pol("mergeReason"), words(thing.reason))


def neighbours(thing: Thing) -> Iterator[tuple[NamedNode, str]]:
    """Yield what THING belongs to or is of; where known places lie stands in the gazetteer."""
    for owner in thing.owners:
        yield pol("groupOf"), owner
    if thing.kind is not EntityKind.PLACE:
        for area in thing.areas:
            yield pol("area"), area
    elif not thing.known:
        for area in thing.areas:
            yield schema("containedInPlace"), area


def types_of(kind: EntityKind) -> tuple[str, ...]:
    """Return the types of a thing of KIND in the facts graph."""
    return ((PERSON_TYPE if kind is EntityKind.PERSON else ENTITY_TYPES[kind]).value,)


def _known_things(nodes: Nodes) -> Iterator[Thing]:
    """Yield the parties, alliances, bodies and places of the gazetteer."""
    for iri in sorted(nodes):
        types = values(nodes, iri, TYPE.value)
        kinds = [KINDS[type_] for type_ in types if type_ in KINDS]
        if not kinds:
            continue
        inside = SCHEMA + "containedInPlace" if kinds[0] is EntityKind.PLACE else POL + "area"
        yield Thing(
            iri=iri,
            kind=kinds[0],
            label=values(nodes, iri, LABEL.value)[0],
            types=types,
            others=values(nodes, iri, ALT_LABEL.value),
            areas=values(nodes, iri, inside),
            owners=values(nodes, iri, POL + "groupOf"),
            known=True,
        )


def _anchored(thing: Thing, things: Mapping[str, Thing]) -> Thing:
    """Return THING without pointers to what isn't in THINGS: the facts graph has none such."""
    return replace(
        thing,
        areas=tuple(iri for iri in thing.areas if iri in things),
        owners=tuple(iri for iri in thing.owners if iri in things),
    )


def _titles(nodes: Nodes) -> dict[str, str]:
    """Return the key of each title by the slug of each of its forms; a label beats other forms."""
    labels: dict[str, str] = {}
    forms: dict[str, str] = {}
    for iri in sorted(nodes):
        if POL + "Title" in values(nodes, iri, TYPE.value):
            label = slug(values(nodes, iri, LABEL.value)[0])
            labels[label] = label
            for form in values(nodes, iri, ALT_LABEL.value):
                forms.setdefault(slug(form), label)
    return forms | labels


def _place_names(things: Mapping[str, Thing]) -> dict[str, str]:
    """Return each place by each name that no other place has."""
    named = {
        (name, thing.iri)
        for thing in things.values()
        if thing.kind is EntityKind.PLACE
        for name in (thing.label, *thing.others)
    }
    bearers = Counter(name for name, _ in named)
    return {name: iri for name, iri in named if bearers[name] == 1}


def _typed(nodes: Nodes, *names: str) -> Iterator[str]:
    """Yield the nodes of one of the schema.org types NAMES."""
    wanted = {SCHEMA + name for name in names}
    return (iri for iri in nodes if wanted & set(values(nodes, iri, TYPE.value)))
