"""Step consolidate, contradictions: what tells two reports of meetings apart.

What isn't said contradicts nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from kg.consolidation.days import contradict
from kg.consolidation.occasions import Collective, Occasion
from kg.consolidation.world import World
from kg.vocabulary import MeetingStatus


class Aspect(StrEnum):
    """What two reports can disagree about, as reasons name it."""

    DATE = "date"
    PLACE = "place"
    STATUS = "status"
    GROUP = "groups that took part"
    ANOTHER = "word “another”"


def contradictions(one: Occasion, other: Occasion, world: World) -> frozenset[Aspect]:
    """Return what tells the two occasions apart."""
    checks = {
        Aspect.DATE: contradict(one.days, other.days),
        Aspect.PLACE: _elsewhere(one, other, world),
        Aspect.STATUS: _undone(one, other) or _undone(other, one),
        Aspect.GROUP: _other_groups(one, other),
        Aspect.ANOTHER: one.another != other.another,
    }
    return frozenset(aspect for aspect, apart in checks.items() if apart)


def _elsewhere(one: Occasion, other: Occasion, world: World) -> bool:
    """Return whether the places exclude each other.

    A state or country may hold a town that the gazetteer doesn't know; two towns are two.
    """
    if not one.place or not other.place or one.place in other.around or other.place in one.around:
        return False
    regions = {place for place in (one.place, other.place) if place in world.regions}
    unplaced = {o.place for o in (one, other) if len(o.around) == 1} - regions
    return not (regions and unplaced)


def _undone(one: Occasion, other: Occasion) -> bool:
    """Return whether ONE was held and the status of OTHER, told after the day, denies it.

    A plan published before the day, or called off before it, is history.
    """
    if one.report.status != MeetingStatus.HELD:
        return False
    days, published = one.days, other.report.article.published
    match other.report.status:
        case MeetingStatus.DENIED:
            return True
        case MeetingStatus.CANCELLED:
            told = [day for day in (days.earliest, other.days.earliest) if day]
            return not (published and told and published < max(told))
        case MeetingStatus.PLANNED:
            return bool(published and days.latest and published > days.latest)
    return False


def _other_groups(one: Occasion, other: Occasion) -> bool:
    """Return whether each side has a group that is none of the other's."""
    return _unmatched(one.collectives, other.collectives) and _unmatched(
        other.collectives, one.collectives
    )


def _unmatched(mine: Iterable[Collective], theirs: tuple[Collective, ...]) -> bool:
    """Return whether one of MINE can't be any of THEIRS."""
    return bool(theirs) and any(not any(compatible(m, t) for t in theirs) for m in mine)


def compatible(one: Collective, other: Collective) -> bool:
    """Return whether two groups, parties or bodies can be the same, told differently."""
    owners = one.owners <= other.owners or other.owners <= one.owners
    unplaced = not one.areas or not other.areas
    return owners and (unplaced or bool(one.areas & other.around or one.around & other.areas))
