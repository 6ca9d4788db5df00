"""Step consolidate, identity: which mentions of one name are one, and how that one is called."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from kg.consolidation.names import name_of
from kg.consolidation.reports import Mention
from kg.graph import digest

Node = TypeVar("Node", bound=Hashable)

SUFFIX = 6  # hex digits that tell namesakes apart
_COMPANY = 3  # names beside a name at least that tell whose it is
_DOMINANT = 3  # times as often named as all namesakes together: then a plain mention is theirs


@dataclass(frozen=True, slots=True)
class Profile:
    """What articles say of a bearer of a name: the parties or bodies, the places, the offices."""

    owners: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    offices: frozenset[tuple[str, str]] = frozenset()

    def with_(self, other: Profile) -> Profile:
        """Return what is said here and in OTHER."""
        return Profile(
            self.owners | other.owners, self.areas | other.areas, self.offices | other.offices
        )


@dataclass(frozen=True, slots=True, eq=False)
class Bearer:
    """The mentions that are one by their name alone, before spellings and the user's decisions.

    `name` is the slug that they share, `what` says in plain words what makes them one.
    """

    iri: str
    name: str
    mentions: tuple[Mention, ...]
    profile: Profile = Profile()
    what: str = "name"


Rule = Callable[[Profile, Profile], bool]


def told_apart(
    mentions: Mapping[Mention, Profile], contradict: Rule, agree: Rule
) -> list[list[Mention]]:
    """Return the mentions of one name, each list those of one bearer.

    All are one unless two contradict. Then those that agree, directly or by way of others, are
    one, and so are those who are named in the same company, as one article may be misread. A
    mention that contradicts nobody goes with the bearer in whose company it is, else with one
    who is named far more often than all the others together, else it stays by itself, as nobody
    can tell.
    """
    by_profile: dict[Profile, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda m: m.order):
        by_profile.setdefault(mentions[mention], []).append(mention)
    opposed = [(a, b) for a, b in combinations(by_profile, 2) if contradict(a, b)]
    if not opposed:
        return [sorted(mentions, key=lambda m: m.order)]
    linked = [
        (a, b)
        for a, b in combinations(by_profile, 2)
        if (agree(a, b) and not contradict(a, b))
        or (contradict(a, b) and same_company(by_profile[a], by_profile[b]))
    ]
    bearers, plain = _bearers(components(by_profile, linked), opposed)
    named = [[m for profile in bearer for m in by_profile[profile]] for bearer in bearers]
    left = [mention for profile in plain for mention in by_profile[profile]]
    return _with_plain(named, left)


def same_company(one: Sequence[Mention], other: Sequence[Mention]) -> bool:
    """Return whether the articles of two bearers of a name have much the same people in them.

    That is at least three, and half of those who stand beside the one of whom less is told.
    """
    mine, theirs = company(one), company(other)
    return len(mine & theirs) >= max(_COMPANY, min(len(mine), len(theirs)) / 2)


def company(mentions: Iterable[Mention]) -> frozenset[str]:
    """Return the full names of all others in the articles of MENTIONS of one name."""
    found: set[str] = set()
    own: set[str] = set()
    for mention in mentions:
        found |= mention.article.people
        own.add(name_of(mention.label))
    return frozenset(found - own)


def components(nodes: Iterable[Node], linked: Iterable[tuple[Node, Node]]) -> list[list[Node]]:
    """Return NODES, and whatever else is LINKED, in the groups that these pairs make, in order."""
    group = {node: [node] for node in nodes}
    for a, b in linked:
        mine, theirs = group.setdefault(a, [a]), group.setdefault(b, [b])
        if mine is not theirs:
            mine.extend(theirs)
            for node in theirs:
                group[node] = mine
    return list({id(members): members for members in group.values()}.values())


def _bearers(
    groups: Sequence[list[Profile]], opposed: Sequence[tuple[Profile, Profile]]
) -> tuple[list[list[Profile]], list[Profile]]:
    """Return the GROUPS that stand against another, and the profiles of those that don't."""
    of = {profile: n for n, group in enumerate(groups) for profile in group}
    against = {of[p] for a, b in opposed if of[a] != of[b] for p in (a, b)}
    if not against:
        return [[profile for group in groups for profile in group]], []
    bearers = [group for n, group in enumerate(groups) if n in against]
    plain = [p for n, group in enumerate(groups) if n not in against for p in group]
    return bearers, plain


def _with_plain(named: list[list[Mention]], plain: list[Mention]) -> list[list[Mention]]:
    """Return the mentions NAMED with the PLAIN ones put where they most likely belong."""
    companies = [company(bearer) for bearer in named]
    grown: list[list[Mention]] = [list(bearer) for bearer in named]
    left: list[Mention] = []
    for mention in plain:
        known = [len(company([mention]) & others) for others in companies]
        (best, at), (second, _) = sorted(((n, i) for i, n in enumerate(known)), reverse=True)[:2]
        (grown[at] if best >= _COMPANY and best > second else left).append(mention)
    first, *others = sorted(grown, key=len, reverse=True)
    if len(first) >= _DOMINANT * sum(map(len, others)):
        first, left = [*first, *left], []
    ordered = [sorted(bearer, key=lambda m: m.order) for bearer in (first, *others)]
    return [*ordered, *([mention] for mention in left)]


def called(start: str, bearers: Sequence[Sequence[Mention]], taken: bool) -> list[str]:
    """Return the IRI of each of BEARERS of a name: START, or with a suffix where it is TAKEN.

    The suffix is made of the first mention, so that it stays when others come.
    """
    if len(bearers) == 1 and not taken:
        return [start]
    firsts = [min(bearer, key=lambda m: m.order).iri for bearer in bearers]
    return [f"{start}-{digest([first])[:SUFFIX]}" for first in firsts]
