"""Step consolidate, conflicts: where reports of one thing disagree, with each side's reports.

A less precise value is no conflict, nor is change over time: planned, then held; allied, then not.
Reports of meetings that disagree on status, place or day stay two meetings; where the people leave
little doubt that it was one, the conflict is about both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg.consolidation.comparison import Comparison
from kg.consolidation.contradictions import Aspect
from kg.consolidation.days import day_told, days_of
from kg.consolidation.facts import Fact, in_order
from kg.consolidation.matching import Refusal
from kg.consolidation.meetings import disputed
from kg.consolidation.reports import Report, Term
from kg.consolidation.world import World
from kg.graph import digest
from kg.graph.terms import LABEL, TYPE, pol, words
from kg.vocabulary import POL, AllianceStatus, MeetingStatus

_SURE = 3  # people in common that make another day or town a disagreement, not another meeting
_TOGETHER = 7  # days within which "allied" and "not allied" contradict and aren't history
_PROPERTIES = {Aspect.DATE: "date", Aspect.PLACE: "place", Aspect.STATUS: "status"}


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One side of a conflict: the property and value, and the reports that give it."""

    name: str
    value: Term
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Conflict:
    """A disagreement about one fact, or about two that may be one."""

    about: tuple[Fact, ...]
    sides: tuple[Side, ...]


def conflicts(
    facts: Sequence[Fact], refusals: Iterable[Refusal], by_report: Mapping[str, Fact]
) -> list[Conflict]:
    """Return the conflicts within FACTS and between two; BY_REPORT gives a report's meeting."""
    within = [conflict for fact in facts for conflict in _within(fact)]
    between: dict[tuple[str, str, str], Conflict] = {}
    for refusal in refusals:
        comparison = refusal.comparison
        pair = [by_report[o.report.iri] for o in (comparison.first, comparison.second)]
        one, other = sorted(pair, key=lambda fact: fact.iri)
        if (name := _doubted(comparison)) and (name, one.iri, other.iri) not in between:
            told = [*one.leading, *other.leading]
            between[name, one.iri, other.iri] = Conflict((one, other), _sides(name, told))
    return [*within, *between.values(), *_alliances(facts)]


def conflict_triples(conflict: Conflict, world: World) -> Iterator[Triple]:
    """Yield what the facts graph says of CONFLICT."""
    names = sorted({side.name for side in conflict.sides})
    values = [str(side.value) for side in conflict.sides]
    identity = digest([*(fact.iri for fact in conflict.about), *names, *values])
    node = NamedNode(world.iris.node("conflict", identity))
    label = " / ".join(fact.label for fact in conflict.about)
    yield Triple(node, TYPE, pol("Conflict"))
    yield Triple(node, LABEL, words(f"Conflict on {' and '.join(names)}: {label}"))
    for fact in conflict.about:
        yield Triple(node, pol("about"), NamedNode(fact.iri))
    for name in names:
        yield Triple(node, pol("onProperty"), pol(name))
    for n, side in enumerate(conflict.sides, start=1):
        yield from _side_triples(node, NamedNode(f"{node.value}#side-{n}"), side, world)


def _side_triples(
    conflict: NamedNode, node: NamedNode, side: Side, world: World
) -> Iterator[Triple]:
    """Yield what one side says."""
    yield Triple(conflict, pol("side"), node)
    yield Triple(node, TYPE, pol("ConflictSide"))
    yield Triple(node, LABEL, words(f"{side.name}: {_in_words(side.value, world)}"))
    yield Triple(node, pol("onProperty"), pol(side.name))
    yield Triple(node, pol("value"), side.value)
    for report in side.reports:
        yield Triple(node, pol("hasReport"), NamedNode(report.iri))


def _in_words(value: Term, world: World) -> str:
    """Return VALUE for people."""
    if isinstance(value, Literal):
        return value.value
    thing = world.things.get(value.value)
    return thing.label if thing else value.value.removeprefix(POL)


def _sides(name: str, reports: Iterable[Report]) -> tuple[Side, ...]:
    """Return REPORTS by the value that they give by the property NAME."""
    told: dict[Term, list[Report]] = defaultdict(list)
    for report in in_order(reports):
        for value in report.values.get(name, ()):
            told[value].append(report)
    return tuple(Side(name, value, tuple(told[value])) for value in sorted(told, key=str))


def _within(fact: Fact) -> Iterator[Conflict]:
    """Yield the conflicts among the reports of one fact."""
    if fact.kind == "Meeting":
        for person in sorted(disputed(fact.leading)):
            yield Conflict((fact,), _attendance(person, fact.leading))
        if _denied_plan(fact.reports):
            yield Conflict((fact,), _sides("status", fact.reports))
    elif fact.kind == "Move":
        exact = [report for report in fact.leading if days_of(report).length == 1]
        if len(dates := _sides("date", exact)) > 1:
            yield Conflict((fact,), dates)


def _denied_plan(reports: Iterable[Report]) -> bool:
    """Return whether a plan was denied, on the day that it was told or later.

    What was planned after all after a denial is history.
    """
    told = in_order(reports)
    planned = [report for report in told if report.status == MeetingStatus.PLANNED]
    denied = [report for report in told if report.status == MeetingStatus.DENIED]
    return bool(planned and denied) and planned[0].order[0] <= denied[-1].order[0]


def _attendance(person: str, reports: Iterable[Report]) -> tuple[Side, ...]:
    """Return who says that PERSON took part, and who that they stayed away."""
    told = in_order(reports)
    return tuple(
        Side(name, NamedNode(person), tuple(r for r in told if person in r.nodes(name)))
        for name in ("absentee", "participant")
    )


def _doubted(comparison: Comparison) -> str | None:
    """Return the property on which two reports, of one meeting but for it, disagree."""
    if comparison.same:
        return None
    (aspect,) = comparison.contradictions
    plans = MeetingStatus.PLANNED in (
        comparison.first.report.status,
        comparison.second.report.status,
    )
    sure = not plans if aspect is Aspect.STATUS else len(comparison.people) >= _SURE
    return _PROPERTIES.get(aspect) if sure else None


def _alliances(facts: Iterable[Fact]) -> Iterator[Conflict]:
    """Yield where a membership is told and denied at the same time, by different articles."""
    told: dict[tuple[Term, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.kind in ("AllianceMembership", "AllianceStance") and "inAlliance" in fact.values:
            told[fact.values["member"] + fact.values["inAlliance"]].append(fact)
    for same in told.values():
        active = [fact for fact in same if fact.leading[0].status == AllianceStatus.ACTIVE]
        denied = [fact for fact in same if fact.leading[0].status == AllianceStatus.DENIED]
        for one in active:
            for other in denied:
                if any(_at_odds(a, b) for a in one.leading for b in other.leading):
                    sides = _sides("status", [*one.leading, *other.leading])
                    yield Conflict((one, other), sides)


def _at_odds(one: Report, other: Report) -> bool:
    """Return whether two articles contradict each other at about the same time."""
    mine, theirs = day_told(one), day_told(other)
    if not mine or not theirs or one.article.iri == other.article.iri:
        return False
    return abs((mine - theirs).days) <= _TOGETHER
