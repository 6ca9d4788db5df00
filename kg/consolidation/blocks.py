"""Step consolidate, blocks: the reports that may tell of one thing, and the facts they tell."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from pyoxigraph import Triple

from kg.consolidation.alliances import alliance_facts, alliance_keys, pact_of
from kg.consolidation.candidates import candidate_triples, open_refusals
from kg.consolidation.conflicts import conflict_triples, conflicts
from kg.consolidation.facts import Fact, Key, fact_triples
from kg.consolidation.kin import kinship_facts, kinship_keys
from kg.consolidation.matching import Refusal, Region, clusters
from kg.consolidation.meetings import meeting_facts
from kg.consolidation.moves import move_facts, move_keys
from kg.consolidation.reports import Report
from kg.consolidation.seats import seat_facts, seat_keys
from kg.consolidation.statements import statement_facts, statement_keys
from kg.consolidation.tenures import tenure_facts, tenure_keys
from kg.consolidation.world import World


class Keyed(NamedTuple):
    """How reports of a class become facts: those of one key tell of one thing."""

    keys: Callable[[Report, World], Iterator[Key]]
    facts: Callable[[Key, Sequence[Report], World], Iterator[Fact]]


# All classes of reports but meetings, which are matched and not keyed.
KEYED: Mapping[str, Keyed] = {
    "AllianceReport": Keyed(alliance_keys, alliance_facts),
    "RoleReport": Keyed(tenure_keys, tenure_facts),
    "MoveReport": Keyed(move_keys, move_facts),
    "KinReport": Keyed(kinship_keys, kinship_facts),
    "StatementReport": Keyed(statement_keys, statement_facts),
    "SeatSharingReport": Keyed(seat_keys, seat_facts),
}


def blocks_of(report: Report, world: World) -> list[str]:
    """Return the blocks that REPORT, no meeting's, is in."""
    return [json.dumps([report.kind, *key]) for key in KEYED[report.kind].keys(report, world)]


def pact_block(report: Report, world: World) -> str | None:
    """Return the IRI of the alliance without a name that REPORT tells of, if it does."""
    return pact_of(report, world) if report.kind == "AllianceReport" else None


def block_triples(block: str, reports: Sequence[Report], world: World) -> Iterator[Triple]:
    """Yield what the facts graph says of the things that REPORTS, all that are in BLOCK, tell."""
    kind, *key = json.loads(block)
    return _triples(list(KEYED[kind].facts(tuple(key), reports, world)), (), world)


def region_triples(region: Region, world: World) -> Iterator[Triple]:
    """Yield what the facts graph says of the meetings of REGION."""
    occasions, refusals = clusters(region, world)
    return _triples(meeting_facts(occasions, world), refusals, world)


def _triples(facts: Sequence[Fact], refusals: Iterable[Refusal], world: World) -> Iterator[Triple]:
    """Yield the triples of FACTS, of the conflicts, and of the candidates for merging."""
    meetings = (fact for fact in facts if fact.kind == "Meeting")
    by_report = {report.iri: meeting for meeting in meetings for report in meeting.reports}
    undecided = open_refusals(refusals, by_report)
    yield from chain.from_iterable(map(fact_triples, facts))
    for conflict in conflicts(facts, undecided, by_report):
        yield from conflict_triples(conflict, world)
    for refusal in undecided:
        yield from candidate_triples(refusal, by_report, world)
