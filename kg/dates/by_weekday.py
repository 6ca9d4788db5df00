"""Step "dates": resolve weekdays, by the tense and the word before them."""

from __future__ import annotations

from datetime import date

from kg.dates.arithmetic import Bounds, latest_weekday, next_weekday, shift, week_bounds
from kg.dates.expressions import Origin, Tense, WeekdayDate, Which
from kg.dates.known import Found, Known, one_day, stretch


def resolve_weekday(value: WeekdayDate, known: Known) -> Found:
    """Return the day; the weekday alone, with bounds where there are some, where it stays open."""
    only = Found(None, value.weekday)
    if value.origin is Origin.NARRATIVE:
        day = _beside(value, known.day) if known.day else None
        return one_day(day, value.weekday) if day else only
    if known.today is None:
        bare = value.which is None and value.week_shift is None
        filed = known.lead and known.tense is Tense.PAST and bare
        return only._replace(value=known.filed(0)) if filed else only
    if value.week_shift is not None:
        monday = week_bounds(shift(known.today, 7 * value.week_shift)).earliest
        return one_day(next_weekday(value.weekday, monday), value.weekday)
    bounds = _weekday_bounds(value, known.today, known.tense)
    if bounds.earliest == bounds.latest:
        return one_day(bounds.earliest, value.weekday)
    return stretch(bounds, None, value.weekday)


def _beside(value: WeekdayDate, day: date) -> date | None:
    """Return the weekday before or after a day of the story."""
    if value.which is Which.LAST:
        return latest_weekday(value.weekday, shift(day, -1))
    if value.which is Which.COMING:
        return next_weekday(value.weekday, shift(day, 1))
    return None


def _weekday_bounds(value: WeekdayDate, today: date, tense: Tense) -> Bounds:
    """Return the day twice, or where the words leave two such days open, both."""
    weekday, last, coming = value.weekday, latest_weekday, next_weekday
    before, after = last(weekday, shift(today, -1)), coming(weekday, shift(today, 1))
    of_week = coming(weekday, week_bounds(today).earliest)
    picked = {
        Which.LAST: Bounds(before, before),
        Which.COMING: Bounds(after, after),
        # "next Friday" on a Wednesday is in 2 days or in 9
        Which.NEXT: Bounds(after, shift(after, 7) if after == of_week else after),
    }
    if value.which in picked:
        return picked[value.which]
    past, future = last(weekday, today), coming(weekday, today)
    if tense is Tense.PAST:
        return Bounds(past, past)
    if tense is Tense.FUTURE or (value.which is Which.THIS and of_week >= today):
        return Bounds(future, future)
    return Bounds(past, future)
