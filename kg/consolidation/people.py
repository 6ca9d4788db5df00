"""Step consolidate, people: who is the same person across articles.

The same full name is the same person, unless both the parties and the places of the offices
contradict. A surname alone says too little: such a person stays the article's, unless the same
office is held under the same single name and no article has a fuller name that ends so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.consolidation.entities import best_names, why_one
from kg.consolidation.identity import Profile, called, components, told_apart
from kg.consolidation.reports import Mention, Report
from kg.consolidation.world import Thing, World, types_of
from kg.graph import slug
from kg.linking.lexicon import words
from kg.vocabulary import EntityKind

HOLDERS = {"RoleReport": "holder", "MoveReport": "mover"}
Office = tuple[str, str]  # a title's key and the organisation or place


def merged_people(
    mentions: Iterable[Mention], reports: Iterable[Report], world: World
) -> tuple[dict[str, str], dict[str, Thing]]:
    """Return the person that each mention is, and all persons.

    REPORTS and WORLD know entities by the facts graph's names already, all but people.
    """
    held: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if holder := report.node(HOLDERS.get(report.kind, "")):
            held[holder].append(report)
    full, bare = _by_name(mentions)
    things = _full_names(full, held, world) | _bare_names(bare, full, held, world)
    return {mention: iri for iri, thing in things.items() for mention in thing.mentions}, things


def name_of(label: str) -> str:
    """Return the slug of a name without honorifics, one for all its spellings."""
    parts = label.split()
    while len(parts) > 1 and parts[0].lower() in words().honorific:
        parts = parts[1:]
    while len(parts) > 1 and parts[-1].lower() in words().suffix:
        parts = parts[:-1]
    return slug(" ".join(parts))


def surname_of(name: str) -> str:
    """Return the last part of a name's slug."""
    return name.rpartition("-")[2]


def is_bare(name: str) -> bool:
    """Return whether the slug of a name is a surname only, particles (`de klerk`) counted in."""
    *before, _ = name.split("-")
    return all(part in words().particle for part in before)


Named = dict[str, list[Mention]]


def _by_name(mentions: Iterable[Mention]) -> tuple[Named, Named]:
    """Return the people's mentions by name: those with a full name, and the bare surnames."""
    full: Named = defaultdict(list)
    bare: Named = defaultdict(list)
    for mention in mentions:
        if mention.kind is EntityKind.PERSON:
            name = name_of(mention.label)
            (bare if is_bare(name) else full)[name].append(mention)
    return full, bare


def _full_names(
    full: Named, held: Mapping[str, Sequence[Report]], world: World
) -> dict[str, Thing]:
    """Return the people with a full name: one a name, or several where offices contradict."""
    things = {}

    def contradict(one: Profile, other: Profile) -> bool:
        return (
            _disjoint(one.owners, other.owners)
            and _disjoint(one.areas, other.areas)
            and not any(world.same_or_inside(a, b) for a in one.areas for b in other.areas)
        )

    def agree(one: Profile, other: Profile) -> bool:
        return bool(one.owners & other.owners or (one.areas & other.areas) - world.countries)

    for name, named in full.items():
        profiles = {m: _profile(held.get(m.iri, ()), world) for m in named}
        bearers = told_apart(profiles, contradict, agree)
        iris = called(world.iris.base + "person/" + name, bearers, taken=False)
        for iri, bearer in zip(iris, bearers, strict=True):
            things[iri] = _person(iri, bearer, "full name")
    return things


def _disjoint(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Return whether both sides are given and have nothing in common."""
    return bool(mine) and bool(theirs) and not mine & theirs


def _profile(held: Sequence[Report], world: World) -> Profile:
    """Return the parties and places of the offices and changes of side that an article tells."""
    owners: set[str] = set()
    areas: set[str] = set()
    for report in held:
        chain = {o for iri in report.nodes("organization") for o in world.owners_above(iri)}
        owners |= {o for o in chain if world.kind(o) is EntityKind.PARTY}
        areas |= set(report.nodes("area")) or {a for o in chain for a in world.things[o].areas}
    return Profile(frozenset(owners), frozenset(areas))


def _bare_names(
    bare: Named, full: Named, held: Mapping[str, Sequence[Report]], world: World
) -> dict[str, Thing]:
    """Return the people whom no article spells out, one a mention but for the same office."""
    surnames = {surname_of(name) for name in full}
    things = {}
    for name, named in bare.items():
        mentions = sorted(named, key=lambda m: m.order)
        linked = [] if surname_of(name) in surnames else _same_office(mentions, held, world)
        bearers = components(mentions, linked)
        iris = called(world.iris.base + "person/" + name, bearers, taken=True)
        for iri, bearer in zip(iris, bearers, strict=True):
            things[iri] = _person(iri, bearer, "single name and office", bare=surname_of(name))
    return things


def _same_office(
    mentions: Iterable[Mention], held: Mapping[str, Sequence[Report]], world: World
) -> list[tuple[Mention, Mention]]:
    """Return pairs of MENTIONS that hold the same title of the same organisation or place."""
    holders: dict[Office, list[Mention]] = defaultdict(list)
    for mention in mentions:
        for office in _offices(held.get(mention.iri, ()), world):
            holders[office].append(mention)
    return [(same[0], other) for same in holders.values() for other in same[1:]]


def _offices(held: Iterable[Report], world: World) -> list[Office]:
    """Return the offices that the reports HELD give, where title and what it is of are told."""
    return sorted(
        (world.title(title), of)
        for report in held
        if report.kind == "RoleReport" and (title := report.text("title"))
        for of in (*report.nodes("organization"), *report.nodes("area"))
    )


def _person(iri: str, bearer: Sequence[Mention], what: str, bare: str | None = None) -> Thing:
    """Return the person at IRI whom BEARER's mentions name."""
    label, others = best_names(bearer)
    return Thing(
        iri=iri,
        kind=EntityKind.PERSON,
        label=label,
        types=types_of(EntityKind.PERSON),
        others=others,
        mentions=tuple(sorted(m.iri for m in bearer)),
        bare=bare,
        reason=why_one(bearer, what),
    )
