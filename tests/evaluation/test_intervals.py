"""Intervals are those that other articles of the kind would mostly fall into, and no chance."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.evaluation import Intervals, Scores, evaluate, intervals
from kg.evaluation.tally import SLOTS, Tally

GOLD = Path(__file__).parent / "gold"


def scores_of(*meetings: Tally) -> Scores:
    """Return scores of which only the TALLIES of meetings, an article each, tell something."""
    tallies = tuple({slot: Tally() for slot in SLOTS} | {"meetings": each} for each in meetings)
    return Scores(len(meetings), (), None, None, 0, (), tallies)


def of_meetings(scores: Scores) -> Intervals:
    return next(each for each in intervals(scores) if each.slot == "meetings")


def test_they_are_those_of_the_binomial_where_articles_are_alike() -> None:
    found, missed = [Tally(found=1)] * 140, [Tally(missed=1)] * 60
    recall = of_meetings(scores_of(*found, *missed)).recall
    assert recall == pytest.approx((0.637, 0.763), abs=0.01)


def test_they_are_wider_where_mistakes_go_together() -> None:
    apart = [Tally(found=3, missed=1, wrong=1)] * 30
    bunched = [Tally(found=4)] * 20 + [Tally(found=1, missed=3, wrong=3)] * 10
    assert of_meetings(scores_of(*apart)) == Intervals(
        "meetings", (0.75,) * 2, (0.75,) * 2, (0.75,) * 2
    )
    within = of_meetings(scores_of(*bunched))
    for low, high in filter(None, (within.precision, within.recall, within.f)):
        assert low < 0.7
        assert high > 0.8


def test_a_draw_without_any_is_passed_by() -> None:
    within = of_meetings(scores_of(Tally(found=1, missed=1), *[Tally()] * 9))
    assert within.recall == (0.5, 0.5)
    assert of_meetings(scores_of(Tally())).recall is None


def test_where_all_or_nothing_is_right_the_far_end_is_the_binomials() -> None:
    perfect = of_meetings(scores_of(*[Tally(found=1)] * 12, Tally()))
    assert perfect.recall == perfect.precision == pytest.approx((0.735, 1), abs=5e-4)
    assert perfect.f is None
    missed = of_meetings(scores_of(Tally(missed=1), Tally(missed=2)))
    assert (missed.precision, missed.f) == (None, None)
    assert missed.recall == pytest.approx((0, 0.708), abs=5e-4)


def test_the_same_articles_give_the_same_intervals() -> None:
    scores = evaluate(GOLD, [])
    assert intervals(scores) == intervals(scores)
    assert [each.slot for each in intervals(scores)] == list(SLOTS)
