"""Step consolidate, entities: parties, alliances, bodies, places and groups across articles.

What the gazetteer knows is the gazetteer's. What only articles name is one by its kind and slug,
unless they say that it belongs to different owners or places. Groups stay their article's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.consolidation.decided import STATED, decided, suffixed
from kg.consolidation.decisions import Decisions
from kg.consolidation.identity import Bearer, Profile, called, components, told_apart
from kg.consolidation.reports import Article, Mention
from kg.consolidation.world import Thing, World, types_of
from kg.vocabulary import EntityKind

Names = Mapping[str, str]  # what the facts graph calls an article's own nodes


def key_of(mention: Mention) -> str:
    """Return by what a mention is known across articles: its block.

    `kind/slug` of what only articles name (people are `people`'s), a group's own IRI, and the
    gazetteer's IRI of what it knows.
    """
    if mention.own and mention.kind is not EntityKind.GROUP:
        return f"{mention.kind.value}/{mention.slug}"
    return mention.iri


def bearers_of(
    key: str, named: Sequence[Mention], gazetteer: World
) -> list[tuple[str, list[Mention]]]:
    """Return the things of one `kind/slug` that only articles name: each IRI and its mentions."""
    start = gazetteer.iris.base + key
    profiles = {m: _profile(m, gazetteer) for m in named}
    bearers = told_apart(profiles, _contradict, _agree)
    return list(zip(called(start, bearers, start in gazetteer.things), bearers, strict=True))


def as_stated(
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


def thing_named(iri: str, named: Sequence[Mention], names: Names, gazetteer: World) -> Thing:
    """Return the thing at IRI that the mentions NAMED are of, with what it lies in by NAMES."""
    first = named[0]
    if not first.own:
        return _known(gazetteer.things.get(iri), named, ())
    if first.kind is EntityKind.GROUP:
        return _group(first, names)
    return _thing(iri, named, names, why_one(named, "name"))


def thing_stated(
    iri: str, known: Sequence[Mention], own: Sequence[Mention], names: Names, gazetteer: World
) -> Thing:
    """Return the thing at IRI for which decisions take the articles' OWN nodes too."""
    if iri in gazetteer.things or not own:
        return _known(gazetteer.things.get(iri), known, own)
    return _thing(iri, own, names, STATED)


def _profile(mention: Mention, gazetteer: World) -> Profile:
    """Return whose and of where MENTION is, with all that is above those."""
    owners = [_shared(iri, mention.article) for iri in mention.owners]
    areas = [_shared(iri, mention.article) for iri in mention.areas]
    return Profile(
        owners=frozenset(o for iri in owners for o in gazetteer.owners_above(iri)),
        areas=frozenset(a for iri in areas for a in gazetteer.places_around(iri)),
    )


def _shared(iri: str, article: Article) -> str:
    """Return `kind/slug` of ARTICLE's own node, which other articles may share; others as is."""
    kind, _, slug = iri.removeprefix(article.iri + "#").partition("-")
    return f"{kind}/{slug}" if iri.startswith(article.iri + "#") else iri


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


def _thing(iri: str, bearer: Sequence[Mention], names: Names, reason: str | None) -> Thing:
    """Return the thing at IRI that BEARER's mentions name, one for REASON."""
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
        reason=reason,
    )


def _group(group: Mention, names: Names) -> Thing:
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


def _all(names: Names, iris: Iterable[str]) -> tuple[str, ...]:
    """Return IRIS as the facts graph calls them, sorted, each once."""
    return tuple(sorted({names.get(iri, iri) for iri in iris}))
