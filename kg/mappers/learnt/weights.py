"""Map, learnt: how much each sign weighs, out of lexicon/learnt.json, which `make model` writes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp

from kg.resources import lexicon


@dataclass(frozen=True, slots=True)
class Judge:
    """What decides one question: a weight for each sign that speaks for or against."""

    bias: float
    weights: Mapping[str, float]

    def likelihood(self, signs: Iterable[str]) -> float:
        """Return how likely the answer is yes, given SIGNS (each counts once)."""
        known = self.weights.keys() & signs
        # summed in one order, whatever the set's: the last digit must not depend on it
        found = sorted(map(self.weights.__getitem__, known))
        return 1 / (1 + exp(-self.bias - sum(found)))


@dataclass(frozen=True, slots=True)
class Judges:
    """The four questions: is an occasion told of, is it to come, did somebody take part, where."""

    tells: Judge
    to_come: Judge
    took_part: Judge
    its_place: Judge


@cache
def judges() -> Judges:
    """Return the judges of lexicon/learnt.json."""
    data = json.loads(lexicon("learnt.json").read_bytes())
    return Judges(**{name: Judge(**judge) for name, judge in data.items()})
