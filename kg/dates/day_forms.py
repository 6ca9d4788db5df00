"""Step "dates": days by the calendar: `October 10, 2024`, `10th of October`, `2024-09-03`."""

from __future__ import annotations

import re
from datetime import date

from kg.dates import grammar as g
from kg.dates.expressions import CalendarDate
from kg.dates.scene import Form, Reading, Scene
from kg.vocabulary import Weekday

_TAKES = frozenset({"stage", "the"})
SHIFTS = {"last": -1, "this": 0, "next": 1}
_WEEKDAY_AFTER = rf"(?:\s*\((?P<weekday>{g.WEEKDAY})\)|,\s*(?P<weekday_too>{g.WEEKDAY})(?![\w'’]))?"
_YEAR_AFTER = rf"(?:(?:,\s*|\s+(?:of\s+)?)(?P<year>{g.YEAR})|,?\s+(?:of\s+)?(?P<shift>{g.SHIFT}))?"

_MONTH_FIRST = re.compile(
    rf"(?P<month>{g.MONTH})\.?\s+(?:the\s+)?(?P<day>{g.DAY}){_YEAR_AFTER}{_WEEKDAY_AFTER}"
)
_DAY_FIRST = re.compile(
    rf"(?P<day>{g.DAY})[\s-]\s*(?:of\s+)?(?P<month>{g.MONTH})(?:\.(?=,?\s*\d))?"
    rf"(?:-(?P<dashed>{g.YEAR})|{_YEAR_AFTER}){_WEEKDAY_AFTER}"
)
_ISO = re.compile(
    r"(?P<year>(?:1[89]|20)\d\d)(?P<sign>[-/])(?P<month>\d\d)(?P=sign)(?P<day>\d\d)(?!\d)"
)
_NUMERIC = re.compile(
    rf"(?P<first>\d{{1,2}})(?P<sign>[-/.])(?P<second>\d{{1,2}})(?P=sign)(?P<year>{g.YEAR})"
)

# A preposition beside which even "march 14" in lower case is a date, and "may" no verb.
_DATING = frozenset("on by from since until till before after for between around about".split())


def calendar_at(low: str, position: int) -> tuple[CalendarDate, int] | None:
    """Return the day that stands at POSITION, weekday and year beside it, and where it ends."""
    for pattern in (_ISO, _NUMERIC, _MONTH_FIRST, _DAY_FIRST):
        match = pattern.match(low, position)
        day = _numeric(match) if match and pattern is _NUMERIC else match and _calendar(match)
        if match and day:
            return day, match.end()
    return None


def _calendar(match: re.Match[str]) -> CalendarDate | None:
    """Return the day of a match with groups day, month and year; None where there is no such."""
    groups = match.groupdict()
    year = groups["year"] or groups.get("dashed")
    named = groups.get("weekday") or groups.get("weekday_too")
    return valid(
        optional_int(year),
        month_number(groups["month"]),
        day_number(groups["day"]),
        g.WEEKDAYS[named] if named else None,
        year_shift(groups.get("shift")),
    )


def _numeric(match: re.Match[str]) -> CalendarDate | None:
    """Return the day of `25/12/2024`; None where it could be read in two ways."""
    first, second = int(match["first"]), int(match["second"])
    if first > 12:
        return valid(int(match["year"]), second, first)
    if second > 12 or first == second:
        return valid(int(match["year"]), first, second)
    return None


def valid(
    year: int | None,
    month: int,
    day: int,
    weekday: Weekday | None = None,
    shift: int | None = None,
) -> CalendarDate | None:
    """Return the day if the calendar has it (February 29 in some year)."""
    try:
        date(year or 2000, month, day)
    except ValueError:
        return None
    return CalendarDate(year, month, day, weekday, shift)


def month_number(name: str) -> int:
    """Return the month of a name, short or long, or of its digits."""
    return int(name) if name.isdigit() else g.MONTHS[name[:3]]


def day_number(words: str) -> int:
    """Return the day of `4`, `04` or `4th`."""
    return int(words.rstrip("sthndr"))


def optional_int(digits: str | None) -> int | None:
    """Return the number of the digits, if there are any."""
    return int(digits) if digits else None


def year_shift(words: str | None) -> int | None:
    """Return -1, 0 or 1 for "last year", "this year" and "next year"."""
    return SHIFTS[words.split()[0]] if words else None


def is_sure(scene: Scene, match: re.Match[str], group: str) -> bool:
    """Return if a month's name in lower case, such as "may", is meant as one."""
    word = scene.written(match.start(group), match.end(group))
    if not word.islower() or month_number(word) not in g.VERB_MONTHS:
        return True
    return scene.before("preposition") in _DATING


def read_day(scene: Scene, match: re.Match[str]) -> Reading | None:
    """Read `October 10, 2024`, `10th of October`, `Oct. 10`; "in May 5 MLAs" is no day."""
    day = _calendar(match)
    if day is None:
        return None
    if day.year is None and day.year_shift is None:
        if scene.before("preposition") == "in" and not scene.before("the"):
            return None
        certain = day.weekday is not None or not match["day"].isdigit()
        if not certain and not is_sure(scene, match, "month"):
            return None
    return Reading(day, match.end(), _TAKES)


def read_iso(scene: Scene, match: re.Match[str]) -> Reading | None:
    """Read `2024-09-03`."""
    day = _calendar(match)
    return Reading(day, match.end(), _TAKES) if day else None


def read_numeric(scene: Scene, match: re.Match[str]) -> Reading | None:
    """Read `25/12/2024`."""
    day = _numeric(match)
    return Reading(day, match.end(), _TAKES) if day else None


def read_ordinal(scene: Scene, match: re.Match[str]) -> Reading | None:
    """Read `the 27th` behind "on": a day of the month of writing, or of the one beside it."""
    told = scene.before("preposition") == "on" and scene.before("the") and scene.closed(match.end())
    return (
        Reading(CalendarDate(day=day_number(match["day"])), match.end(), _TAKES) if told else None
    )


ORDINAL_FORM = Form(re.compile(r"(?P<day>(?:3[01]|[12]?\d)(?:st|nd|rd|th))\b"), read_ordinal)
ISO_FORM = Form(_ISO, read_iso)
NUMERIC_FORM = Form(_NUMERIC, read_numeric)
MONTH_FIRST_FORM = Form(_MONTH_FIRST, read_day)
DAY_FIRST_FORM = Form(_DAY_FIRST, read_day)
