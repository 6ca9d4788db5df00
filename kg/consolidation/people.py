"""Step consolidate, people: who is the same person across articles.

The same full name is the same person, unless both the parties and the places of the offices
contradict. Names that may be spellings of one are one person where the letters are the same, or
where office, party or company is, if nothing contradicts and no third name fits one of them only. A
surname alone says too little: such a person stays the article's, unless the same office is held
under the same single name and no article has a fuller name that ends so.

All is decided in blocks of one surname (`key_of`), each by its own mentions, what their articles
report of their offices and who else is named there, and the user's decisions, which may bring
blocks together (`blocks`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from kg.consolidation.decided import STATED, decided, suffixed
from kg.consolidation.decisions import NONE, Decisions
from kg.consolidation.entities import best_names, why_one
from kg.consolidation.identity import Bearer, Profile, called, components, told_apart
from kg.consolidation.names import is_bare, name_of, surname_of
from kg.consolidation.offices import Held, agree, contradict, offices_of, profile_of
from kg.consolidation.reports import Mention
from kg.consolidation.spellings import Link, NearMiss, Spelt, spelt
from kg.consolidation.world import Thing, World, types_of
from kg.vocabulary import EntityKind

_BACKED, _BARE = 0.9, 0.7  # of near misses that are one, where more than the name agrees, or not


@dataclass(frozen=True, slots=True)
class People:
    """All persons by IRI, and the pairs of them that nearly are one."""

    things: Mapping[str, Thing]
    near: Sequence[NearMiss] = ()

    @property
    def names(self) -> dict[str, str]:
        """Return the person that each mention is."""
        return {mention: iri for iri, thing in self.things.items() for mention in thing.mentions}


def key_of(mention: Mention) -> str:
    """Return the block of a person's mention: the surname in small letters, without accents."""
    return surname_of(name_of(mention.label))


def blocks(
    people: Iterable[Mention], world: World, decisions: Decisions
) -> list[tuple[list[Mention], Decisions]]:
    """Return the mentions of each surname, and the decisions about them.

    Surnames are one block where a decision speaks of both.
    """
    by_key: dict[str, list[Mention]] = defaultdict(list)
    keys: dict[str, str] = {}  # of each address that decisions speak of
    for mention in people:
        by_key[key_of(mention)].append(mention)
        if mention.iri in decisions.iris:
            keys[mention.iri] = key_of(mention)
    start = world.iris.base + "person/"
    for iri in decisions.iris - set(keys):
        if iri.startswith(start):
            name = iri.removeprefix(start)
            keys[iri] = next((k for k in surnames(name) if k in by_key), surname_of(name))
    linked = [(keys.get(s.one), keys.get(s.other)) for s in decisions.statements]
    groups = components(by_key, [(a, b) for a, b in linked if a in by_key and b in by_key])
    touched = set(keys.values())
    return [
        ([m for key in group for m in by_key[key]], decisions if touched & set(group) else NONE)
        for group in groups
    ]


def surnames(name: str) -> tuple[str, str]:
    """Return the surname of a person's address, and the one if its end tells namesakes apart."""
    return surname_of(name), surname_of(name.rpartition("-")[0])


def people_of(
    named: Sequence[Mention], held: Held, world: World, decisions: Decisions = NONE
) -> People:
    """Return the persons of a block: of all mentions of a surname, or of some with DECISIONS.

    HELD has what the articles report of the offices of each.
    """

    def against(one: Profile, other: Profile) -> bool:
        return contradict(one, other, world)

    def alone(bearer: Bearer, mention: Mention) -> Bearer:
        start = f"{world.iris.base}person/{bearer.name}"
        told = profile_of(held.get(mention.iri, ()), world)
        return Bearer(suffixed(start, mention), bearer.name, (mention,), told)

    found = decided(_bearers(named, held, world), decisions, alone)
    groups = spelt(found.bearers, against, found.same, found.apart)
    iris = dict(zip(_iris(groups, world), groups.groups, strict=True))
    stated = {iri for pair in found.same for iri in pair}
    things = {iri: _person(iri, group, groups, stated) for iri, group in iris.items()}
    of = {bearer.iri: iri for iri, group in iris.items() for bearer in group}
    near = (
        NearMiss(of[k.one.iri], of[k.other.iri], k.reason, _BACKED if k.evidence else _BARE)
        for k in groups.near
    )
    return People(things, tuple(near))


def _bearers(named: Sequence[Mention], held: Held, world: World) -> list[Bearer]:
    """Return those whom NAMED are by the name alone, each name for itself."""

    def against(one: Profile, other: Profile) -> bool:
        return contradict(one, other, world)

    def alike(one: Profile, other: Profile) -> bool:
        return agree(one, other, world)

    by_name: dict[str, list[Mention]] = defaultdict(list)
    for mention in named:
        by_name[name_of(mention.label)].append(mention)
    spelt_out = any(not is_bare(name) for name in by_name)
    found = []
    for name, mentions in by_name.items():
        told = {m: profile_of(held.get(m.iri, ()), world) for m in mentions}
        start = f"{world.iris.base}person/{name}"
        if is_bare(name):
            ordered = sorted(mentions, key=lambda m: m.order)
            linked = [] if spelt_out else _same_office(ordered, held, world)
            bearers, what = components(ordered, linked), "single name and office"
        else:
            bearers, what = told_apart(told, against, alike), "full name"
        iris = called(start, bearers, taken=is_bare(name))
        for iri, bearer in zip(iris, bearers, strict=True):
            profile = reduce(Profile.with_, {told[m] for m in bearer})
            found.append(Bearer(iri, name, tuple(bearer), profile, what))
    return found


def _same_office(
    mentions: Iterable[Mention], held: Held, world: World
) -> list[tuple[Mention, Mention]]:
    """Return pairs of MENTIONS that hold the same title of the same organisation or place."""
    holders: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        for office in offices_of(held.get(mention.iri, ()), world):
            holders[office].append(mention)
    return [(same[0], other) for same in holders.values() for other in same[1:]]


def _iris(groups: Spelt, world: World) -> list[str]:
    """Return the IRI of each of GROUPS: its name's, with a suffix where others bear that too."""
    bearing = Counter(name for group in groups.groups for name in {b.name for b in group})
    iris = []
    for group in groups.groups:
        name = name_of(_label(group)[0])
        start = f"{world.iris.base}person/{name}"
        first = min((m for b in group for m in b.mentions), key=lambda m: m.order)
        iris.append(suffixed(start, first) if bearing[name] > 1 or is_bare(name) else start)
    return iris


def _label(group: Sequence[Bearer]) -> tuple[str, tuple[str, ...]]:
    """Return what people call GROUP, by a full name if there is one, and all other forms."""
    full = [m for b in group if not is_bare(b.name) for m in b.mentions]
    everyone = [m for b in group for m in b.mentions]
    label, _ = best_names(full or everyone)
    _, others = best_names(everyone)
    return label, tuple(sorted({*others, *(m.label for m in everyone)} - {label}))


def _person(iri: str, group: Sequence[Bearer], groups: Spelt, stated: Collection[str]) -> Thing:
    """Return the person at IRI, of whom GROUP are the bearers."""
    label, others = _label(group)
    name = name_of(label)
    return Thing(
        iri=iri,
        kind=EntityKind.PERSON,
        label=label,
        types=types_of(EntityKind.PERSON),
        others=others,
        mentions=tuple(sorted(m.iri for b in group for m in b.mentions)),
        bare=surname_of(name) if is_bare(name) else None,
        reason="; ".join(_reasons(group, groups.links, stated)) or None,
    )


def _reasons(
    group: Sequence[Bearer], links: Iterable[Link], stated: Collection[str]
) -> Iterator[str]:
    """Yield why GROUP is one person: each name for itself, the spellings, the user's word."""
    inside = {bearer.iri for bearer in group}
    for bearer in sorted(group, key=lambda b: b.iri):
        if why := why_one(bearer.mentions, bearer.what):
            yield why if len(group) == 1 else f"{_label([bearer])[0]}: {why}"
    for link in sorted(links, key=lambda k: (k.one.iri, k.other.iri)):
        if link.one.iri in inside:
            names = sorted(_label([bearer])[0] for bearer in (link.one, link.other))
            yield f"{' and '.join(names)}: {link.reason}"
    if len(inside & set(stated)) > 1:
        yield STATED
