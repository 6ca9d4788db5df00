"""Marked occasions and the mapper's reports, each as the evaluation compares them."""

from __future__ import annotations

from benchmarks.marked import MarkedOccasion
from kg.dates import Anchor, Tense, find_dates, resolve
from kg.evaluation.gold import GoldMeeting, full_day
from kg.evaluation.names import Names
from kg.evaluation.predictions import Meeting
from kg.linking import LinkedDocument
from kg.model import Entity, MeetingReport, When
from kg.vocabulary import EntityKind


def as_gold(occasion: MarkedOccasion, document: LinkedDocument, *, must: bool) -> GoldMeeting:
    """Return a marked occasion as gold; if not MUST, one that scores neither way."""
    days = [day for when in days_marked(occasion, document) if (day := full_day(when.value))]
    return GoldMeeting(
        name=occasion.name,
        status=occasion.status,
        people=tuple(occasion.who),
        spare=(),
        groups=tuple(occasion.groups),
        organizations=(),
        absent=(),
        topics=(),
        places=places_marked(occasion, document),
        other_places=(),
        day=days[0] if len(days) == 1 else None,
        day_if_published=None,
        must=must,
    )


def as_predicted(report: MeetingReport, document: LinkedDocument, at: int) -> Meeting:
    """Return the report numbered AT as what a graph tells."""
    people = [e for e in report.participants if e.kind is EntityKind.PERSON]
    others = [e for e in report.participants if e.kind is not EntityKind.PERSON]
    others += [e for e in report.represented if e.kind is not EntityKind.PERSON]
    return Meeting(
        report=str(at),
        status=report.status.name.lower(),
        people=tuple(names_of(e, document) for e in people),
        others=tuple(names_of(e, document) for e in others),
        absent=(),
        places=tuple(places_told(report, document)),
        topics=(),
        date=report.when.value if report.when else None,
    )


def days_marked(occasion: MarkedOccasion, document: LinkedDocument) -> list[When]:
    """Return what the words marked as an occasion's day come to."""
    words, line = occasion.day or "", document.dateline
    tense = Tense.FUTURE if occasion.status == "planned" else Tense.PAST
    anchor = Anchor(document.document.published, line.month_day if line else None, None)
    found = find_dates(words, 0, len(words))
    return [resolve(each, anchor, tense, lead=True) for each in found]


def places_marked(occasion: MarkedOccasion, document: LinkedDocument) -> tuple[str, ...]:
    """Return place and house as marked; "here" is where the dateline says."""
    here = [place.label for place in document.dateline_places]
    names = here if occasion.place == "here" else [occasion.place]
    return tuple(name for name in (*names, occasion.venue) if name)


def places_told(report: MeetingReport, document: LinkedDocument) -> list[frozenset[str]]:
    """Return place and house of a report, each by all names that the text has for it."""
    place = [names_of(report.place, document)] if report.place else []
    return place + ([frozenset({report.venue})] if report.venue else [])


def names_of(entity: Entity, document: LinkedDocument) -> Names:
    """Return all names that a text has for somebody."""
    text = document.document.text
    namings = (n for s in document.sentences for n in s.namings if n.entity == entity)
    return frozenset({entity.label, *(naming.span.of(text) for naming in namings)})
