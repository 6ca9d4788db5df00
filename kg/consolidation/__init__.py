"""Step consolidate: one graph of facts across articles, out of the articles' own graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from pyoxigraph import NamedNode, Triple

from kg.consolidation.alliances import alliance_facts, pacts
from kg.consolidation.candidates import (
    candidate_triples,
    open_refusals,
    person_candidate_triples,
)
from kg.consolidation.conflicts import conflict_triples, conflicts
from kg.consolidation.decisions import NONE, Decisions, read_decisions
from kg.consolidation.description import description_triples, graph_hash
from kg.consolidation.entities import merged_entities
from kg.consolidation.facts import Fact, fact_triples
from kg.consolidation.kin import kinship_facts
from kg.consolidation.matching import Refusal, clusters
from kg.consolidation.meetings import meeting_facts
from kg.consolidation.moves import move_facts
from kg.consolidation.names import name_of
from kg.consolidation.people import merged_people
from kg.consolidation.reports import Report, Told, read, renamed
from kg.consolidation.seats import seat_facts
from kg.consolidation.sources import copies, with_sources
from kg.consolidation.spellings import NearMiss
from kg.consolidation.statements import statement_facts
from kg.consolidation.tenures import tenure_facts
from kg.consolidation.world import World, gazetteer_world, neighbours, thing_triples
from kg.graph import ArticleGraph, Iris

__all__ = ["NONE", "Decisions", "consolidate", "copies", "graph_hash", "name_of", "read_decisions"]

# Who makes facts of the reports of a class; meetings, which are matched and not keyed, apart.
CONSOLIDATORS: tuple[tuple[str, Callable[[Sequence[Report], World], list[Fact]]], ...] = (
    ("AllianceReport", alliance_facts),
    ("RoleReport", tenure_facts),
    ("MoveReport", move_facts),
    ("KinReport", kinship_facts),
    ("StatementReport", statement_facts),
    ("SeatSharingReport", seat_facts),
)


def consolidate(
    articles: Iterable[ArticleGraph],
    gazetteer_graph: Iterable[Triple],
    iris: Iris,
    decisions: Decisions = NONE,
) -> list[Triple]:
    """Return the facts graph of ARTICLES, each given once: its triples, sorted and unique.

    The result depends on the articles' graphs, the gazetteer, the user's DECISIONS on who is the
    same and the version alone, not on the order in which they come. Every node that it points to
    has its type and label in it; reports and mentions, which live in their articles' graphs, have
    the types pol:Report and pol:Mention.
    """
    graphs = sorted(articles, key=lambda graph: graph.article)
    gazetteer = list(gazetteer_graph)
    told = with_sources([read(graph, iris) for graph in graphs])
    world, reports, near = _named(told, gazetteer_world(gazetteer, iris), decisions)
    facts, refusals = _facts(reports, world)
    triples = {
        *description_triples(graphs, gazetteer, iris, decisions.sha256),
        *_fact_layer(facts, refusals, world),
        *chain.from_iterable(person_candidate_triples(miss, world) for miss in near),
    }
    triples.update(_things(triples, world))
    return sorted(triples, key=str)


def _named(
    told: Sequence[Told], gazetteer: World, decisions: Decisions
) -> tuple[World, list[Report], Sequence[NearMiss]]:
    """Return the world with all whom the articles name, the reports in its names, near misses."""
    mentions = [mention for one in told for mention in one.mentions]
    names, things = merged_entities(mentions, gazetteer, decisions)
    world = gazetteer.with_things(things)
    reports = [renamed(report, names) for one in told for report in one.reports]
    people = merged_people(mentions, reports, world, decisions)
    world, person_names = world.with_things(people.things), people.names
    reports = [renamed(report, person_names) for report in reports]
    alliances = pacts((r for r in reports if r.kind == "AllianceReport"), world)
    unnamed = {iri: thing for iri, thing in alliances.items() if iri not in world.things}
    return world.with_things(unnamed), reports, people.near


def _facts(reports: Sequence[Report], world: World) -> tuple[list[Fact], list[Refusal]]:
    """Return all facts, meetings first, and the pairs of meetings' reports kept apart."""
    occasions, refusals = clusters((r for r in reports if r.kind == "MeetingReport"), world)
    facts = meeting_facts(occasions, world)
    for kind, consolidator in CONSOLIDATORS:
        facts += consolidator([report for report in reports if report.kind == kind], world)
    return facts, refusals


def _fact_layer(
    facts: Sequence[Fact], refusals: Sequence[Refusal], world: World
) -> Iterator[Triple]:
    """Yield the triples of the facts, the conflicts and the candidates for merging."""
    meetings = (fact for fact in facts if fact.kind == "Meeting")
    by_report = {report.iri: meeting for meeting in meetings for report in meeting.reports}
    undecided = open_refusals(refusals, by_report)
    yield from chain.from_iterable(map(fact_triples, facts))
    for conflict in conflicts(facts, undecided, by_report):
        yield from conflict_triples(conflict, world)
    for refusal in undecided:
        yield from candidate_triples(refusal, by_report, world)


def _things(triples: Iterable[Triple], world: World) -> Iterator[Triple]:
    """Yield those who are pointed to, and what these belong to; and all whom only articles name."""
    pointed = {t.object.value for t in triples if isinstance(t.object, NamedNode)}
    pending = [iri for iri in world.things if iri in pointed or world.things[iri].mentions]
    seen = set(pending)
    while pending:
        thing = world.things[pending.pop()]
        yield from thing_triples(thing)
        new = {iri for _, iri in neighbours(thing)} - seen
        seen |= new
        pending.extend(new)
