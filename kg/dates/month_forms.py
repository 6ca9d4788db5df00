"""Step "dates": months and years: `July 2023`, `in July last year`, `2024 Lok Sabha elections`."""

from __future__ import annotations

import re

from kg.dates import grammar as g
from kg.dates.day_forms import month_number, optional_int, year_shift
from kg.dates.expressions import CalendarDate
from kg.dates.scene import Form, Reading, Scene

_TAKES = frozenset({"stage", "the"})
_TAKES_WHICH = frozenset({"stage", "which"})
_MONTH = re.compile(
    rf"(?P<month>{g.MONTH})(?:(?:\.?,?\s+(?:of\s+)?)(?P<year>{g.YEAR})"
    rf"|,?\s+(?:of\s+)?(?P<shift>{g.SHIFT}))?"
)
_YEAR = re.compile(rf"(?P<year>{g.YEAR})(?![\w/]|-\w|[.,:]\d)")
_DETERMINED = re.compile(r"\b(?:a|an|his|her|their|its)\s$")
_CLOSED = re.compile(r"\s*(?:$|[.,;:)])")

_MONTH_PREPOSITIONS = frozenset(
    "in since until till during by from before after for between around about".split()
)
_SURE_PREPOSITIONS = frozenset("in since until till during".split())  # "by June" may be a person
YEAR_PREPOSITIONS = frozenset(
    "in since until till during by from before after for between around about of to".split()
)


def read_month(scene: Scene, match: re.Match[str]) -> Reading | None:
    """Read `July 2023`, `in July`, `July last year`, `last July`, `early July`."""
    month = month_number(match["month"])
    if is_short(match["month"]) and not match["year"]:
        return None
    certain = bool(match["year"] or match["shift"])
    if not certain and not _is_month(scene, match, month):
        return None
    which = g.WHICH.get(scene.before("which") or "")
    value = CalendarDate(
        optional_int(match["year"]), month, None, None, year_shift(match["shift"]), which
    )
    return Reading(value, match.end(), _TAKES_WHICH)


def is_short(month: str) -> bool:
    """Return if the name is cut short, as "Oct"; alone such a one is no date."""
    return month != "may" and re.fullmatch(g.SHORT_MONTH, month) is not None


def _is_month(scene: Scene, match: re.Match[str], month: int) -> bool:
    """Return if the name of a month alone is meant as one, and as no person, verb or march."""
    preposition, end = scene.before("preposition"), match.end()
    word = scene.written(match.start("month"), end)
    picked = bool(scene.before("which") or scene.before("stage"))
    if not word.islower() and _DETERMINED.search(scene.low, max(0, scene.start - 8), scene.start):
        return scene.event_at(end)  # "at a March meeting"
    if scene.before("count") or scene.before("the"):
        return bool(scene.before("the")) and not word.islower() and scene.event_at(end)
    if word.islower() and month in g.WORD_MONTHS:
        closed = _CLOSED.match(scene.low, end)
        return bool(closed) and (preposition in _SURE_PREPOSITIONS) and not picked
    if month in g.NAME_MONTHS and scene.capital_at(end):
        return False
    if picked:
        return (month, scene.before("which")) != (5, "this")
    if preposition == "of":
        return g.PAST_OF.search(scene.low, 0, scene.start) is not None
    allowed = _SURE_PREPOSITIONS if month in g.NAME_MONTHS else _MONTH_PREPOSITIONS
    return preposition in allowed


def read_year(scene: Scene, match: re.Match[str]) -> Reading | None:
    """Read `in 2019`, `late 2023`, and the year of an event's name, `2024 Lok Sabha elections`."""
    if scene.before("count") or scene.before("which"):
        return None
    if not scene.year_event_at(match.end()):
        dated = scene.before("preposition") in YEAR_PREPOSITIONS or scene.before("stage")
        if not dated or scene.before("the") or not _is_year_closed(scene, match.end()):
            return None
    return Reading(CalendarDate(int(match["year"])), match.end(), _TAKES)


def _is_year_closed(scene: Scene, end: int) -> bool:
    return scene.closed(end) or scene.capital_at(end)


MONTH_FORM = Form(_MONTH, read_month)
YEAR_FORM = Form(_YEAR, read_year)
