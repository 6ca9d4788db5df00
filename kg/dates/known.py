"""Step "dates": what a value is resolved beside, and a date as far as it is known."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kg.dates.arithmetic import Bounds, month_bounds, shift_month_day, year_bounds
from kg.dates.expressions import Stage, Tense
from kg.vocabulary import Weekday


class Known(NamedTuple):
    """What a value is resolved beside.

    `today` is the day of writing, `day` the one of which the story tells, `month_day` the
    dateline's; `lead` as in `resolve`.
    """

    today: date | None
    day: date | None
    month_day: str | None
    tense: Tense
    stage: Stage | None
    lead: bool

    def filed(self, days: int) -> str | None:
        """Return the gMonthDay so many days after the dateline's."""
        return shift_month_day(self.month_day, days) if self.month_day else None


class Found(NamedTuple):
    """A date as far as it is known, without the words."""

    value: str | None = None
    weekday: Weekday | None = None
    earliest: date | None = None
    latest: date | None = None


def one_day(day: date, weekday: Weekday | None = None) -> Found:
    """Return a day that is fully known."""
    return Found(day.isoformat(), weekday, day, day)


def stretch(bounds: Bounds, value: str | None = None, weekday: Weekday | None = None) -> Found:
    """Return a date that is known to lie within bounds."""
    return Found(value, weekday, bounds.earliest, bounds.latest)


def whole_month(year: int, month: int) -> Found:
    """Return a month of a year."""
    return stretch(month_bounds(year, month), f"{year:04}-{month:02}")


def whole_year(year: int) -> Found:
    """Return a year."""
    return stretch(year_bounds(year), f"{year:04}")
