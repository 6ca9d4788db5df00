"""Step consolidate, alliances: who is in one, who wishes to be, who refuses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import NamedNode

from kg.consolidation.days import day_told
from kg.consolidation.facts import Fact, Key, best_dated, fact_iri, in_words, united
from kg.consolidation.reports import Report, Term
from kg.consolidation.spells import spells
from kg.consolidation.world import Thing, World, types_of
from kg.graph import slug
from kg.graph.terms import day
from kg.vocabulary import AllianceStatus, EntityKind

_MEMBERSHIP = (AllianceStatus.ACTIVE.value, AllianceStatus.ENDED.value)


def pacts(reports: Iterable[Report], world: World) -> dict[str, Thing]:
    """Return the alliances without a name that REPORTS tell of, by the IRIs of `pact_of`."""
    found = {}
    for report in reports:
        if iri := pact_of(report, world):
            members = sorted(map(world.label, set(report.nodes("member"))))
            label = "Alliance of " + in_words(members, most=len(members))
            found[iri] = Thing(iri, EntityKind.ALLIANCE, label, types_of(EntityKind.ALLIANCE))
    return found


def pact_of(report: Report, world: World) -> str | None:
    """Return the IRI of the unnamed alliance of REPORT: `alliance/` and its members' sorted slugs.

    None if it names an alliance, or a single member.
    """
    members = set(report.nodes("member"))
    if report.nodes("inAlliance") or len(members) < 2:
        return None
    slugs = sorted(iri.rpartition("/")[2] for iri in members)
    return f"{world.iris.base}alliance/{'-'.join(slugs)}"


def alliance_keys(report: Report, world: World) -> Iterator[Key]:
    """Yield each member with each alliance that REPORT speaks of, "" where no partner is named.

    With nobody named, a member's alliance is no membership, but it may be sought or refused.
    """
    members = sorted(set(report.nodes("member")))
    named = sorted(set(report.nodes("inAlliance")))
    if pact := pact_of(report, world):
        named = [pact]
    elif not named and report.status not in _MEMBERSHIP:
        named = [""]
    for member in members:
        for alliance in named:
            yield member, alliance


def alliance_facts(key: Key, told: Sequence[Report], world: World) -> Iterator[Fact]:
    """Yield a member's spells in an alliance, and its stances by status and scope.

    WORLD holds the pacts.
    """
    for spell in spells((r for r in told if r.status in _MEMBERSHIP), _MEMBERSHIP):
        yield _fact("AllianceMembership", key, spell, world)
    stances: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in told:
        if report.status not in _MEMBERSHIP:
            stances[report.status, slug(report.text("scope") or "")].append(report)
    for stance in stances.values():
        yield _fact("AllianceStance", key, stance, world)


def _fact(kind: str, key: Key, told: Sequence[Report], world: World) -> Fact:
    """Return the fact that REPORTS of one status tell of the member and the alliance."""
    member, alliance = key
    own: dict[str, tuple[Term, ...]] = {"member": (NamedNode(member),)}
    label = world.label(member)
    if alliance:
        own["inAlliance"] = (NamedNode(alliance),)
        label += f" in {world.label(alliance)}"
    shared = united(told, "opponent", "scope", "status")
    return Fact(
        iri=fact_iri(kind, told, world, member, alliance),
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
