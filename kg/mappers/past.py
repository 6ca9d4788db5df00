"""Map roles: moves that no longer tell who holds an office by the article's day."""

from __future__ import annotations

from collections.abc import Sequence

from kg.mappers.article import Article
from kg.mappers.reality import words
from kg.model import MoveReport
from kg.vocabulary import MoveKind, MoveStatus

_LONGEST = 6  # years for which an office may be held since a move into it
_ENDING = (MoveKind.LEFT, MoveKind.REMOVED)
_BEGINNING = (MoveKind.APPOINTED, MoveKind.ELECTED)


def is_past(article: Article, move: MoveReport, told: Sequence[MoveReport]) -> bool:
    """Say whether what a move tells of an office is of the past: "Sen became mayor in 1987".

    So it is where the mover is told to have gone since, whatever from ("Sen was forced to quit"),
    or to have been put back into the office that was left.
    """
    if move.kind in _ENDING:
        return _begun_again(move, told)
    if move.kind not in _BEGINNING or move.status is not MoveStatus.DONE:
        return False
    told_in = " ".join(span.of(article.text) for span in move.evidence).lower()
    again = any(word in told_in for word in words()["again"])
    return _is_old(article, move) or (not again and any(_has_gone(move, o) for o in told))


def _is_old(article: Article, move: MoveReport) -> bool:
    published = article.document.document.published
    latest = move.when.latest if move.when else None
    return bool(published and latest and published.year - latest.year > _LONGEST)


def _has_gone(move: MoveReport, other: MoveReport) -> bool:
    """Say whether another move tells, behind this one, that its mover left, and not from where."""
    bare = not (other.title or other.organization or other.area)
    ends = other.kind in _ENDING and other.status is MoveStatus.DONE and bare
    return ends and other.mover == move.mover and _is_later(other, move)


def _is_later(one: MoveReport, two: MoveReport) -> bool:
    """Say whether a move comes after another: by their dates, else in the text."""
    first, last = two.when, one.when
    if first and last and first.earliest and last.latest:
        return last.latest >= first.earliest
    return one.evidence[0].start > two.evidence[0].start


def _begun_again(move: MoveReport, told: Sequence[MoveReport]) -> bool:
    """Say whether who left an office is told to have (again) been put into it."""
    return any(
        other.kind in _BEGINNING
        and other.status is MoveStatus.DONE
        and other.mover == move.mover
        and (other.title or "").lower() == (move.title or "").lower()
        for other in told
    )
