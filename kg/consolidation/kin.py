"""Step consolidate, kin: who is related to whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode

from kg.consolidation.facts import Fact, Key, fact_iri
from kg.consolidation.reports import Report
from kg.consolidation.world import World
from kg.graph.terms import pol
from kg.vocabulary import POL, Relation


def kinship_keys(report: Report, _: World) -> Iterator[Key]:
    """Yield the tie, a person that is the relation of a relative, in one form.

    Parents are told as their children's, equals in the order of the IRIs.
    """
    person, relative = report.node("person") or "", report.node("relative") or ""
    relation = (report.node("relation") or "").removeprefix(POL)
    if relation == Relation.PARENT:
        yield relative, Relation.CHILD, person
    elif relation == Relation.CHILD:
        yield person, relation, relative
    else:
        yield min(person, relative), relation, max(person, relative)


def kinship_facts(key: Key, told: Sequence[Report], world: World) -> Iterator[Fact]:
    """Yield the kinship that the reports TOLD tell of."""
    person, relation, relative = key
    yield Fact(
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
