"""Step "dates": resolve dates by the calendar; find the year of one that is named without it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kg.dates.arithmetic import (
    Bounds,
    latest_weekday,
    month_bounds,
    next_weekday,
    shift,
    weekday_of,
)
from kg.dates.expressions import CalendarDate, Tense, Which
from kg.dates.known import Found, Known, one_day, stretch, whole_month, whole_year

# A date of another year than that of writing lies near, else the text would name its year.
_NEAR_DAYS, _NEAR_MONTHS = 200, 7
_UNSURE_DAYS, _UNSURE_MONTHS = 120, 4  # for any year where the tense isn't known


def resolve_calendar(value: CalendarDate, known: Known) -> Found:
    """Return the date; a day whose year stays open as gMonthDay, without bounds."""
    dated = with_years(value, known.today)
    if dated.month is None and dated.day:
        return _of_month(dated.day, known)
    if dated.month is None:
        return whole_year(dated.year) if dated.year else Found()
    if dated.day is None:
        return _month(dated, known)
    day = place_day(dated, known.today, known.tense)
    if day:
        return one_day(day, dated.weekday)
    if dated.year:  # the weekday says another day than the date, or the year has no such day
        return Found()
    return Found(f"--{dated.month:02}-{dated.day:02}", dated.weekday)


def _of_month(number: int, known: Known) -> Found:
    """Return the day of that number nearest to the day of writing, by the tense: "the 27th"."""
    if known.today is None or known.tense is Tense.UNKNOWN:
        return Found()
    step = -1 if known.tense is Tense.PAST else 1
    days = (shift(known.today, step * away) for away in range(_LONGEST_GAP))
    day = next((day for day in days if day.day == number), None)
    return one_day(day) if day else Found()


_LONGEST_GAP = 62  # days from one 31st to the next, at most


def _month(value: CalendarDate, known: Known) -> Found:
    bounds = place_month(value, known.today, known.tense)
    if bounds is None:
        return Found()
    if bounds.earliest.year != bounds.latest.year:
        return stretch(bounds)  # "last July", of two years
    day = _nth(value, bounds)
    if day and (known.today is None or _is_of((day - known.today).days, known.tense, 0)):
        return one_day(day, value.weekday)
    return whole_month(bounds.earliest.year, bounds.earliest.month)


def _nth(value: CalendarDate, month: Bounds) -> date | None:
    """Return the day of "the third Thursday of November" in that month, if it has one."""
    if value.nth is None or value.weekday is None:
        return None
    first = next_weekday(value.weekday, month.earliest)
    if value.nth < 0:
        return latest_weekday(value.weekday, month.latest)
    day = shift(first, 7 * (value.nth - 1))
    return day if day <= month.latest else None


def with_years(value: CalendarDate, today: date | None) -> CalendarDate:
    """Return the date with the year that "this year" or "last year" gives it."""
    if value.year is not None or value.year_shift is None or today is None:
        return value
    year = min(max(today.year + value.year_shift, 1), 9999)
    return replace(value, year=year, year_shift=None)


def place_day(value: CalendarDate, today: date | None, tense: Tense) -> date | None:
    """Return the day in the year it names or, by tense and weekday, in the year of writing or near.

    None where the calendar has no such day, its weekday is another one, or the year is unsure.
    """
    if value.year is not None:
        days = _days(value, (value.year,))
        return days[0] if days else None
    if today is None or value.year_shift is not None:
        return None
    days = _days(value, range(max(today.year - 1, 1), min(today.year + 1, 9999) + 1))
    if value.weekday is None:
        days = [day for day in days if _is_of(day.toordinal() - today.toordinal(), tense, 1)]
    nearest = min(days, key=lambda day: abs(day - today), default=None)
    if nearest is None:
        return None
    if tense is Tense.UNKNOWN and value.weekday is None:
        return nearest if abs((nearest - today).days) <= _UNSURE_DAYS else None
    near = nearest.year == today.year or abs((nearest - today).days) <= _NEAR_DAYS
    return nearest if near else None


def _days(value: CalendarDate, years: tuple[int, ...] | range) -> list[date]:
    """Return the day in each of the years that have it, on the weekday named beside it."""
    found = []
    for year in years:
        try:
            day = date(year, value.month or 1, value.day or 1)
        except ValueError:
            continue
        if value.weekday in {None, weekday_of(day)}:
            found.append(day)
    return found


def _is_of(ahead: int, tense: Tense, leeway: int) -> bool:
    """Return if what lies so far AHEAD can be of the tense."""
    if tense is Tense.PAST:
        return ahead <= leeway
    return tense is Tense.UNKNOWN or ahead >= 0


def place_month(value: CalendarDate, today: date | None, tense: Tense) -> Bounds | None:
    """Return the month's bounds in the year it names or in the nearest one by the tense.

    "Last July" and "next July" may be of two years: then the bounds reach over both.
    """
    month = value.month or 1
    if value.year is not None:
        return month_bounds(value.year, month)
    if today is None or value.year_shift is not None or not 1 < today.year < 9999:
        return None
    if value.which:
        return _picked_month(month, today, value.which)
    ahead = month - today.month
    distances = [n for n in (ahead - 12, ahead, ahead + 12) if _is_of(n, tense, 0)]
    nearest = min(distances, key=abs)
    near = nearest == ahead or abs(nearest) <= _NEAR_MONTHS
    if not near or (tense is Tense.UNKNOWN and abs(nearest) > _UNSURE_MONTHS):
        return None
    return month_bounds(today.year + (nearest - ahead) // 12, month)


def _picked_month(month: int, today: date, which: Which) -> Bounds:
    """Return "last", "this" or "next July"; from the one to the other where either may be meant."""
    before, this, after = (month_bounds(today.year + n, month) for n in (-1, 0, 1))
    if which is Which.THIS:
        return this
    if which is Which.LAST:
        return Bounds(before.earliest, (this if month < today.month else before).latest)
    return Bounds((this if month > today.month else after).earliest, after.latest)
