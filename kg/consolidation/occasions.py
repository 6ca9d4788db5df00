"""Step consolidate, occasions: reports of meetings, made ready to be compared with many others."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from kg.consolidation.days import Days, days_of
from kg.consolidation.reports import Report
from kg.consolidation.world import World
from kg.graph import slug
from kg.vocabulary import EntityKind, MeetingStatus

_ANOTHER = re.compile(
    r"\banother\b|\b(?:meet|meets|met|meeting|talk|talks|talked|speak|speaks|spoke) again\b",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+(?:of|from|in|for)\s+", re.IGNORECASE)  # after it stands whose a group is


@dataclass(frozen=True, slots=True)
class Collective:
    """A group, party or body that took part: whose, of where, and its head word.

    `owners` holds the party or body itself and all that it belongs to, `around` the areas and all
    places that they lie in.
    """

    iri: str
    label: str
    is_group: bool
    owners: frozenset[str]
    areas: frozenset[str]
    around: frozenset[str]
    head: str


@dataclass(frozen=True, slots=True, eq=False)
class Occasion:
    """A report of a meeting, made ready to be compared with many others.

    `days` are within what the publication implies: held before it, planned for after it.
    """

    report: Report
    people: frozenset[str]
    chairs: frozenset[str]
    collectives: tuple[Collective, ...]
    place: str | None
    around: frozenset[str]  # the place and those that it lies in
    days: Days
    another: bool

    def named(self, other: Occasion) -> bool:
        """Return whether someone is named here, a person, party or body, who isn't in OTHER."""
        collectives = {c.iri for c in self.collectives if not c.is_group}
        theirs = {c.iri for c in other.collectives}
        return bool(self.people - other.people or collectives - theirs)


def occasion(report: Report, world: World) -> Occasion:
    """Return REPORT made ready for comparison."""
    took_part = frozenset(report.nodes("participant"))
    people = frozenset(p for p in took_part if world.kind(p) is EntityKind.PERSON)
    place = report.node("place")
    return Occasion(
        report=report,
        people=people,
        chairs=frozenset(report.nodes("chair")),
        collectives=tuple(_collective(c, world) for c in sorted(took_part - people)),
        place=place,
        around=world.places_around(place) if place else frozenset(),
        days=_bounded(days_of(report), report.status, report.article.published),
        another=bool(_ANOTHER.search(report.sentence)),
    )


def _bounded(days: Days, status: str, published: date | None) -> Days:
    """Return DAYS without those that the publication rules out, unless it would rule out all."""
    earliest, latest = days.earliest, days.latest
    if published and status == MeetingStatus.HELD:
        latest = min(latest or published, published)
    elif published and status == MeetingStatus.PLANNED:
        earliest = max(earliest or published, published)
    if earliest and latest and earliest > latest:
        return days
    return replace(days, earliest=earliest, latest=latest)


def _collective(iri: str, world: World) -> Collective:
    """Return the group, party or body at IRI; where a whole party is at home tells nothing."""
    thing = world.things[iri]
    is_group = thing.kind is EntityKind.GROUP
    areas = frozenset() if thing.kind is EntityKind.PARTY else frozenset(thing.areas)
    if is_group:
        areas |= world.places_in(thing.label)
    return Collective(
        iri=iri,
        label=thing.label,
        is_group=is_group,
        owners=world.owners_above(iri) - ({iri} if is_group else set()),
        areas=areas,
        around=frozenset(p for area in areas for p in world.places_around(area)),
        head=slug(_OF.split(thing.label)[0] or thing.label).rpartition("-")[2],
    )
