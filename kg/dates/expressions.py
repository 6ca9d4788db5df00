"""Step "dates": the values, that is a date expression, what it means, and what it is set beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from kg.model import Span
from kg.vocabulary import Weekday


class Tense(StrEnum):
    """Where the sentence puts what it tells of, seen from the day of writing."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


class Which(StrEnum):
    """The word that picks one of several weekdays or months: "last Thursday", "next July"."""

    LAST = "last"
    THIS = "this"
    NEXT = "next"  # may skip the nearest one
    COMING = "coming"  # is the nearest one
    PAST = "past"  # of a week: the seven days before


class Stage(StrEnum):
    """The part of a period: "earlier this month", "late July"."""

    EARLY = "early"
    EARLIER = "earlier"
    MID = "mid"
    LATE = "late"
    LATER = "later"


class Unit(StrEnum):
    """What a distance is counted in, or a period is one of."""

    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Origin(StrEnum):
    """What a distance is counted from."""

    WRITING = "writing"  # "yesterday", "two days ago"
    NARRATIVE = "narrative"  # "the next day", "a day after", "earlier in the day"


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date by the calendar as far as it is given: a day, a month or a year, "the 27th" of one.

    `weekday` is the one named beside it ("Monday, March 14"); `year_shift` is -1, 0 or 1 for
    "last", "this" or "next year"; `which` stands before a bare month ("last July"); `nth` of a
    month's such weekdays it is ("the third Thursday of November"), -1 the last.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: Weekday | None = None
    year_shift: int | None = None
    which: Which | None = None
    nth: int | None = None


@dataclass(frozen=True, slots=True)
class WeekdayDate:
    """A day named by its weekday; `week_shift` is -1, 0 or 1 for "Tuesday last week" and so on.

    `origin` is what `which` counts from: the story's day in "the following Tuesday".
    """

    weekday: Weekday
    which: Which | None = None
    week_shift: int | None = None
    origin: Origin = Origin.WRITING


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """A distance of `count` units (below 0: back) from the day of writing or the story's day."""

    count: int
    unit: Unit
    origin: Origin


@dataclass(frozen=True, slots=True)
class Period:
    """A week, weekend, month or year beside the present one; None: the tense says which."""

    unit: Unit
    which: Which | None


@dataclass(frozen=True, slots=True)
class DateRange:
    """All days from one date to another, both included."""

    first: CalendarDate | WeekdayDate
    last: CalendarDate | WeekdayDate


DateValue: TypeAlias = CalendarDate | WeekdayDate | RelativeDate | Period | DateRange


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A stretch of text that speaks of a date, and its meaning by itself.

    `words` is what the span covers, with "on", "in", "at", "over", "during" where they stand
    before it. `preposition` is the one before the date, in lower case, in the span or not ("by
    Tuesday": "by"). `attributive`: the date is part of an event's name or stands before its noun
    ("2024 Lok Sabha elections", "the October 17 meeting"); `possessive`: "Tuesday's meeting".
    """

    span: Span
    words: str
    value: DateValue
    preposition: str | None = None
    stage: Stage | None = None
    attributive: bool = False
    possessive: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is known of an article's time.

    `published` is its publication date; `dateline_month_day` the day of filing in its dateline,
    without a year (`--12-26`); `day` the day of which the story is telling, for "the next day".
    """

    published: date | None = None
    dateline_month_day: str | None = None
    day: date | None = None
