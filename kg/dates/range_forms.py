"""Step "dates": ranges by the calendar: `July 4-5`, `from July to September`, `2019 to 2024`."""

from __future__ import annotations

import re

from kg.dates import grammar as g
from kg.dates.day_forms import day_number, is_sure, month_number, optional_int, valid
from kg.dates.expressions import CalendarDate, DateRange
from kg.dates.month_forms import YEAR_PREPOSITIONS, is_short
from kg.dates.scene import Form, Reading, Scene

_TAKES = frozenset({"stage", "the"})
_LINK = r"(?:\s*[-–—]\s*|\s+(?P<link>to|and|or|until|till|through)\s+)"
_DAYS_MONTH_FIRST = re.compile(
    rf"(?P<month>{g.MONTH})\.?\s+(?P<day>{g.DAY})(?:,?\s+(?P<year>{g.YEAR}))?{_LINK}"
    rf"(?:(?P<month_to>{g.MONTH})\.?\s+)?(?P<day_to>{g.DAY})(?:,?\s+(?P<year_to>{g.YEAR}))?"
)
_DAYS_DAY_FIRST = re.compile(
    rf"(?P<day>{g.DAY})(?:\s+(?:of\s+)?(?P<month>{g.MONTH})\.?(?:,?\s+(?P<year>{g.YEAR}))?)?{_LINK}"
    rf"(?P<day_to>{g.DAY})\s+(?:of\s+)?(?P<month_to>{g.MONTH})(?:,?\s+(?P<year_to>{g.YEAR}))?"
)
_MONTHS = re.compile(
    rf"(?P<month>{g.MONTH})(?:,?\s+(?P<year>{g.YEAR}))?{_LINK}"
    rf"(?P<month_to>{g.MONTH})(?:,?\s+(?P<year_to>{g.YEAR}))?(?!\.?\s*\d)"
)
_YEARS = re.compile(rf"(?P<year>{g.YEAR}){_LINK}(?P<year_to>{g.YEAR}|\d\d(?!\d))\b(?![-/])")


def read_days(scene: Scene, match: re.Match[str]) -> Reading | None:
    """Read `July 4-5`, `September 18 to October 1`, `4 to 6 July 2024`."""
    month, month_to = (month_number(match[group]) for group in _month_groups(match))
    first = valid(optional_int(match["year"]), month, day_number(match["day"]))
    last = valid(optional_int(match["year_to"]), month_to, day_number(match["day_to"]))
    if first is None or last is None or not _is_range(scene, match, month == month_to):
        return None
    dated = bool(match["year"] or match["year_to"])
    if not dated and scene.before("preposition") == "in":
        return None
    if not dated and not is_sure(scene, match, _month_groups(match)[0]):
        return None
    return Reading(DateRange(first, last), match.end(), _TAKES)


def _month_groups(match: re.Match[str]) -> tuple[str, str]:
    """Return which groups name the month of each end: one may serve both."""
    return (
        "month" if match["month"] else "month_to",
        "month_to" if match["month_to"] else "month",
    )


def _is_range(scene: Scene, match: re.Match[str], one_month: bool) -> bool:
    """Return if two days are the ends of a stretch: "July 4 and 15 people" are not.

    "July 4 or 5" is one of them, and lies within.
    """
    steps = day_number(match["day_to"]) - day_number(match["day"])
    if one_month and steps <= 0:
        return False
    if match["link"] == "or":
        return scene.closed(match.end())
    if match["link"] != "and" or scene.before("preposition") == "between":
        return True
    return one_month and steps == 1 and scene.closed(match.end())


def read_months(scene: Scene, match: re.Match[str]) -> Reading | None:
    """Read `from July to September`, `July-September 2024`."""
    preposition = scene.before("preposition")
    named = preposition in {"from", "between"}
    if match["link"] == "and" and preposition != "between":
        return None
    if not (match["year_to"] or (named and not is_short(match["month"]))):
        return None
    first = CalendarDate(optional_int(match["year"]), month_number(match["month"]))
    last = CalendarDate(optional_int(match["year_to"]), month_number(match["month_to"]))
    return Reading(DateRange(first, last), match.end())


def read_years(scene: Scene, match: re.Match[str]) -> Reading | None:
    """Read `from 2009 to 2014`, `2023-24`."""
    last = match["year_to"]
    last = last if len(last) == 4 else match["year"][:2] + last
    dated = scene.before("preposition") in YEAR_PREPOSITIONS and scene.closed(match.end())
    apart = match["link"] == "and" and scene.before("preposition") != "between"
    if apart or int(last) <= int(match["year"]):
        return None
    if not dated and not scene.year_event_at(match.end()):
        return None
    return Reading(
        DateRange(CalendarDate(int(match["year"])), CalendarDate(int(last))), match.end(), _TAKES
    )


DAYS_MONTH_FIRST_FORM = Form(_DAYS_MONTH_FIRST, read_days)
DAYS_DAY_FIRST_FORM = Form(_DAYS_DAY_FIRST, read_days)
MONTHS_FORM = Form(_MONTHS, read_months)
YEARS_FORM = Form(_YEARS, read_years)
