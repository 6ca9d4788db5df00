"""Weights are found that tell cases apart, and are read back as they were written."""

from __future__ import annotations

import pytest

from benchmarks.regression import Case, fitted, held_out
from kg.mappers.learnt.weights import Judge, judges
from kg.mappers.learnt.words import common

_CASES = [
    Case(
        f"a{n % 7}", {"met" if n % 2 else "might meet", f"noise {n % 3}"}, bool(n % 2), silent=True
    )
    for n in range(42)
]


def test_a_sign_that_goes_with_the_answer_weighs_most() -> None:
    judge = fitted(_CASES)
    assert max(judge.weights, key=lambda sign: judge.weights[sign]) == "met"
    assert judge.likelihood({"met"}) > 0.7
    assert judge.likelihood({"might meet"}) < 0.3


def test_the_same_cases_give_the_same_weights() -> None:
    assert fitted(_CASES) == fitted(_CASES)


def test_cases_are_judged_by_those_of_other_articles() -> None:
    likely = held_out(_CASES)
    assert all((p > 0.5) is case.answer for case, p in zip(_CASES, likely, strict=True))


def test_an_unknown_sign_weighs_nothing() -> None:
    judge = Judge(0.0, {"met": 1.0})
    assert judge.likelihood({"never seen"}) == 0.5
    assert judge.likelihood(["met", "met"]) == judge.likelihood(["met"])


def test_the_weights_that_are_used_are_of_four_questions() -> None:
    found = judges()
    assert "word:meeting" in found.tells.weights
    assert found.to_come.weights
    assert found.took_part.weights["is:P"] > 0
    assert found.its_place.weights["the rules take it"] > 0


@pytest.mark.parametrize(
    "word", ["talks", "all-party", "face-to-face", "61st", "can't", "'ll", ","]
)
def test_a_common_word_is_weighed(word: str) -> None:
    assert common(word) == word


@pytest.mark.parametrize(
    "word", ["akhilesh", "s.k.", "netan-led", "jae-in", "jamaat-i-x", "(jkzp)"]
)
def test_a_name_is_not_weighed(word: str) -> None:
    assert common(word) == "#N"


def test_no_weight_is_on_a_name() -> None:
    """What stands behind a sign's colon comes from texts, but for two that are out of lexicons."""
    found = judges()
    judges_ = (found.tells, found.to_come, found.took_part, found.its_place)
    signs = {sign for judge in judges_ for sign in judge.weights}
    told = [sign.split(":", 1) for sign in signs if ":" in sign]
    words = {
        word
        for kind, of in told
        if kind not in ("word", "governor")
        for word in of.split()
        if word.islower()
    }
    assert len(words) > 500
    assert {word for word in words if common(word) != word} == set()
