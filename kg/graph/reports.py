"""Step to_graph, reports: each field of a report as the property of that name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from enum import StrEnum
from typing import get_args

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.iris import Iris, evidence_iri
from kg.graph.terms import (
    TYPE,
    confidence,
    day,
    integer,
    partial_date,
    pol,
    schema,
    words,
)
from kg.model import AnyReport, Entity, MeetingReport, Report, SeatShare, When

# Fields whose property is not called as they are; all others are.
_PROPERTIES = {
    "absentees": "absentee",
    "alliances": "inAlliance",
    "attributed_to": "attributedTo",
    "chairs": "chair",
    "hosts": "host",
    "kind": "moveKind",
    "members": "member",
    "opponents": "opponent",
    "participants": "participant",
    "topics": "topic",
    "topics_denied": "topicDenied",
}
_REPORTED_IN, _CONFIDENCE, _EVIDENCE = pol("reportedIn"), pol("confidence"), pol("evidence")
_TREATED_APART = ("evidence", "confidence", "when", "seats")
# The plain fields of each class of reports, each with its property.
_PLAIN: dict[type[Report], tuple[tuple[str, NamedNode], ...]] = {
    kind: tuple(
        (field.name, pol(_PROPERTIES.get(field.name, field.name)))
        for field in fields(kind)
        if field.name not in _TREATED_APART
    )
    for kind in get_args(AnyReport)
}


def report_triples(iri: str, report: AnyReport, iris: Iris, article_iri: str) -> Iterator[Triple]:
    """Yield the triples of REPORT at IRI, reported in the article."""
    node = NamedNode(iri)
    yield Triple(node, TYPE, pol(type(report).__name__))
    yield Triple(node, _REPORTED_IN, NamedNode(article_iri))
    yield Triple(node, _CONFIDENCE, confidence(report.confidence))
    for span in report.evidence:
        yield Triple(node, _EVIDENCE, NamedNode(evidence_iri(article_iri, span)))
    for name, property_ in _PLAIN[type(report)]:
        value = getattr(report, name)
        if isinstance(value, tuple):
            for item in value:
                yield Triple(node, property_, _object(item, iris, article_iri))
        elif value is not None:
            yield Triple(node, property_, _object(value, iris, article_iri))
    yield from _beyond_fields(node, report, iris, article_iri)


def when_triples(node: NamedNode, when: When) -> Iterator[Triple]:
    """Yield what is known of the date of NODE; what isn't stays out."""
    if when.expression:
        yield Triple(node, pol("dateExpression"), words(when.expression))
    if when.value:
        yield Triple(node, pol("date"), partial_date(when.value))
    if when.weekday:
        yield Triple(node, pol("weekday"), schema(when.weekday.value))
    if when.earliest:
        yield Triple(node, pol("earliest"), day(when.earliest))
    if when.latest:
        yield Triple(node, pol("latest"), day(when.latest))


def _beyond_fields(
    node: NamedNode, report: AnyReport, iris: Iris, article_iri: str
) -> Iterator[Triple]:
    """Yield dates, seats, and those who chaired or hosted as the participants that they are."""
    when: When | None = getattr(report, "when", None)
    if when:
        yield from when_triples(node, when)
    if isinstance(report, MeetingReport):
        for entity in (*report.chairs, *report.hosts):
            yield Triple(node, pol("participant"), NamedNode(iris.entity(entity, article_iri)))
    seats: tuple[SeatShare, ...] = getattr(report, "seats", ())
    for ordinal, share in enumerate(seats, start=1):
        yield from _seat_triples(
            node, ordinal, share, NamedNode(iris.entity(share.party, article_iri))
        )


def _seat_triples(
    node: NamedNode, ordinal: int, share: SeatShare, party: NamedNode
) -> Iterator[Triple]:
    """Yield the ORDINALth share of the deal NODE."""
    seats = NamedNode(f"{node.value}#seats-{ordinal}")
    yield Triple(node, pol("seats"), seats)
    yield Triple(seats, TYPE, pol("SeatShare"))
    yield Triple(seats, pol("party"), party)
    yield Triple(seats, pol("number"), integer(share.number))


def _object(value: Entity | StrEnum | str, iris: Iris, article_iri: str) -> NamedNode | Literal:
    """Return VALUE as a node: an entity, a status or kind; or as words."""
    if isinstance(value, Entity):
        return NamedNode(iris.entity(value, article_iri))
    if isinstance(value, StrEnum):
        return pol(value.value)
    return words(value)
