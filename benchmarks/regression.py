"""Logistic regression over signs that are there or not, with L2: small, slow and reproducible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import exp

from kg.mappers.learnt.weights import Judge

_STRENGTH = 0.3  # of the data against the pull of all weights to nothing
_ROUNDS = 60
_FEWEST = 3  # cases that a sign has to be seen in
_LEAST = 0.0005  # a weight less than this is none
_ALWAYS = ""  # the bias, a sign of every case


@dataclass(frozen=True, slots=True)
class Case:
    """A case of a question: its article, its signs, the answer; `silent`: no frame reads it."""

    article: str
    signs: Collection[str]
    answer: bool
    silent: bool


def fitted(cases: Sequence[Case]) -> Judge:
    """Return the weights that answer CASES best, none larger than it must be.

    By coordinate descent: each weight in turn takes the step that surely betters it.
    """
    where = _where(cases)
    weights = dict.fromkeys(where, 0.0)
    sums = [0.0] * len(cases)
    for _ in range(_ROUNDS):
        for sign, at in where.items():
            slope = sum(_likelihood(sums[i]) - cases[i].answer for i in at)
            step = (weights[sign] + _STRENGTH * slope) / (1 + _STRENGTH * len(at) / 4)
            weights[sign] -= step
            for i in at:
                sums[i] -= step
    bias = weights.pop(_ALWAYS)
    kept = {sign: round(weight, 3) for sign, weight in weights.items() if abs(weight) >= _LEAST}
    return Judge(round(bias, 3), kept)


def held_out(cases: Sequence[Case], parts: int = 10) -> list[float]:
    """Return for each of CASES how likely it is by those of other articles."""
    order = sorted({case.article for case in cases})
    part = {article: at % parts for at, article in enumerate(order)}
    found = [0.0] * len(cases)
    for out in range(parts):
        judge = fitted([case for case in cases if part[case.article] != out])
        for at, case in enumerate(cases):
            if part[case.article] == out:
                found[at] = judge.likelihood(case.signs)
    return found


def _where(cases: Sequence[Case]) -> dict[str, list[int]]:
    """Return the cases of each sign that several have, in order of the signs."""
    often = Counter(sign for case in cases for sign in case.signs)
    where: dict[str, list[int]] = {_ALWAYS: list(range(len(cases)))}
    where |= {sign: [] for sign in sorted(often) if often[sign] >= _FEWEST}
    for at, case in enumerate(cases):
        for sign in case.signs:
            if sign in where:
                where[sign].append(at)
    return where


def _likelihood(sum_: float) -> float:
    return 1 / (1 + exp(-sum_))
