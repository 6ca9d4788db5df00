"""Step "dates": one place where a date may stand, with the words before it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple, TypeAlias

from kg.dates.expressions import DateValue
from kg.dates.grammar import (
    CLOSED,
    EVENT_AFTER_DAY,
    EVENT_AFTER_YEAR,
    LEFT,
    LEFT_REACH,
    NEXT_WORD,
)
from kg.values import value

# The parts of LEFT from the date leftwards; a part that a form doesn't take hides those beyond.
_PARTS = ("count", "which", "the", "stage")


@value
class Scene:
    """A stretch of text as written and in lower case, a place in it, and what stands before.

    Words before `floor` belong to the date before.
    """

    raw: str
    low: str
    start: int
    floor: int

    @cached_property
    def left(self) -> re.Match[str] | None:
        """Return the words before the place; most numbers are no dates, and nobody asks."""
        return LEFT.search(self.low, max(self.floor, self.start - LEFT_REACH), self.start)

    def before(self, part: str) -> str | None:
        """Return the PART of the words before: preposition, stage, the, which or count."""
        word = self.left[part] if self.left else None
        return " ".join(word.split()) if word else None

    def begin(self, takes: frozenset[str]) -> tuple[int, bool]:
        """Return where the date begins that takes in these parts, and if it reaches LEFT's end."""
        begin = self.start
        for part in _PARTS:
            if self.left and self.left[part]:
                if part not in takes:
                    return begin, False
                begin = self.left.start(part)
        return begin, True

    def written(self, start: int, end: int) -> str:
        """Return the words between two offsets as they are written."""
        return self.raw[start:end]

    def closed(self, end: int) -> bool:
        """Return if no noun follows END that a number before it would count."""
        return CLOSED.match(self.low, end) is not None

    def capital_at(self, end: int) -> bool:
        """Return if a capitalised word follows END, as after a first name."""
        after = NEXT_WORD.match(self.raw, end)
        return after is not None and after[1].isupper()

    def event_at(self, end: int) -> bool:
        """Return if an event that a day or month qualifies follows END: "the July summit"."""
        return EVENT_AFTER_DAY.match(self.low, end) is not None

    def year_event_at(self, end: int) -> bool:
        """Return if an event that a year is part of follows END: "2024 Lok Sabha elections"."""
        return EVENT_AFTER_YEAR.match(self.low, end) is not None


class Reading(NamedTuple):
    """What the words mean, where they end, and which words before them they take in.

    `start` is where they begin, if that is before the place at which they were found.
    """

    value: DateValue
    end: int
    takes: frozenset[str] = frozenset()
    start: int | None = None


Reader: TypeAlias = Callable[[Scene, re.Match[str]], Reading | None]


class Form(NamedTuple):
    """One form of date: its pattern over lower-cased text and what reads a match of it."""

    pattern: re.Pattern[str]
    read: Reader
