"""Step consolidate, comparison: whether two reports of meetings tell of the same one, and why.

Three rules, all of which have to hold: the days are compatible; nothing contradicts; two people
beyond the chair are common to both, or one and the same group.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.consolidation.contradictions import Aspect, compatible, contradictions
from kg.consolidation.days import gap
from kg.consolidation.occasions import Collective, Occasion
from kg.consolidation.world import World
from kg.vocabulary import MeetingStatus

_PUBLISHED_WITHIN = 2  # days between articles of which one has no date of the meeting
_FRESH = 7  # days that an undated report of a meeting reaches back from its publication
_AREAS_SHARED = 0.5  # share of two groups' places that has to be common


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """How two reports of different articles compare; the first is the earlier one.

    `people` are common to both beyond the chair. `score` is from 0 to 100.
    """

    first: Occasion
    second: Occasion
    people: frozenset[str]
    group: str | None
    alike: bool
    contradictions: frozenset[Aspect]
    score: int

    @property
    def familiar(self) -> bool:
        """Return whether enough of those who took part are common to both."""
        return (len(self.people) >= 2 and not self._divided) or self.group is not None

    @property
    def _divided(self) -> bool:
        """Return whether too many on either side are none of the other's.

        Where the days are known to the week, most of its people; else half of the larger side's,
        or someone on each side.
        """
        one, other = self.first, self.second
        common, sizes = len(one.people & other.people), (len(one.people), len(other.people))
        if not (one.days.vague or other.days.vague):
            return 2 * common < min(sizes)
        return 2 * common <= max(sizes) or (one.named(other) and other.named(one))

    @property
    def same(self) -> bool:
        """Return whether both tell of the same occasion."""
        return self.familiar and self.alike and not self.contradictions


def compare(one: Occasion, other: Occasion, world: World) -> Comparison:
    """Return how two reports compare."""
    first, second = sorted((one, other), key=lambda o: o.report.order)
    common = first.people & second.people
    group = _same_group(first, second) if common else None
    people = common - first.chairs - second.chairs
    return Comparison(
        first=first,
        second=second,
        people=people,
        group=group,
        alike=_days_alike(first, second),
        contradictions=contradictions(first, second, world),
        score=_score(first, second, common, group, world),
    )


def _days_alike(one: Occasion, other: Occasion) -> bool:
    """Return whether the days are compatible, or one is undated and both were published together.

    A date vaguer than a month joins nothing, and an undated report goes with no day that isn't
    known to the week. Undated on both sides: never.
    """
    if one.days.dated and other.days.dated:
        return gap(one.days, other.days) == 0
    if not one.days.dated and not other.days.dated:
        return False
    undated, dated = (other, one) if one.days.dated else (one, other)
    mine, theirs = undated.report.article.published, dated.report.article.published
    if not (mine and theirs and dated.days.latest):
        return False
    if dated.days.vague or undated.days.length is not None:
        return False
    stale = undated.report.status == MeetingStatus.HELD and (mine - dated.days.latest).days > _FRESH
    return abs((mine - theirs).days) <= _PUBLISHED_WITHIN and not stale


def _same_group(one: Occasion, other: Occasion) -> str | None:
    """Return the label of a group, party or body that took part in both, None if there is none.

    A party or body that both name doesn't count where each side names people whom the other
    doesn't, or where the days aren't known: it may be either side of two meetings.
    """
    diverge = bool(one.people - other.people) and bool(other.people - one.people)
    diverge = diverge or one.days.vague or other.days.vague
    same = (
        a.label
        for a in one.collectives
        for b in other.collectives
        if _same(a, b) or (a.iri == b.iri and not diverge)
    )
    return min(same, default=None)


def _same(one: Collective, other: Collective) -> bool:
    """Return whether two groups are the same party's or body's, and of the same places.

    Where neither names a place, the head word has to be the same: secretaries, not members.
    """
    if not (one.is_group and other.is_group and compatible(one, other)):
        return False
    if one.areas and other.areas:
        return len(one.areas & other.areas) >= _AREAS_SHARED * len(one.areas | other.areas)
    owned = bool(one.owners) and bool(other.owners)
    return owned and not one.areas and not other.areas and one.head == other.head


def _score(
    one: Occasion, other: Occasion, common: frozenset[str], group: str | None, world: World
) -> int:
    """Return how well two reports match, from 0 to 100; people weigh half."""
    everyone = len(one.people | other.people)
    score = 50 * len(common) // everyone if everyone else 0
    if one.days.dated and other.days.dated and gap(one.days, other.days) == 0:
        score += 20 if one.days.length == other.days.length == 1 else 10
    if one.place and other.place and world.same_or_inside(one.place, other.place):
        score += 10
    return score + (15 if group else 0) + (5 if one.chairs & other.chairs else 0)
