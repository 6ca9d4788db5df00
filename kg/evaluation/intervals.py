"""Step evaluate, intervals: how far off the figures of a slot might lie on other articles.

The percentile bootstrap (B. Efron and R. Tibshirani, An Introduction to the Bootstrap, 1993,
chapter 13): as many articles are drawn out of those at hand, each any number of times, and scored,
over and over; the interval holds the middle 95 % of the scores. Articles are drawn, not single
names, because mistakes in one article go together. Where all is right, or nothing, drawing says
nothing, and the far end is that of the exact binomial interval over the names (C. Clopper and
E. Pearson, Biometrika 26, 1934): 12 right of 12 may be .735.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

from kg.evaluation.evaluate import Scores
from kg.evaluation.tally import SLOTS, Score, Tally, score, together

Interval: TypeAlias = tuple[float, float]

_DRAWS = 2000
_SEED = 1  # no chance: the same articles give the same intervals
_MIDDLE = 0.95
_ALL, _NONE = (1.0, 1.0), (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Intervals:
    """The 95 % intervals of a slot's figures, None where there is no figure."""

    slot: str
    precision: Interval | None
    recall: Interval | None
    f: Interval | None


def intervals(scores: Scores) -> tuple[Intervals, ...]:
    """Return the 95 % intervals of SCORES, a slot each in their order: recall .71, (.63, .78)."""
    draws = _draws(len(scores.tallies))
    return tuple(
        _of_slot(slot, [tallies[slot] for tallies in scores.tallies], draws) for slot in SLOTS
    )


def _draws(articles: int) -> Sequence[Sequence[int]]:
    """Return which of so many ARTICLES are in each draw."""
    chance = Random(_SEED).random  # noqa: S311 - a seeded sequence, nothing secret
    return [[int(chance() * articles) for _ in range(articles)] for _ in range(_DRAWS)]


def _of_slot(slot: str, tallies: Sequence[Tally], draws: Iterable[Sequence[int]]) -> Intervals:
    """Return the intervals of SLOT, of which TALLIES were counted, an article each."""
    telling = {at: tally for at, tally in enumerate(tallies) if tally}
    drawn = [_drawn(slot, telling, draw) for draw in draws] if telling else []
    counted = together(tallies)
    told = (counted.right or counted.found) + counted.wrong
    return Intervals(
        slot,
        precision=_opened(_middle([each.precision for each in drawn]), told),
        recall=_opened(_middle([each.recall for each in drawn]), counted.found + counted.missed),
        f=_known(_middle([each.f for each in drawn])),
    )


def _drawn(slot: str, telling: dict[int, Tally], draw: Sequence[int]) -> Score:
    """Return the score of SLOT over the articles of a DRAW; TELLING are those that count."""
    return score(slot, together([telling[at] for at in draw if at in telling]))


def _middle(figures: Sequence[float | None]) -> Interval | None:
    """Return what the middle FIGURES lie between; draws without a figure are passed by."""
    known = sorted(figure for figure in figures if figure is not None)
    if not known:
        return None
    beyond = int(len(known) * (1 - _MIDDLE) / 2)
    return known[beyond], known[-1 - beyond]


def _opened(interval: Interval | None, names: int) -> Interval | None:
    """Return INTERVAL with its far end, if all of so many NAMES are right, or none."""
    beyond = ((1 - _MIDDLE) / 2) ** (1 / max(names, 1))
    if interval == _ALL:
        return beyond, 1.0
    return (0.0, 1 - beyond) if interval == _NONE else interval


def _known(interval: Interval | None) -> Interval | None:
    """Return INTERVAL, None if drawing says nothing of it."""
    return None if interval in (_ALL, _NONE) else interval
