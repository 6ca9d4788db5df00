"""Step "dates": set a date expression beside what is known of the article's time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import assert_never

from kg.dates.arithmetic import latest_weekday, month_day, next_weekday, shift
from kg.dates.by_calendar import resolve_calendar
from kg.dates.by_distance import resolve_period, resolve_relative
from kg.dates.by_weekday import resolve_weekday
from kg.dates.expressions import (
    Anchor,
    CalendarDate,
    DateExpression,
    DateRange,
    DateValue,
    Period,
    RelativeDate,
    Stage,
    Tense,
    WeekdayDate,
)
from kg.dates.known import Found, Known
from kg.model import When

# A report is filed on the day of publication or up to three days before it (weekly papers and
# slow feeds); a day after it only by the difference of time zones.
_FILED_BEFORE, _FILED_AFTER = 3, 1
_LOWER_BOUND = {"since": 0, "from": 0, "after": 1}
_UPPER_BOUND = {"by": 0, "until": 0, "till": 0, "before": -1}
_VAGUE = frozenset({"around", "about", "between"})


def resolve(
    expression: DateExpression, anchor: Anchor, tense: Tense, *, lead: bool = False
) -> When:
    """Return the date that the expression means for a story with this anchor.

    A weekday is the most recent such day for the past and the next one for the future, the day of
    writing included; for an unknown tense it stays open unless it is the day of writing. A month
    and day without a year falls in the year of writing or, within 200 days, in the one before or
    after, by the tense. "Two days ago" is exact; "two weeks ago" is good to half a week. "By",
    "until", "before", "since", "from" and "after" give a bound and no value.

    Without a publication date, a dateline's month and day is the value of "today" and its
    neighbours, and with `lead` (the sentence stands in the lead paragraph) of a weekday in the
    past tense: an agency's lead tells of the day of filing. A year is never made up.
    """
    known = Known(
        today=writing_day(anchor),
        day=anchor.day,
        month_day=anchor.dateline_month_day,
        tense=_tense(expression, tense),
        stage=expression.stage,
        lead=lead,
    )
    found = _resolve(expression.value, known)
    if not (expression.possessive or expression.attributive):
        found = _bounded(found, expression)
    return When(expression.words, *found)


def writing_day(anchor: Anchor) -> date | None:
    """Return the day on which the report was written, from which its "today" counts.

    It is the dateline's day where that fits the publication date. Where the two contradict each
    other the publication date is not this text's, and the answer is None.
    """
    filed = month_day(anchor.dateline_month_day) if anchor.dateline_month_day else None
    if anchor.published is None or filed is None:
        return anchor.published
    for days in range(-_FILED_AFTER, _FILED_BEFORE + 1):
        day = shift(anchor.published, -days)
        if (day.month, day.day) == filed:
            return day
    return None


def _tense(expression: DateExpression, tense: Tense) -> Tense:
    """Return the tense, corrected by words that say it themselves."""
    if expression.stage is Stage.EARLIER or expression.preposition == "since":
        return Tense.PAST
    if tense is Tense.UNKNOWN and expression.preposition == "by":
        return Tense.FUTURE
    return tense


def _resolve(value: DateValue, known: Known) -> Found:
    match value:
        case CalendarDate():
            return resolve_calendar(value, known)
        case WeekdayDate():
            return resolve_weekday(value, known)
        case RelativeDate():
            return resolve_relative(value, known)
        case Period():
            return resolve_period(value, known)
        case DateRange():
            return _range(value, known)
        case _:
            assert_never(value)


def _range(value: DateRange, known: Known) -> Found:
    """Return the bounds of a range: its last day sets the first one for the past."""
    first, last = value.first, value.last
    if isinstance(first, CalendarDate) and isinstance(last, CalendarDate):
        return _calendar_range(first, last, known)
    if isinstance(first, WeekdayDate) and isinstance(last, WeekdayDate):
        return _weekday_range(first, last, known)
    return Found()


def _weekday_range(first: WeekdayDate, last: WeekdayDate, known: Known) -> Found:
    if known.tense is Tense.PAST and first.which is None:
        end = resolve_weekday(last, known).latest
        begin = latest_weekday(first.weekday, end) if end else None
    else:
        found = resolve_weekday(first, known)
        begin = found.earliest if found.value else None
        end = next_weekday(last.weekday, begin) if begin else None
    return Found(earliest=begin, latest=end)


def _calendar_range(first: CalendarDate, last: CalendarDate, known: Known) -> Found:
    if last.year and not first.year:
        turn = (first.month, first.day or 0) > (last.month, last.day or 0)
        first = replace(first, year=last.year - turn)
    begin, end = resolve_calendar(first, known).earliest, resolve_calendar(last, known).latest
    if known.tense is Tense.PAST and end and not first.year:
        begin = resolve_calendar(first, known._replace(today=end)).earliest
    elif begin and not last.year:
        ahead = known._replace(today=begin, tense=Tense.FUTURE)
        end = resolve_calendar(last, ahead).latest
    if begin is None or end is None or begin > end:
        return Found()
    return Found(earliest=begin, latest=end)


def _bounded(found: Found, expression: DateExpression) -> Found:
    """Return a bound where the preposition makes one: "by Tuesday", "since July"."""
    word = expression.preposition
    earliest, latest = found.earliest, found.latest
    if isinstance(expression.value, DateRange) or word is None:
        return found
    if word in _LOWER_BOUND:
        start = latest if word == "after" else earliest
        return Found(earliest=shift(start, _LOWER_BOUND[word]) if start else None)
    if word in _UPPER_BOUND:
        end = earliest if word == "before" else latest
        return Found(latest=shift(end, _UPPER_BOUND[word]) if end else None)
    return Found() if word in _VAGUE else found
