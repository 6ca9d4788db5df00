"""Step consolidate, entities: parties, alliances, bodies, places and groups across articles.

What the gazetteer knows is the gazetteer's. What only articles name is one by its kind and slug,
unless they say that it belongs to different owners or places. Groups stay their article's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.consolidation.identity import Profile, called, told_apart
from kg.consolidation.reports import Mention
from kg.consolidation.world import Thing, World, types_of
from kg.vocabulary import EntityKind


def merged_entities(
    mentions: Iterable[Mention], world: World
) -> tuple[dict[str, str], dict[str, Thing]]:
    """Return the facts graph's name of each own node of the articles, and the things named.

    People are left to `people`.
    """
    own, known, groups = _sorted_out(mentions)
    bearers = dict(_bearers(own, world))
    names = {mention.iri: iri for iri, bearer in bearers.items() for mention in bearer}
    things = {iri: _thing(iri, bearer, names) for iri, bearer in bearers.items()}
    things |= {group.iri: _group(group, names) for group in groups}
    things |= {iri: _known(world.things.get(iri), named) for iri, named in known.items()}
    return names, things


def _sorted_out(
    mentions: Iterable[Mention],
) -> tuple[dict[str, list[Mention]], dict[str, list[Mention]], list[Mention]]:
    """Return what only articles name by `kind/slug`, the gazetteer's by IRI, and the groups."""
    own, known, groups = defaultdict(list), defaultdict(list), []
    for mention in mentions:
        if not mention.own:
            known[mention.iri].append(mention)
        elif mention.kind is EntityKind.GROUP:
            groups.append(mention)
        elif mention.kind is not EntityKind.PERSON:
            own[_key(mention)].append(mention)
    return own, known, groups


def _key(mention: Mention) -> str:
    """Return `kind/slug`: by what one name is known across articles."""
    return f"{mention.kind.value}/{mention.slug}"


def _bearers(
    own: Mapping[str, Sequence[Mention]], world: World
) -> Iterator[tuple[str, list[Mention]]]:
    """Yield each thing that only articles name: its IRI and its mentions."""
    keys = {mention.iri: _key(mention) for named in own.values() for mention in named}
    for key, named in own.items():
        start = world.iris.base + key
        profiles = {m: _profile(m, keys, world) for m in named}
        bearers = told_apart(profiles, _contradict, _agree)
        yield from zip(called(start, bearers, start in world.things), bearers, strict=True)


def _profile(mention: Mention, keys: Mapping[str, str], world: World) -> Profile:
    """Return whose and of where MENTION is, with all that is above those."""
    return Profile(
        owners=frozenset(
            o for iri in mention.owners for o in world.owners_above(keys.get(iri, iri))
        ),
        areas=frozenset(
            a for iri in mention.areas for a in world.places_around(keys.get(iri, iri))
        ),
    )


def _contradict(one: Profile, other: Profile) -> bool:
    """Return whether owners or places are given on both sides and neither is part of the other."""
    return any(
        bool(mine) and bool(theirs) and not (mine <= theirs or theirs <= mine)
        for mine, theirs in ((one.owners, other.owners), (one.areas, other.areas))
    )


def _agree(one: Profile, other: Profile) -> bool:
    """Return whether owners or places are the same."""
    return any(
        bool(mine) and mine == theirs
        for mine, theirs in ((one.owners, other.owners), (one.areas, other.areas))
    )


def _thing(iri: str, bearer: Sequence[Mention], names: Mapping[str, str]) -> Thing:
    """Return the thing at IRI that BEARER's mentions name."""
    label, others = best_names(bearer)
    return Thing(
        iri=iri,
        kind=bearer[0].kind,
        label=label,
        types=types_of(bearer[0].kind),
        others=others,
        areas=_all(names, (area for m in bearer for area in m.areas)),
        owners=_all(names, (owner for m in bearer for owner in m.owners)),
        mentions=tuple(sorted(m.iri for m in bearer)),
        reason=why_one(bearer, "name"),
    )


def _group(group: Mention, names: Mapping[str, str]) -> Thing:
    """Return GROUP as it stands in its article."""
    return Thing(
        iri=group.iri,
        kind=EntityKind.GROUP,
        label=group.label,
        types=types_of(EntityKind.GROUP),
        others=group.others,
        areas=_all(names, group.areas),
        owners=_all(names, group.owners),
    )


def _known(thing: Thing | None, named: Sequence[Mention]) -> Thing:
    """Return the gazetteer's THING with the further forms that articles use.

    One that the gazetteer no longer holds is what the articles, read with an earlier one, say.
    """
    label, others = best_names(named)
    if thing is None:
        kind = named[0].kind
        return Thing(named[0].iri, kind, label, types_of(kind), others, known=True)
    forms = {label, *others, *thing.others} - {thing.label}
    return replace(thing, others=tuple(sorted(forms)))


def best_names(named: Iterable[Mention]) -> tuple[str, tuple[str, ...]]:
    """Return the label that most articles use, the longest of equals, and all other forms."""
    labels: dict[str, int] = defaultdict(int)
    forms: set[str] = set()
    for mention in named:
        labels[mention.label] += 1
        forms |= {mention.label, *mention.others}
    best = min(labels, key=lambda name: (-labels[name], -len(name), name))
    return best, tuple(sorted(forms - {best}))


def why_one(bearer: Sequence[Mention], what: str) -> str | None:
    """Return why the mentions of BEARER are one, in plain words; None for a single article's."""
    articles = len({mention.article.iri for mention in bearer})
    if articles == 1:
        return None
    return f"the same {what} in {articles} articles, and none that contradicts it"


def _all(names: Mapping[str, str], iris: Iterable[str]) -> tuple[str, ...]:
    """Return IRIS as the facts graph calls them, sorted, each once."""
    return tuple(sorted({names.get(iri, iri) for iri in iris}))
