"""Text: the abbreviations that a full stop follows, read once from lexicon/abbreviations.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.resources import lexicon_data


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Abbreviations by where they stand, without the full stop; see abbreviations.yaml."""

    name: frozenset[str]
    number: frozenset[str]
    month: frozenset[str]
    after_name: frozenset[str]
    other: frozenset[str]
    may_end: frozenset[str]
    surname: frozenset[str]


@cache
def abbreviations() -> Abbreviations:
    """Return the abbreviations."""
    data = lexicon_data("abbreviations.yaml")
    return Abbreviations(**{name: frozenset(listed) for name, listed in data.items()})


def either(words: Iterable[str]) -> str:
    """Return a regular expression, without groups, for one of the words."""
    return "|".join(map(re.escape, sorted(words)))
