"""Step to_graph, entities: who and what an article names, typed and labelled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from kg.graph.iris import Iris, evidence_iri, name_iri
from kg.graph.terms import (
    ALT_LABEL,
    LABEL,
    MENTIONS,
    NAME_USED,
    TYPE,
    carried,
    pol,
    schema,
    words,
)
from kg.model import Entity, Facts, NamedEntity, Span, entities_of
from kg.vocabulary import EntityKind

ENTITY_TYPES = {
    EntityKind.PERSON: pol("PersonMention"),
    EntityKind.PARTY: pol("Party"),
    EntityKind.ALLIANCE: pol("Alliance"),
    EntityKind.BODY: pol("Body"),
    EntityKind.PLACE: schema("Place"),
    EntityKind.GROUP: pol("Group"),
}


@dataclass(frozen=True, slots=True)
class Described:
    """An entity of the article with its other names there and, where known, its first naming."""

    entity: Entity
    other_names: tuple[str, ...] = ()
    first: Span | None = None


def described_entities(facts: Facts, iris: Iris, article_iri: str) -> dict[str, Described]:
    """Return all entities by IRI: those listed, then those that only a report names."""
    found: dict[str, Described] = {}
    for named in facts.entities:
        found.setdefault(iris.entity(named.entity, article_iri), _described(named))
    pending = [entity for report in facts.reports for entity in entities_of(report)]
    pending += [entity for known in found.values() for entity in _around(known.entity)]
    while pending:
        entity = pending.pop()
        iri = iris.entity(entity, article_iri)
        if iri not in found:
            found[iri] = Described(entity)
            pending.extend(_around(entity))
    return found


def entity_triples(
    iri: str, described: Described, iris: Iris, article_iri: str
) -> Iterator[Triple]:
    """Yield what the article's graph says of an entity.

    One of the gazetteer has its type, canonical label and the other forms used, and the article
    says that it uses them; the article's own has its first naming as evidence, and what it belongs
    to, besides.
    """
    node, entity = NamedNode(iri), described.entity
    yield Triple(node, TYPE, ENTITY_TYPES[entity.kind])
    yield Triple(node, LABEL, words(entity.label))
    for name in described.other_names:
        yield Triple(node, ALT_LABEL, words(name))
    if entity.known:
        article = NamedNode(article_iri)
        yield Triple(article, MENTIONS, node)
        for name in described.other_names:
            yield used(article, node, name)
        return
    if described.first:
        yield Triple(node, pol("evidence"), NamedNode(evidence_iri(article_iri, described.first)))
    if entity.area:
        yield Triple(node, _area_property(entity), NamedNode(iris.entity(entity.area, article_iri)))
    if entity.group_of:
        yield Triple(node, pol("groupOf"), NamedNode(iris.entity(entity.group_of, article_iri)))


def used(article: NamedNode, node: NamedNode, name: str) -> Triple:
    """Return that ARTICLE calls NODE, which other articles know too, by NAME.

    So it stands who calls whom what where the graphs of many articles are put together.
    """
    return Triple(article, NAME_USED, NamedNode(name_iri(node.value, carried(name))))


def _described(named: NamedEntity) -> Described:
    """Return NAMED with its forms but the label."""
    others = tuple(form for form in named.forms if form != named.entity.label)
    return Described(named.entity, others, named.first)


def _around(entity: Entity) -> Iterable[Entity]:
    """Return what ENTITY points to in the article's graph: nothing if the gazetteer knows it."""
    if entity.known:
        return ()
    return [other for other in (entity.area, entity.group_of) if other]


def _area_property(entity: Entity) -> NamedNode:
    """Return how ENTITY is linked to the place it is of."""
    return schema("containedInPlace") if entity.kind is EntityKind.PLACE else pol("area")
