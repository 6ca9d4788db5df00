"""Step "dates": resolve dates told by their distance, and weeks, weekends, months and years."""

from __future__ import annotations

from datetime import date

from kg.dates.arithmetic import (
    Bounds,
    distance,
    shift,
    shift_months,
    week_bounds,
    weekend_bounds,
)
from kg.dates.expressions import Origin, Period, RelativeDate, Stage, Tense, Unit, Which
from kg.dates.known import Found, Known, one_day, stretch, whole_month, whole_year

_STEPS = {Which.LAST: -1, Which.THIS: 0, Which.NEXT: 1, Which.COMING: 1}


def resolve_relative(value: RelativeDate, known: Known) -> Found:
    """Return the day or, for units coarser than days, the stretch around it."""
    base = known.today if value.origin is Origin.WRITING else known.day
    if base is None:
        near = value.origin is Origin.WRITING and value.unit is Unit.DAY
        return Found(known.filed(value.count)) if near else Found()
    bounds = distance(base, value.count, value.unit)
    return one_day(bounds.earliest) if bounds.earliest == bounds.latest else stretch(bounds)


def resolve_period(value: Period, known: Known) -> Found:
    """Return the week or weekend as bounds; a month or year with its value."""
    if known.today is None:
        return Found()
    if value.unit is Unit.WEEKEND:
        return _weekend(value, known.today, known.tense)
    if value.which is Which.PAST:
        return stretch(Bounds(shift(known.today, -7), known.today))
    steps = _STEPS[value.which or Which.THIS]
    if value.unit is Unit.WEEK:
        return _staged(stretch(week_bounds(shift(known.today, 7 * steps))), value, known)
    day = shift_months(known.today, steps * (12 if value.unit is Unit.YEAR else 1))
    if value.unit is Unit.YEAR:
        return _staged(whole_year(day.year), value, known)
    return _staged(whole_month(day.year, day.month), value, known)


def _staged(found: Found, value: Period, known: Known) -> Found:
    """Return the part of the present period that "earlier" or "later" leaves."""
    if value.which is not Which.THIS or known.today is None:
        return found
    if known.stage is Stage.EARLIER:
        return found._replace(latest=known.today)
    if known.stage is Stage.LATER:
        return found._replace(earliest=known.today)
    return found


def _weekend(value: Period, today: date, tense: Tense) -> Found:
    """Return the weekend; "next weekend", the one ahead or the one after it, both."""
    present, last = weekend_bounds(today), weekend_bounds(shift(today, -7))
    begun = today >= present.earliest
    if value.which is Which.LAST:
        return stretch(last)
    if value.which is Which.NEXT:
        later = weekend_bounds(shift(today, 7))
        return stretch(later if begun else Bounds(present.earliest, later.latest))
    if value.which is Which.COMING:
        return stretch(weekend_bounds(shift(today, 7)) if begun else present)
    if tense is Tense.PAST:
        return stretch(present if begun else last)
    if tense is Tense.FUTURE or value.which is Which.THIS or begun:
        return stretch(present)
    return stretch(Bounds(last.earliest, present.latest))
