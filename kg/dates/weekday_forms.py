"""Step "dates": weekdays: `last Thursday`, `Monday evening`, `Thursday (October 10, 2024)`."""

from __future__ import annotations

import re

from kg.dates import grammar as g
from kg.dates.day_forms import SHIFTS, calendar_at, month_number, optional_int, year_shift
from kg.dates.expressions import CalendarDate, DateRange, Origin, WeekdayDate
from kg.dates.scene import Form, Reading, Scene
from kg.vocabulary import Weekday

_TAKES = frozenset({"which", "stage", "the"})
_OF_WEEK = r"(?:\s+(?:of\s+)?(?P<week>last|this|next)\s+week\b)?"
_WEEKDAYS = re.compile(
    rf"(?P<weekday>{g.WEEKDAY})(?:\s*[-–—]\s*|\s+(?P<link>to|and|or|until|till|through)\s+)"
    rf"(?P<weekday_to>{g.WEEKDAY})\b{_OF_WEEK}"
)
_WEEKDAY = re.compile(
    rf"(?P<weekday>{g.WEEKDAY}\b|{g.SHORT_WEEKDAY})(?:\s+{g.DAYPART}\b)?"
    rf"{_OF_WEEK}"
)
_TO_DAY = re.compile(r"\s*(?P<bracket>\()\s*|,\s*(?:the\s+)?|\s+(?:the\s+)?")
_AND = r"(?:,\s*|,?\s+(?:and|or)\s+)(?:on\s+)?"
_ONE = rf"{g.WEEKDAY}(?:\s+{g.DAYPART})?"
# The week of several: "last week on Monday and Tuesday", "on Monday, Tuesday and Friday last week"
_WEEK_BEFORE = re.compile(rf"\b(?P<week>last|this|next)\s+week,?\s+(?:on\s+)?(?:{_ONE}{_AND})*$")
_WEEK_AFTER = re.compile(rf"(?:{_AND}{_ONE}){{1,5}}\s+(?:of\s+)?(?P<week>last|this|next)\s+week\b")
_REACH = 80
# What is coarser than a week and says more of the day than its being the latest one.
_AGO = rf"(?:{g.COUNT})\s+(?:week|month|year)s?\s+(?:ago|back)\b"
_COARSE = r"(?:last|this|next)\s+(?:month|year)\b"
_COARSE_BEFORE = re.compile(rf"\b(?:{_AGO}|{_COARSE})\s+(?:on\s+)?$")
_COARSE_AFTER = re.compile(rf"(?:,?\s+{_AGO}|\s+{_COARSE})(?!['’])")
_NOT_ONE_DAY = frozenset(
    "every each alternate most good black ash super maundy bloody easter palm cyber".split()
)
_PAPER = re.compile(
    r"\s+(?:times|guardian|express|telegraph|mirror|mail|herald|standard|post|world|observer)\b"
)
_PICKED = {"on", "by", "before", "until", "till", "since", "after", "from", "for", "to", "between"}
_CLOSE = re.compile(r"\s*\)")
_ORDINALS = {"last": -1} | {
    word: number
    for number, words in enumerate(
        (
            ("first", "1st"),
            ("second", "2nd"),
            ("third", "3rd"),
            ("fourth", "4th"),
            ("fifth", "5th"),
        ),
        1,
    )
    for word in words
}
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)})\s+$")
_OF_MONTH = re.compile(
    rf"\s+(?:of|in)\s+(?:(?:early|mid|late)[\s-]+)?(?P<month>{g.MONTH})"
    rf"(?:(?:\.?,?\s+(?:of\s+)?)(?P<year>{g.YEAR})|,?\s+(?:of\s+)?(?P<shift>{g.SHIFT}))?"
)


def read_weekday(scene: Scene, match: re.Match[str]) -> Reading | None:
    """Read `Tuesday`, `last Thursday`, `Monday evening`, `Thursday (October 10, 2024)`."""
    if of_month := _nth_of_month(scene, match["weekday"].rstrip("."), match.end()):
        return of_month
    if not _is_weekday(scene, match):
        return None
    weekday = g.WEEKDAYS[match["weekday"].rstrip(".")]
    dated = _with_day(scene, match, weekday)
    if dated or len(match["weekday"]) < len("monday"):
        return dated
    if _is_in_coarser(scene, match.end()):
        return None
    word = scene.before("which") or ""
    narrative = word in {"same", "that", "previous", "following"}
    week = match["week"] or _week_beside(scene, match.end())
    value = WeekdayDate(
        weekday,
        g.WHICH.get(word),
        SHIFTS[week] if week else None,
        Origin.NARRATIVE if narrative else Origin.WRITING,
    )
    return Reading(value, match.end(), _TAKES)


def _is_weekday(scene: Scene, match: re.Match[str]) -> bool:
    """Return if it names one day, not a habit ("every Friday"), a feast, a paper or a person."""
    preposition = scene.before("preposition")
    if preposition in _NOT_ONE_DAY or scene.low[: scene.start].endswith(("#", "@")):
        return False
    if _PAPER.match(scene.low, match.end("weekday")):
        return False
    if scene.before("count") and not scene.event_at(match.end()):
        return False
    if _is_of_month(scene, match.end()):
        return False
    if scene.before("which") == "last" and scene.low.startswith((" of ", " in "), match.end()):
        return False
    word = scene.written(match.start("weekday"), match.end("weekday"))
    picked = preposition in _PICKED or scene.before("which") in g.WHICH or scene.before("stage")
    if picked or not word.istitle() or match.end() != match.end("weekday"):
        return True
    return not scene.capital_at(match.end()) or _day_beside(scene, match.end()) is not None


def _is_of_month(scene: Scene, end: int) -> bool:
    """Return if it is one of a month's: "the first Monday of December", "a Monday in July"."""
    ordinal = _ORDINAL.search(scene.low, max(0, scene.start - 12), scene.start)
    picked = ordinal and ordinal[1] != "last"
    return bool(picked or _OF_MONTH.match(scene.low, end))


def _nth_of_month(scene: Scene, weekday: str, end: int) -> Reading | None:
    """Read `the first Monday of December 2024`: the day where the year is known, else its month."""
    ordinal = _ORDINAL.search(scene.low, max(0, scene.start - 12), scene.start)
    month = _OF_MONTH.match(scene.low, end)
    if ordinal is None or month is None:
        return None
    year, shift = optional_int(month["year"]), year_shift(month["shift"])
    start = ordinal.start()
    value = CalendarDate(
        year,
        month_number(month["month"]),
        weekday=g.WEEKDAYS[weekday],
        year_shift=shift,
        nth=None if start < scene.floor else _ORDINALS[ordinal[1]],  # July's in "July 2nd Tuesday"
    )
    return Reading(value, month.end(), frozenset({"the"}), start)


def _with_day(scene: Scene, match: re.Match[str], weekday: Weekday) -> Reading | None:
    """Read the day that stands beside a weekday: one expression with both."""
    found = _day_beside(scene, match.end())
    if found is None:
        return None
    day, end = found
    value = CalendarDate(day.year, day.month, day.day, weekday, day.year_shift)
    return Reading(value, end, _TAKES)


def _day_beside(scene: Scene, position: int) -> tuple[CalendarDate, int] | None:
    """Return the day that stands after a weekday's end, in brackets or not, and where it ends."""
    gap = _TO_DAY.match(scene.low, position)
    found = calendar_at(scene.low, gap.end()) if gap else None
    if not gap or not found or not gap["bracket"]:
        return found
    close = _CLOSE.match(scene.low, found[1])
    return (found[0], close.end()) if close else None


def _week_beside(scene: Scene, end: int) -> str | None:
    """Return which week is named beside the weekday, for it or for others in a row with it."""
    before = _WEEK_BEFORE.search(scene.low, max(0, scene.start - _REACH), scene.start)
    beside = before or _WEEK_AFTER.match(scene.low, end)
    return beside["week"] if beside else None


def _is_in_coarser(scene: Scene, end: int) -> bool:
    """Return if a distance or a longer period beside it says which it is: "Monday last month"."""
    before = _COARSE_BEFORE.search(scene.low, max(0, scene.start - _REACH), scene.start)
    return bool(before or _COARSE_AFTER.match(scene.low, end))


def read_weekdays(scene: Scene, match: re.Match[str]) -> Reading | None:
    """Read `Monday to Wednesday`, `Saturday or Sunday`; "Monday and Wednesday" are two days."""
    if match["link"] == "and" and scene.before("preposition") != "between":
        return None
    if _is_in_coarser(scene, match.end()):
        return None
    first, last = g.WEEKDAYS[match["weekday"]], g.WEEKDAYS[match["weekday_to"]]
    which = g.WHICH.get(scene.before("which") or "")
    week = match["week"] or _week_beside(scene, match.end())
    shift = SHIFTS[week] if week else None
    value = DateRange(WeekdayDate(first, which, shift), WeekdayDate(last, None, shift))
    return Reading(value, match.end(), frozenset({"which"}))


WEEKDAYS_FORM = Form(_WEEKDAYS, read_weekdays)
WEEKDAY_FORM = Form(_WEEKDAY, read_weekday)
