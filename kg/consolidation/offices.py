"""Step consolidate, offices: what articles report of a person's offices and changes of side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from kg.consolidation.identity import Profile
from kg.consolidation.reports import Report
from kg.consolidation.world import World
from kg.vocabulary import EntityKind

HOLDERS = {"RoleReport": "holder", "MoveReport": "mover"}
Held: TypeAlias = Mapping[str, Sequence[Report]]  # a mention's offices and changes, by its IRI


def held_by(reports: Iterable[Report]) -> Held:
    """Return those of REPORTS that tell of someone's offices and changes of side."""
    held: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if holder := report.node(HOLDERS.get(report.kind, "")):
            held[holder].append(report)
    return held


def profile_of(held: Sequence[Report], world: World) -> Profile:
    """Return the parties and places of the offices and changes that an article tells."""
    owners: set[str] = set()
    areas: set[str] = set()
    for report in held:
        chain = {o for iri in report.nodes("organization") for o in world.owners_above(iri)}
        owners |= {o for o in chain if world.kind(o) is EntityKind.PARTY}
        areas |= set(report.nodes("area")) or {a for o in chain for a in world.things[o].areas}
    return Profile(frozenset(owners), frozenset(areas), frozenset(offices_of(held, world)))


def offices_of(held: Iterable[Report], world: World) -> list[tuple[str, str]]:
    """Return the offices that the reports HELD give: the title's key, and what it is of."""
    return sorted(
        (world.title(title), of)
        for report in held
        if report.kind == "RoleReport" and (title := report.text("title"))
        for of in (*report.nodes("organization"), *report.nodes("area"))
    )


def contradict(one: Profile, other: Profile, world: World) -> bool:
    """Return whether both the parties and the places of two bearers of a name contradict."""
    return (
        _disjoint(one.owners, other.owners)
        and _disjoint(one.areas, other.areas)
        and not any(world.same_or_inside(a, b) for a in one.areas for b in other.areas)
    )


def agree(one: Profile, other: Profile, world: World) -> bool:
    """Return whether a party, or a place below the country, is common to both."""
    return bool(one.owners & other.owners or (one.areas & other.areas) - world.countries)


def _disjoint(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Return whether both sides are given and have nothing in common."""
    return bool(mine) and bool(theirs) and not mine & theirs
