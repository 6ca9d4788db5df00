"""Step evaluate, offices: roles and moves; who, what, and of which organisation."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.evaluation.gold import Gold, GoldOffice
from kg.evaluation.names import any_same, overlap, plain, same_organization, same_person
from kg.evaluation.predictions import Office
from kg.evaluation.tally import Count

# Plain titles that score neither way.
_WEAK = frozenset(["leader", "senior leader", "candidate", "politician", "member", "party leader"])
_SAME_TITLE = 0.5

_Fits = Callable[[GoldOffice, Office], bool]


def count_roles(gold: Gold, roles: Sequence[Office], count: Count) -> None:
    """Count the predicted ROLES of one article against GOLD."""

    def fits(wanted: GoldOffice, office: Office) -> bool:
        same_title = overlap([wanted.title or ""], [office.title or ""]) >= _SAME_TITLE
        return office.kind == wanted.kind and same_title

    _count("roles", _wanted(gold.roles, gold.spare_roles), roles, fits, count)


def count_moves(gold: Gold, moves: Sequence[Office], count: Count) -> None:
    """Count the predicted MOVES of one article against GOLD."""

    def fits(wanted: GoldOffice, office: Office) -> bool:
        return office.kind == wanted.kind

    _count("moves", _wanted(gold.moves, gold.spare_moves), moves, fits, count)


def _wanted(
    gold: Sequence[GoldOffice], spare: Sequence[GoldOffice]
) -> list[tuple[GoldOffice, bool]]:
    """Return GOLD, then what scores neither way (weak titles, SPARE), each with whether it does."""
    strong = [wanted for wanted in gold if not _is_weak(wanted.title)]
    weak = [wanted for wanted in gold if _is_weak(wanted.title)]
    return [(wanted, wanted in strong) for wanted in [*strong, *weak, *spare]]


def _count(
    slot: str,
    wanted: Sequence[tuple[GoldOffice, bool]],
    offices: Sequence[Office],
    fits: _Fits,
    count: Count,
) -> None:
    """Count OFFICES against those WANTED, each for one at most."""
    left = list(offices)
    for each, scores in wanted:
        hit = next((office for office in left if _whose(each, office) and fits(each, office)), None)
        if hit is not None:
            left.remove(hit)
            if scores:
                count.judge(hit.report, right=True)
        if scores and not count[slot].gold(found=hit is not None):
            count.miss(f"missed {slot}: {_told(each)}")
    for office in left:
        if not _is_weak(office.title):
            count.judge(office.report, right=False)
            count.false(slot, f"extra {slot}: {_predicted(office)}")


def _whose(wanted: GoldOffice, office: Office) -> bool:
    """Return whether OFFICE is of the person WANTED and, if both say, of its organisation."""
    if not any(any_same(names, [wanted.person], same_person) for names in office.people):
        return False
    want = wanted.organization
    if not want or not office.organizations:
        return True
    return any(
        any_same(names, [want], same_organization) or overlap(names, [want]) > _SAME_TITLE
        for names in office.organizations
    )


def _is_weak(title: str | None) -> bool:
    """Return whether TITLE tells no office."""
    return plain(title or "x") in _WEAK


def _told(wanted: GoldOffice) -> str:
    """Return WANTED in words."""
    parts = (wanted.person, wanted.kind, wanted.title, wanted.organization)
    return ", ".join(part for part in parts if part)


def _predicted(office: Office) -> str:
    """Return OFFICE in words."""
    who = ", ".join(min(names) for names in office.people)
    return ", ".join(part for part in (who, office.kind, office.title, office.status) if part)
