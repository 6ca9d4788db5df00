"""Step consolidate, entities: parties, alliances, bodies, places and groups across articles.

What the gazetteer knows is the gazetteer's. What only articles name is one by its kind and slug,
unless they say that it belongs to different owners or places. Groups stay their article's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.consolidation.decided import STATED, decided, suffixed
from kg.consolidation.decisions import NONE, Decisions
from kg.consolidation.identity import Bearer, Profile, called, components, told_apart
from kg.consolidation.reports import Mention
from kg.consolidation.world import Thing, World, types_of
from kg.vocabulary import EntityKind


def merged_entities(
    mentions: Iterable[Mention], world: World, decisions: Decisions = NONE
) -> tuple[dict[str, str], dict[str, Thing]]:
    """Return the facts graph's name of each own node of the articles, and the things named.

    People are left to `people`. What DECISIONS state stands above what the names say, but two of
    the gazetteer are never one.
    """
    own, known, groups = _sorted_out(mentions)
    bearers, stated = _as_stated(dict(_bearers(own, world)), world, decisions)
    names = {mention.iri: iri for iri, bearer in bearers.items() for mention in bearer}
    things = {
        iri: _thing(iri, bearer, names, stated)
        for iri, bearer in bearers.items()
        if iri not in world.things
    }
    things |= {group.iri: _group(group, names) for group in groups}
    for iri in sorted(known.keys() | (bearers.keys() & world.things.keys())):
        things[iri] = _known(world.things.get(iri), known.get(iri, ()), bearers.get(iri, ()))
    return names, things


def _as_stated(
    bearers: Mapping[str, list[Mention]], world: World, decisions: Decisions
) -> tuple[dict[str, list[Mention]], frozenset[str]]:
    """Return BEARERS as DECISIONS have them, the gazetteer's too, and those joined for these."""
    if not decisions.statements:
        return dict(bearers), frozenset()
    units = [Bearer(iri, own[0].slug, tuple(own)) for iri, own in bearers.items()]
    meant = sorted((decisions.iris & world.things.keys()) - bearers.keys())
    units += [Bearer(iri, iri.rpartition("/")[2], ()) for iri in meant]

    def alone(bearer: Bearer, mention: Mention) -> Bearer:
        start = bearer.iri.rpartition("/")[0] + "/" + bearer.name
        return Bearer(suffixed(start, mention), bearer.name, (mention,))

    found = decided(units, decisions, alone)
    by_iri = {bearer.iri: bearer for bearer in found.bearers}
    joined: dict[str, list[Mention]] = {}
    stated = set()
    for group in components(by_iri, found.same):
        known = [iri for iri in group if iri in world.things]
        for part in [group] if len(known) < 2 else [[iri] for iri in group]:
            most = min(part, key=lambda iri: (-len(by_iri[iri].mentions), iri))
            iri = next((iri for iri in part if iri in world.things), most)
            if named := [m for each in part for m in by_iri[each].mentions]:
                joined[iri] = sorted(named, key=lambda m: m.order)
                stated |= {iri} if len(part) > 1 else set()
    return joined, frozenset(stated)


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


def _thing(
    iri: str, bearer: Sequence[Mention], names: Mapping[str, str], stated: Collection[str]
) -> Thing:
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
        reason=STATED if iri in stated else why_one(bearer, "name"),
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


def _known(thing: Thing | None, named: Sequence[Mention], stated: Sequence[Mention]) -> Thing:
    """Return the gazetteer's THING with the further forms that articles use.

    STATED are the articles' own nodes that a decision takes for it. One that the gazetteer no
    longer holds is what the articles, read with an earlier one, say.
    """
    label, others = best_names([*named, *stated])
    if thing is None:
        kind = named[0].kind
        return Thing(named[0].iri, kind, label, types_of(kind), others, known=True)
    forms = {label, *others, *thing.others} - {thing.label}
    mentions = tuple(sorted(m.iri for m in stated))
    reason = STATED if stated else None
    return replace(thing, others=tuple(sorted(forms)), mentions=mentions, reason=reason)


def best_names(named: Iterable[Mention]) -> tuple[str, tuple[str, ...]]:
    """Return the label that most articles use, the longest of equals, and all other forms.

    One in small letters throughout stands only where nobody writes it otherwise.
    """
    labels: dict[str, int] = defaultdict(int)
    forms: set[str] = set()
    for mention in named:
        labels[mention.label] += 1
        forms |= {mention.label, *mention.others}
    best = min(labels, key=lambda name: (name.islower(), -labels[name], -len(name), name))
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
