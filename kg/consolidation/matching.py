"""Step consolidate, matching: the reports of one meeting, brought together.

Only reports that share two people, or one and a group, on the same days are compared, so that the
cost grows with the reports and not with their pairs. The best match goes first; two reports of one
article are never brought together, nor by way of a third.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TypeVar

from kg.consolidation.comparison import Comparison, compare
from kg.consolidation.contradictions import Aspect, contradictions
from kg.consolidation.days import gap
from kg.consolidation.identity import components
from kg.consolidation.occasions import Occasion
from kg.consolidation.reports import Report
from kg.consolidation.world import World
from kg.dates.arithmetic import shift

_AROUND = 2  # days between publications, as in `occasions`
Window = tuple[date, date]
Day = TypeVar("Day", date, str)
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, eq=False)
class Cluster:
    """The reports of one occasion, with the comparisons that brought them together."""

    reports: tuple[Report, ...]
    joins: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Refusal:
    """Two reports that nearly are of one occasion, and why they stay apart."""

    comparison: Comparison
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """Reports that hang together by matches and near misses; no other report bears on them."""

    occasions: tuple[Occasion, ...]
    compared: tuple[Comparison, ...]


def regions(occasions: Sequence[Occasion], world: World) -> list[Region]:
    """Return OCCASIONS in regions, those that match or nearly match nobody by themselves."""
    compared = [c for a, b in _pairs(occasions) if bears(c := compare(a, b, world))]
    groups = components(occasions, ((c.first, c.second) for c in compared))
    of = {one: n for n, group in enumerate(groups) for one in group}
    told: dict[int, list[Comparison]] = defaultdict(list)
    for comparison in compared:
        told[of[comparison.first]].append(comparison)
    return [Region(tuple(group), tuple(told[n])) for n, group in enumerate(groups)]


def bears(comparison: Comparison) -> bool:
    """Return whether two reports are of one occasion, or nearly: whether either bears on both."""
    return comparison.same or _near_miss(comparison) is not None


def clusters(region: Region, world: World) -> tuple[list[Cluster], list[Refusal]]:
    """Return the occasions, and the pairs of reports that nearly are of one, the best first."""
    joined, refusals = _Joined(region.occasions, world), []
    for comparison in sorted(region.compared, key=_best_first):
        reason = joined.join(comparison) if comparison.same else _near_miss(comparison)
        if reason:
            refusals.append(Refusal(comparison, reason))
    return joined.clusters(), refusals


def _best_first(comparison: Comparison) -> tuple[int, str, str]:
    """Return what matches are sorted by: the best first, equals by their IRIs."""
    return -comparison.score, comparison.first.report.iri, comparison.second.report.iri


def _near_miss(comparison: Comparison) -> str | None:
    """Return what alone keeps two reports apart, None if more does or if the groups are others.

    A day's difference counts; with a longer one, it is the same people on another day.
    """
    if not comparison.familiar or len(comparison.contradictions) != 1:
        return None
    aspect = next(iter(comparison.contradictions))
    if aspect is Aspect.GROUP:
        return None
    days = gap(comparison.first.days, comparison.second.days)
    vague = comparison.first.days.vague or comparison.second.days.vague
    near = days == 1 and not vague if aspect is Aspect.DATE else comparison.alike
    return f"only the {aspect.value} keeps them apart" if near else None


class _Joined:
    """Occasions in clusters that grow as matches are joined."""

    def __init__(self, occasions: Iterable[Occasion], world: World) -> None:
        self._world = world
        self._members = {o.report.iri: [o] for o in occasions}
        self._joins: dict[int, list[Comparison]] = defaultdict(list)

    def join(self, comparison: Comparison) -> str | None:
        """Join the clusters of the two reports, or return the reason why they can't be."""
        mine = self._members[comparison.first.report.iri]
        theirs = self._members[comparison.second.report.iri]
        if mine is theirs:
            return None
        if {o.report.article.iri for o in mine} & {o.report.article.iri for o in theirs}:
            return "joined, they would bring together two reports of one article"
        if any(contradictions(a, b, self._world) for a in mine for b in theirs):
            return "joined, they would bring together reports that contradict each other"
        mine.extend(theirs)
        for other in theirs:
            self._members[other.report.iri] = mine
        self._joins[id(mine)] += [*self._joins.pop(id(theirs), []), comparison]
        return None

    def clusters(self) -> list[Cluster]:
        """Return the clusters as they are now."""
        unique = {id(members): members for members in self._members.values()}
        return [
            Cluster(tuple(o.report for o in members), tuple(self._joins[key]))
            for key, members in unique.items()
        ]


# --- which pairs are compared -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reach:
    """The days on which others may tell of the same meeting, from first to last; None if none.

    `held` are those of the meeting, with one more for near misses; `told` those of publication,
    and about it for an undated report, which reaches out to the articles published then.
    """

    held: Window | None
    told: Window | None


def reach_of(one: Occasion) -> Reach:
    """Return the days on which ONE may meet its like."""
    held = told = None
    days = one.days
    if days.dated and days.earliest and days.latest:
        held = days.earliest, shift(days.latest, 1)
    if published := one.report.article.published:
        around = 0 if held else _AROUND
        told = shift(published, -around), shift(published, around)
    return Reach(held, told)


def who_of(one: Occasion) -> frozenset[str]:
    """Return the pairs of people beyond the chair, and each person with what may be one group."""
    found = {f"{a} {b}" for a, b in combinations(sorted(one.people - one.chairs), 2)}
    for collective in one.collectives:
        shared = collective.areas or collective.owners
        for mark in shared if collective.is_group else {collective.iri}:
            found |= {f"{person} with {mark}" for person in one.people}
    return frozenset(found)


def _pairs(occasions: Iterable[Occasion]) -> Iterator[tuple[Occasion, Occasion]]:
    """Yield each pair of reports of different articles that share a block, once."""
    blocks: dict[tuple[str, str], list[tuple[Window, str, Occasion]]] = defaultdict(list)
    for one in occasions:
        reach = reach_of(one)
        windows = [(k, w) for k, w in (("held", reach.held), ("told", reach.told)) if w]
        for who in who_of(one):
            for kind, window in windows:
                blocks[who, kind].append((window, one.report.iri, one))
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for (first, a), (second, b) in meeting_in_time(block):
            key = first, second
            if a.report.article.iri != b.report.article.iri and key not in seen:
                seen |= {key, key[::-1]}
                yield a, b


def meeting_in_time(
    block: list[tuple[tuple[Day, Day], str, Item]],
) -> Iterator[tuple[tuple[str, Item], tuple[str, Item]]]:
    """Yield the pairs of BLOCK, of what has a window and a name, with a day in common."""
    if len(block) == 1:
        return
    block.sort(key=lambda each: each[:2])
    open_: list[tuple[tuple[Day, Day], str, Item]] = []
    for window, name, one in block:
        open_ = [each for each in open_ if each[0][1] >= window[0]]
        for _, others, other in open_:
            yield (others, other), (name, one)
        open_.append((window, name, one))
