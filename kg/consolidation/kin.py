"""Step consolidate, kin: who is related to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pyoxigraph import NamedNode

from kg.consolidation.facts import Fact, fact_iri
from kg.consolidation.reports import Report
from kg.consolidation.world import World
from kg.graph.terms import pol
from kg.vocabulary import POL, Relation

Tie = tuple[str, str, str]  # a person is the relation of a relative


def kinship_facts(reports: Sequence[Report], world: World) -> list[Fact]:
    """Return each tie between two people once, from whichever side it is told."""
    ties: dict[Tie, list[Report]] = defaultdict(list)
    for report in reports:
        ties[_tie(report)].append(report)
    return [_fact(tie, told, world) for tie, told in ties.items()]


def _tie(report: Report) -> Tie:
    """Return the tie in one form: parents as their children's, equals in the order of the IRIs."""
    person, relative = report.node("person") or "", report.node("relative") or ""
    relation = (report.node("relation") or "").removeprefix(POL)
    if relation == Relation.PARENT:
        return relative, Relation.CHILD, person
    if relation == Relation.CHILD:
        return person, relation, relative
    return min(person, relative), relation, max(person, relative)


def _fact(tie: Tie, told: Sequence[Report], world: World) -> Fact:
    """Return the kinship that the reports TOLD tell of."""
    person, relation, relative = tie
    return Fact(
        iri=fact_iri("Kinship", told, world),
        kind="Kinship",
        label=f"{world.label(person)}, {relation} of {world.label(relative)}",
        values={
            "person": (NamedNode(person),),
            "relation": (pol(relation),),
            "relative": (NamedNode(relative),),
        },
        leading=tuple(told),
        reasons=("the same two people and relation",) if len(told) > 1 else (),
    )
