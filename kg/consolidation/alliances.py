"""Step consolidate, alliances: who is in one, who wishes to be, who refuses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import NamedNode

from kg.consolidation.days import day_told
from kg.consolidation.facts import Fact, best_dated, fact_iri, in_words, united
from kg.consolidation.reports import Report, Term
from kg.consolidation.spells import spells
from kg.consolidation.world import Thing, World, types_of
from kg.graph import slug
from kg.graph.terms import day
from kg.vocabulary import AllianceStatus, EntityKind

_MEMBERSHIP = (AllianceStatus.ACTIVE.value, AllianceStatus.ENDED.value)
Unit = tuple[str, str | None]  # a member and the alliance, None where no partner is named


def pacts(reports: Iterable[Report], world: World) -> dict[str, Thing]:
    """Return the alliances without a name that REPORTS tell of, by the IRIs of `pact_iri`."""
    found = {}
    for report in reports:
        members = sorted(set(report.nodes("member")))
        if not report.nodes("inAlliance") and len(members) > 1:
            iri = pact_iri(members, world)
            label = "Alliance of " + in_words(sorted(map(world.label, members)), most=len(members))
            found[iri] = Thing(iri, EntityKind.ALLIANCE, label, types_of(EntityKind.ALLIANCE))
    return found


def pact_iri(members: Iterable[str], world: World) -> str:
    """Return the IRI of an unnamed alliance: `alliance/` and the sorted slugs of its members."""
    slugs = sorted(iri.rpartition("/")[2] for iri in members)
    return f"{world.iris.base}alliance/{'-'.join(slugs)}"


def alliance_facts(reports: Sequence[Report], world: World) -> list[Fact]:
    """Return a membership or stance for each member of each alliance; WORLD holds the pacts."""
    by_unit: dict[Unit, list[Report]] = defaultdict(list)
    for report in reports:
        for unit in _units(report, world):
            by_unit[unit].append(report)
    return [fact for unit, told in by_unit.items() for fact in _unit_facts(unit, told, world)]


def _units(report: Report, world: World) -> Iterator[Unit]:
    """Yield each member with each alliance that REPORT speaks of."""
    members = sorted(set(report.nodes("member")))
    named = sorted(set(report.nodes("inAlliance")))
    pact = pact_iri(members, world) if len(members) > 1 else None
    for member in members:
        if not named:
            yield member, pact
        for alliance in named:
            yield member, alliance


def _unit_facts(unit: Unit, told: Sequence[Report], world: World) -> Iterator[Fact]:
    """Yield the spells of the membership, and the stances by status and scope."""
    if unit[1] is not None:
        for spell in spells((r for r in told if r.status in _MEMBERSHIP), _MEMBERSHIP):
            yield _fact("AllianceMembership", unit, spell, world)
    stances: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in told:
        if report.status not in _MEMBERSHIP:
            stances[report.status, slug(report.text("scope") or "")].append(report)
    for stance in stances.values():
        yield _fact("AllianceStance", unit, stance, world)


def _fact(kind: str, unit: Unit, told: Sequence[Report], world: World) -> Fact:
    """Return the fact that REPORTS of one status tell of the member and the alliance."""
    member, alliance = unit
    own: dict[str, tuple[Term, ...]] = {"member": (NamedNode(member),)}
    label = world.label(member)
    if alliance:
        own["inAlliance"] = (NamedNode(alliance),)
        label += f" in {world.label(alliance)}"
    shared = united(told, "opponent", "scope", "status")
    return Fact(
        iri=fact_iri(kind, told, world, member, alliance or ""),
        kind=kind,
        label=f"{label} ({told[0].status})",
        values=own | shared | best_dated(told) | _validity(told),
        leading=tuple(told),
        reasons=("the same member, alliance and status",) if len(told) > 1 else (),
    )


def _validity(told: Sequence[Report]) -> dict[str, tuple[Term, ...]]:
    """Return from when a membership surely holds, or since when it surely has ended."""
    name = {_MEMBERSHIP[0]: "validFrom", _MEMBERSHIP[1]: "validUntil"}.get(told[0].status)
    days = [told_ for report in told if report.day("latest") and (told_ := day_told(report))]
    return {name: (day(min(days)),)} if name and days else {}
