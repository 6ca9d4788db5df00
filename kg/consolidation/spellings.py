"""Step consolidate, spellings: which bearers of names that are alike are one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product

from kg.consolidation.alike import pairs_of
from kg.consolidation.identity import Bearer, Profile, components, same_company
from kg.consolidation.names import Likeness, likeness

Contradict = Callable[[Profile, Profile], bool]
_NO_EVIDENCE = (Likeness.LETTERS, Likeness.MIDDLE_INITIAL)  # that need none: the names suffice
_COMMON = (Likeness.INITIALS, Likeness.PARTS, Likeness.GENERATION)  # many share so much
_IN_ONE = (Likeness.INITIALS, Likeness.SHORT_FORM)  # that one article may use of one person


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """Two bearers whose names are alike; `evidence` says what else they share, if anything."""

    one: Bearer
    other: Bearer
    how: Likeness
    evidence: str | None

    @property
    def short(self) -> Bearer:
        """Return the one whose name has fewer letters."""
        return min(self.one, self.other, key=lambda bearer: (len(bearer.name), bearer.name))

    @property
    def long(self) -> Bearer:
        """Return the one whose name has more letters."""
        return self.other if self.short is self.one else self.one

    @property
    def telling(self) -> bool:
        """Return whether someone had better look whether the two are one."""
        return self.evidence is not None or self.how not in _COMMON

    @property
    def holds(self) -> bool:
        """Return whether the two are one, if nobody else fits as well."""
        return self.how in _NO_EVIDENCE or (self.how < Likeness.SLIP and self.evidence is not None)

    @property
    def reason(self) -> str:
        """Return in plain words why they are one, or may be."""
        return f"{self.how.reason}{' and ' + self.evidence if self.evidence else ''}"


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Two persons, by their IRIs, who nearly are one: why, and how likely they are, from 0 to 1."""

    one: str
    other: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class Spelt:
    """Bearers that are one person, the links that make them one, and those that didn't hold."""

    groups: list[list[Bearer]]
    links: list[Link]
    near: list[Link]


def spelt(
    bearers: Sequence[Bearer],
    contradict: Contradict,
    same: Sequence[tuple[str, str]] = (),
    apart: frozenset[frozenset[str]] = frozenset(),
) -> Spelt:
    """Return which of the BEARERS of one surname are one, the pairs SAME in any case.

    A link holds only where the shorter name fits no other person as well: "George Bush" is neither
    George W. Bush nor George H.W. Bush. A chain of links that would bring together two whom
    their offices or the pairs APART keep apart holds nowhere.
    """
    links = [] if len(bearers) == 1 else list(_links(bearers, contradict, apart))
    fitting = {frozenset((k.one.iri, k.other.iri)) for k in links if k.how < Likeness.SLIP}
    held = _unambiguous([link for link in links if link.holds], fitting)
    by_iri = {bearer.iri: bearer for bearer in bearers}
    stated = components(by_iri, same)
    number = {iri: n for n, group in enumerate(stated) for iri in group}
    drawn = components(range(len(stated)), [(number[k.one.iri], number[k.other.iri]) for k in held])
    groups: list[list[Bearer]] = []
    for parts in drawn:
        each = [[by_iri[iri] for iri in stated[part]] for part in parts]
        groups += (
            [list(chain.from_iterable(each))] if _sound(each, fitting, contradict, apart) else each
        )
    of = {bearer.iri: n for n, group in enumerate(groups) for bearer in group}
    joined = [link for link in held if of[link.one.iri] == of[link.other.iri]]
    near = [k for k in links if k.telling and of[k.one.iri] != of[k.other.iri]]
    return Spelt(groups, joined, near)


def _links(
    bearers: Sequence[Bearer], contradict: Contradict, apart: frozenset[frozenset[str]]
) -> Iterator[Link]:
    """Yield each two whose names are alike, and which neither their offices nor the user parts."""
    by_name: dict[str, list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        by_name[bearer.name].append(bearer)
    for names in sorted(pairs_of(by_name)):
        how = likeness(*names)
        if how is None:
            continue
        for one, other in product(*(by_name[name] for name in names)):
            in_one_article = how not in _IN_ONE and _articles(one) & _articles(other)
            stated = frozenset((one.iri, other.iri)) in apart
            if not (in_one_article or stated or contradict(one.profile, other.profile)):
                yield Link(one, other, how, _evidence(one, other))


def _evidence(one: Bearer, other: Bearer) -> str | None:
    """Return what two bearers share besides the name: the office, the party, the company."""
    if one.profile.offices & other.profile.offices:
        return "the same office"
    if one.profile.owners & other.profile.owners:
        return "the same party"
    if same_company(one.mentions, other.mentions):
        return "the same people in their articles"
    return None


def _articles(bearer: Bearer) -> set[str]:
    """Return the articles that name BEARER."""
    return {mention.article.iri for mention in bearer.mentions}


def _unambiguous(links: Sequence[Link], fitting: Container[frozenset[str]]) -> list[Link]:
    """Return those of LINKS whose shorter name is linked as surely to nobody else.

    Who fits the longer name as well is not somebody else.
    """
    beside: dict[str, list[tuple[Likeness, str]]] = defaultdict(list)
    for link in links:
        beside[link.one.iri].append((link.how, link.other.iri))
        beside[link.other.iri].append((link.how, link.one.iri))
    return [
        link
        for link in links
        if all(
            how > link.how or third == link.long.iri or frozenset((link.long.iri, third)) in fitting
            for how, third in beside[link.short.iri]
        )
    ]


def _sound(
    parts: Sequence[Sequence[Bearer]],
    fitting: Container[frozenset[str]],
    contradict: Contradict,
    apart: Container[frozenset[str]],
) -> bool:
    """Return whether one of PARTS fits all others, and no two of them have to be kept apart."""
    for one, other in combinations(parts, 2):
        for a in one:
            for b in other:
                if frozenset((a.iri, b.iri)) in apart or contradict(a.profile, b.profile):
                    return False
    return any(all(one is other or _fit(one, other, fitting) for other in parts) for one in parts)


def _fit(
    one: Sequence[Bearer], other: Sequence[Bearer], fitting: Container[frozenset[str]]
) -> bool:
    """Return whether names of ONE and of OTHER fit."""
    return any(frozenset((a.iri, b.iri)) in fitting for a in one for b in other)
