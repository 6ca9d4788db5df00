"""Step "dates": reckoning with days, weeks, months and years, safe at the calendar's ends."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from kg.dates.expressions import Unit
from kg.vocabulary import Weekday

_WEEKDAYS = tuple(Weekday)
# Half a unit, in days: "two weeks ago" is rounded to weeks, so it may be off by so much.
_HALF = {Unit.DAY: 0, Unit.WEEKEND: 3, Unit.WEEK: 3, Unit.MONTH: 15, Unit.YEAR: 182}


class Bounds(NamedTuple):
    """The first and the last day of a stretch of time."""

    earliest: date
    latest: date


def shift(day: date, days: int) -> date:
    """Return the day so many days on (below 0: back), at most at the calendar's end."""
    wanted = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(wanted)


def shift_months(day: date, months: int) -> date:
    """Return the day so many months on; the month's last day where it has no such day."""
    index = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_bounds(year: int, month: int) -> Bounds:
    """Return the first and last day of a month."""
    return Bounds(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def year_bounds(year: int) -> Bounds:
    """Return January 1 and December 31 of a year."""
    return Bounds(date(year, 1, 1), date(year, 12, 31))


def week_bounds(day: date) -> Bounds:
    """Return Monday and Sunday of the week that holds the day."""
    monday = shift(day, -day.weekday())
    return Bounds(monday, shift(monday, 6))


def weekend_bounds(day: date) -> Bounds:
    """Return Saturday and Sunday of the week, Monday to Sunday, that holds the day."""
    sunday = week_bounds(day).latest
    return Bounds(shift(sunday, -1), sunday)


def weekday_of(day: date) -> Weekday:
    """Return the day's weekday."""
    return _WEEKDAYS[day.weekday()]


def latest_weekday(weekday: Weekday, day: date) -> date:
    """Return the last such weekday up to the day, the day itself included."""
    return shift(day, -((day.weekday() - _WEEKDAYS.index(weekday)) % 7))


def next_weekday(weekday: Weekday, day: date) -> date:
    """Return the first such weekday from the day on, the day itself included."""
    return shift(day, (_WEEKDAYS.index(weekday) - day.weekday()) % 7)


def distance(day: date, count: int, unit: Unit) -> Bounds:
    """Return the days that are COUNT units from the day: one for days, more for coarser units."""
    if unit in {Unit.MONTH, Unit.YEAR}:
        middle = shift_months(day, count * (12 if unit is Unit.YEAR else 1))
    else:
        middle = shift(day, count * (1 if unit is Unit.DAY else 7))
    return Bounds(shift(middle, -_HALF[unit]), shift(middle, _HALF[unit]))


def month_day(text: str) -> tuple[int, int] | None:
    """Return month and day of a lexical gMonthDay, `--12-26`; None where it is none."""
    try:
        day = date.fromisoformat("2000" + text[1:])
    except ValueError:
        return None
    return (day.month, day.day) if text.startswith("--") else None


def shift_month_day(text: str, days: int) -> str | None:
    """Return the gMonthDay so many days on; None where that hangs on the year."""
    start = month_day(text)
    if start is None or days == 0:
        return text if start else None
    if start == (2, 29):
        return None
    moved = {shift(date(year, *start), days) for year in (2003, 2004)}
    names = {f"--{day:%m-%d}" for day in moved}
    return names.pop() if len(names) == 1 else None
