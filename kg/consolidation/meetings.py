"""Step consolidate, meetings: the one fact that the reports of an occasion tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from pyoxigraph import NamedNode

from kg.consolidation.comparison import Comparison
from kg.consolidation.facts import (
    Fact,
    Values,
    best_dated,
    fact_iri,
    first_text,
    in_words,
    labels,
    united,
)
from kg.consolidation.independent import independent_sources
from kg.consolidation.matching import Cluster
from kg.consolidation.names import name_of, surname_of
from kg.consolidation.reports import Report, Term
from kg.consolidation.world import World
from kg.vocabulary import SCHEMA, EntityKind, MeetingStatus

_LATER_WINS = (MeetingStatus.PLANNED, MeetingStatus.CANCELLED, MeetingStatus.DENIED)


def meeting_facts(clusters: Iterable[Cluster], world: World) -> list[Fact]:
    """Return a meeting for each of CLUSTERS."""
    return [_fact(cluster, world) for cluster in clusters]


def disputed(reports: Sequence[Report]) -> frozenset[str]:
    """Return those who took part by some of REPORTS and stayed away by others."""
    came = {iri for report in reports for iri in report.nodes("participant")}
    return frozenset(came & {iri for report in reports for iri in report.nodes("absentee")})


def _fact(cluster: Cluster, world: World) -> Fact:
    """Return the meeting that the reports of CLUSTER tell of.

    What it says comes from the reports with its status alone: who was to come needn't have come.
    """
    leading = _leading(cluster.reports)
    values: dict[str, tuple[Term, ...]] = {
        **united(leading, "represented", "venue", "topic", "topicDenied", "status"),
        **_attendance(leading, world),
        **_place(leading, world),
        **best_dated(leading),
    }
    return Fact(
        iri=fact_iri("Meeting", cluster.reports, world),
        kind="Meeting",
        label=_label(values, leading[0].status, world),
        values=values,
        leading=tuple(leading),
        earlier=tuple(report for report in cluster.reports if report not in leading),
        reasons=tuple(sorted(_reason(join, world) for join in cluster.joins)),
    )


def _leading(reports: Sequence[Report]) -> list[Report]:
    """Return the reports whose status the meeting has: held if any says so, else the latest."""
    held = [report for report in reports if report.status == MeetingStatus.HELD]
    if held:
        return held

    def order(report: Report) -> tuple[date, int]:
        rank = _LATER_WINS.index(MeetingStatus(report.status))
        return report.article.published or date.min, rank

    status = max(reports, key=order).status
    return [report for report in reports if report.status == status]


def _attendance(reports: Sequence[Report], world: World) -> dict[str, tuple[Term, ...]]:
    """Return who took part and who stayed away; of the disputed, what more sources say."""
    values = united(reports, "participant", "chair", "host", "absentee")
    out: dict[str, set[str]] = {"participant": set(), "absentee": set()}
    for person in disputed(reports):
        came, stayed = (_sources(reports, name, person) for name in out)
        if came <= stayed:
            out["participant"].add(person)
        if stayed <= came:
            out["absentee"].add(person)
    out["participant"] |= _spelt_out(values.get("participant", ()), world)
    out["chair"] = out["host"] = out["participant"]
    kept = {
        name: tuple(term for term in terms if term.value not in out[name])
        for name, terms in values.items()
    }
    return {name: terms for name, terms in kept.items() if terms}


def _sources(reports: Iterable[Report], name: str, person: str) -> int:
    """Return how many independent sources give PERSON as NAME."""
    return independent_sources(report for report in reports if person in report.nodes(name))


def _spelt_out(participants: Iterable[Term], world: World) -> set[str]:
    """Return those known by surname only, where just one other here has a full name with it."""
    things = [world.things[term.value] for term in participants]
    people = [thing for thing in things if thing.kind is EntityKind.PERSON]
    surnames = [surname_of(name_of(p.label)) for p in people if p.bare is None]
    return {p.iri for p in people if p.bare and surnames.count(p.bare) == 1}


def _place(reports: Sequence[Report], world: World) -> dict[str, tuple[Term, ...]]:
    """Return the place, the innermost of those given; the others hold it.

    A town of which the gazetteer doesn't know where it lies is within the state or country told.
    """
    places = sorted({place for report in reports for place in report.nodes("place")})
    if not places:
        return {}

    def inner(place: str) -> tuple[bool, int]:
        return place not in world.regions, len(world.places_around(place))

    return {"place": (NamedNode(max(places, key=inner)),)}


def _label(values: Values, status: str, world: World) -> str:
    """Return what people call the meeting: `Asha Rao, Ben Ode and 3 others, Delhi, 2031-03-04`."""
    everyone = labels(values, world, "participant")
    people = [t for t in values.get("participant", ()) if world.kind(t.value) is EntityKind.PERSON]
    names = sorted(world.label(t.value) for t in people) if len(people) > 1 else everyone
    names = names or labels(values, world, "represented") or ["Meeting"]
    weekday = next((t.value.removeprefix(SCHEMA) for t in values.get("weekday", ())), "")
    day = first_text(values, "date") or weekday
    parts = [in_words(names), *labels(values, world, "place"), day]
    label = ", ".join(part for part in parts if part)
    return label if status == MeetingStatus.HELD else f"{label} ({status})"


def _reason(join: Comparison, world: World) -> str:
    """Return why two reports are of one occasion, in plain words."""
    one, other = join.first, join.second
    agreed = [_days_in_words(join)]
    if join.people:
        agreed.append("in common " + _names(join.people, world))
    elif shared := one.people & other.people:
        agreed.append("in common " + _names(shared, world))
    if join.group:
        agreed.append(f"the same group ({join.group})")
    if one.place and other.place:
        agreed.append("the same place")
    return f"{one.report.article.name}; {other.report.article.name}: {', '.join(agreed)}"


def _names(people: Iterable[str], world: World) -> str:
    """Return the names of PEOPLE."""
    return in_words(sorted(map(world.label, people)), most=5)


def _days_in_words(join: Comparison) -> str:
    """Return how the days of two reports agree."""
    one, other = join.first.days, join.second.days
    if not (one.dated and other.dated):
        return "published within two days"
    exact = one if one.length == 1 else other
    if exact.length == 1:
        return f"the same day ({exact.earliest})"
    return "days that fit"
