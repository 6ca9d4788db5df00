"""Step evaluate, alliances: a party's being in one, wishing to be, or refusing to, is the unit.

A predicted unit is right where gold has the party, a compatible status, and the alliance by its
name or by another member. "Agreed, not yet formed" fits both active and sought. Members that the
text only implies score neither way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.evaluation.gold import Gold, GoldAlliance
from kg.evaluation.names import Names, any_same, same_organization
from kg.evaluation.predictions import Alliance
from kg.evaluation.tally import Count

_FAMILIES = {
    "active": "in",
    "sought": "sought",
    "planned": "agreed",
    "refused": "out",
    "denied": "out",
    "ended": "out",
}
_AGREED = frozenset({"in", "sought", "agreed"})


@dataclass(frozen=True, slots=True)
class _Side:
    """An alliance of gold or of the graph, in one form; `report` is the graph's."""

    family: str
    members: tuple[Names, ...]
    names: Names
    spare: tuple[Names, ...] = ()
    must: bool = True
    report: str = ""

    def has(self, member: Names) -> bool:
        """Return whether MEMBER is in it, by the text."""
        return any(_same(each, member) for each in self.members)


def count_alliances(gold: Gold, alliances: Sequence[Alliance], count: Count) -> None:
    """Count the predicted ALLIANCES of one article against GOLD."""
    wanted = [_of_gold(alliance) for alliance in gold.alliances]
    predicted = [_Side(_family(a.status), a.members, a.names, report=a.report) for a in alliances]
    for side in wanted:
        if side.must:
            _count_recall(side, predicted, count)
    told: set[tuple[str, ...]] = set()
    for side in predicted:
        for member in side.members:
            right = _is_right(member, side, wanted)
            if right is not None:
                count.judge(side.report, right)
            unit = _unit(member, side)
            if unit not in told:
                told.add(unit)
                _count_precision(member, side, right, count)


def _count_recall(wanted: _Side, predicted: Sequence[_Side], count: Count) -> None:
    """Count which members of WANTED are predicted."""
    for member in wanted.members:
        found = any(side.has(member) and _one_alliance(member, wanted, side) for side in predicted)
        if not count["alliances"].gold(found):
            count.miss(f"missed {min(member)} in {_called(wanted)} ({wanted.family})")


def _count_precision(member: Names, side: _Side, right: bool | None, count: Count) -> None:
    """Count whether MEMBER is rightly in SIDE."""
    if right:
        count["alliances"].right += 1
    elif right is False:
        count.false("alliances", f"wrongly {min(member)} in {_called(side)} ({side.family})")


def _is_right(member: Names, side: _Side, wanted: Sequence[_Side]) -> bool | None:
    """Return whether MEMBER is rightly in SIDE; None if gold leaves it open."""
    fits = [
        gold
        for gold in wanted
        if _one_alliance(member, gold, side)
        and (gold.has(member) or any(_same(each, member) for each in gold.spare))
    ]
    if any(gold.must and gold.has(member) for gold in fits):
        return True
    open_ = fits or any(_is_alliance(member, gold, side) for gold in wanted)
    return None if open_ else False


def _one_alliance(member: Names, gold: _Side, side: _Side) -> bool:
    """Return whether SIDE is the alliance GOLD: by name, or by a member other than MEMBER."""
    if not _compatible(gold.family, side.family):
        return False
    if gold.names and side.names and _same(gold.names, side.names):
        return True
    others = [each for each in side.members if not _same(each, member)]
    if not (others or side.names or gold.names) and len(gold.members) == 1:
        return True
    if gold.names and any(_same(gold.names, other) for other in others):
        return True
    partners = [each for each in gold.members + gold.spare if not _same(each, member)]
    return any(_same(partner, other) for partner in partners for other in others)


def _is_alliance(member: Names, gold: _Side, side: _Side) -> bool:
    """Return whether MEMBER is the alliance GOLD itself, of a status that fits SIDE's."""
    return bool(gold.names) and _same(gold.names, member) and _compatible(gold.family, side.family)


def _compatible(one: str, other: str) -> bool:
    """Return whether two families of status can be one."""
    return one == other or ("agreed" in (one, other) and {one, other} <= _AGREED)


def _unit(member: Names, side: _Side) -> tuple[str, ...]:
    """Return what tells MEMBER's being in SIDE from any other: told again, it counts once."""
    partners = [] if side.names else sorted(map(min, side.members))
    return (min(member), min(side.names, default=""), side.family, *partners)


def _of_gold(alliance: GoldAlliance) -> _Side:
    """Return ALLIANCE of gold in the common form."""
    return _Side(
        family=_family(alliance.status),
        members=tuple(frozenset({member}) for member in alliance.members),
        names=frozenset(alliance.names),
        spare=tuple(frozenset({member}) for member in alliance.spare),
        must=alliance.must,
    )


def _family(status: str) -> str:
    """Return what STATUS comes down to."""
    return _FAMILIES.get(status, status)


def _same(some: Names, others: Names) -> bool:
    """Return whether two organisations are one by any of their names."""
    return any_same(some, others, same_organization)


def _called(side: _Side) -> str:
    """Return a name of SIDE for messages."""
    return min(side.names, default="an alliance")
