"""Step consolidate, matching: the reports of one meeting, brought together.

Only reports that share two people, or one and a group, on the same days are compared, so that the
cost grows with the reports and not with their pairs. The best match goes first; two reports of one
article are never brought together, nor by way of a third.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from kg.consolidation.comparison import Comparison, compare
from kg.consolidation.contradictions import Aspect, contradictions
from kg.consolidation.days import gap
from kg.consolidation.occasions import Occasion, occasion
from kg.consolidation.reports import Report
from kg.consolidation.world import World

_AROUND = 2  # days between publications, as in `occasions`
Block = tuple[str, ...]


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


def clusters(reports: Iterable[Report], world: World) -> tuple[list[Cluster], list[Refusal]]:
    """Return the occasions, and the pairs of reports that nearly are of one, the best first."""
    occasions = [occasion(report, world) for report in reports]
    compared = sorted((compare(a, b, world) for a, b in _pairs(occasions)), key=_best_first)
    joined, refusals = _Joined(occasions, world), []
    for comparison in compared:
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
    near = days == 1 if aspect is Aspect.DATE else comparison.alike
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


def _pairs(occasions: Iterable[Occasion]) -> Iterator[tuple[Occasion, Occasion]]:
    """Yield each pair of reports of different articles that share a block, once."""
    blocks: dict[tuple[Block, Block], list[Occasion]] = defaultdict(list)
    for one in occasions:
        for days in set(_days(one)):
            for who in set(_who(one)):
                blocks[who, days].append(one)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for a, b in combinations(block, 2):
            key = a.report.iri, b.report.iri
            if a.report.article.iri != b.report.article.iri and key not in seen:
                seen.add(key)
                yield a, b


def _who(one: Occasion) -> Iterator[Block]:
    """Yield the pairs of people beyond the chair, and each person with what may be one group."""
    yield from combinations(sorted(one.people - one.chairs), 2)
    for collective in one.collectives:
        shared = collective.areas or collective.owners
        for mark in shared if collective.is_group else {collective.iri}:
            for person in one.people:
                yield "group", mark, person


def _days(one: Occasion) -> Iterator[Block]:
    """Yield the days of the meeting, with one more for near misses, and those of publication.

    An undated report reaches out to the articles published about its own.
    """
    days, published = one.days.each() if one.days.dated else [], one.report.article.published
    if days:
        for day in (*days, days[-1] + timedelta(days=1)):
            yield "held", day.isoformat()
    if published:
        reach = 0 if days else _AROUND
        for offset in range(-reach, reach + 1):
            yield "told", (published + timedelta(days=offset)).isoformat()
