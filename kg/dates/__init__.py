"""Step "dates": find the date expressions of a text and resolve them, without looking at a clock.

`find_dates` says where a date is spoken of and what the words mean by themselves; `resolve` sets
that meaning beside what is known of the article (`Anchor`) and gives a `kg.model.When`. What the
words and the anchor leave open stays open: a date is never guessed.
"""

from kg.dates.expressions import (
    Anchor,
    CalendarDate,
    DateExpression,
    DateRange,
    DateValue,
    Origin,
    Period,
    RelativeDate,
    Stage,
    Tense,
    Unit,
    WeekdayDate,
    Which,
)
from kg.dates.finding import find_dates
from kg.dates.resolving import resolve, writing_day

__all__ = [
    "Anchor",
    "CalendarDate",
    "DateExpression",
    "DateRange",
    "DateValue",
    "Origin",
    "Period",
    "RelativeDate",
    "Stage",
    "Tense",
    "Unit",
    "WeekdayDate",
    "Which",
    "find_dates",
    "resolve",
    "writing_day",
]
