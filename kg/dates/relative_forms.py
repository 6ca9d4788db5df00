"""Step "dates": dates told by their distance: "two days ago", "the next day", "last week"."""

from __future__ import annotations

import re

from kg.dates import grammar as g
from kg.dates.expressions import Origin, Period, RelativeDate, Unit, Which
from kg.dates.scene import Form, Reading, Scene

_TAKES = frozenset({"which", "stage", "the"})
_DISTANCE = re.compile(
    r"(?P<unit>day|week|month|year)(?P<plural>s?)\s+"
    r"(?P<relation>ago|back|from\s+now|later|earlier|before|after)\b"
)
_OVER_NEXT = re.compile(r"day\s+(?P<side>before\s+yesterday|after\s+tomorrow)\b")
_UNIT = re.compile(r"(?P<unit>day|weekend|week|month|year)\b")
_RELATIONS = {
    "ago": (-1, Origin.WRITING),
    "back": (-1, Origin.WRITING),
    "from now": (1, Origin.WRITING),
    "later": (1, Origin.NARRATIVE),
    "after": (1, Origin.NARRATIVE),
    "earlier": (-1, Origin.NARRATIVE),
    "before": (-1, Origin.NARRATIVE),
}
_NEAR_DAYS = {"next": 1, "following": 1, "coming": 1, "previous": -1, "same": 0, "that": 0}

_DAY_WORD = re.compile(rf"(?P<word>today|tomorrow|tonight|yesterday)\b(?:\s+{g.DAYPART}\b)?")
_DAY_WORDS = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
_TITLE_TODAY = re.compile(r"(?:\b(?:india|usa|business|russia|news)\s+|[@#])$")
_CAPITALISED = re.compile(r"\b[A-Z][\w.]*[ \t]$")
_TITLE_AFTER = re.compile(r"\s+show\b")
_DAYPART = re.compile(r"(?P<part>morning|afternoon|evening|night)\b")


def read_over_next(scene: Scene, match: re.Match[str]) -> Reading | None:
    """Read `the day before yesterday`, `day after tomorrow`."""
    count = -2 if match["side"].startswith("before") else 2
    return Reading(RelativeDate(count, Unit.DAY, Origin.WRITING), match.end(), frozenset({"the"}))


def read_distance(scene: Scene, match: re.Match[str]) -> Reading | None:
    """Read `two days ago`, `a week later`, `a day after`, `the day before`."""
    word, plural = scene.before("count"), bool(match["plural"])
    count = int(word) if word and word.isdigit() else g.COUNTS.get(word or "")
    relation = re.sub(r"\s+", " ", match["relation"])
    if count is None:
        lone = match["unit"] == "day" and not plural and relation in {"before", "after"}
        if not lone or scene.before("which") or scene.low.startswith(" day", match.end()):
            return None
        count = 1
    elif scene.before("which") or scene.before("the") or (count > 1) != plural:
        return None
    sign, origin = _RELATIONS[relation]
    takes = frozenset({"count"} if word else {"the"})
    return Reading(RelativeDate(sign * count, Unit(match["unit"]), origin), match.end(), takes)


def read_unit(scene: Scene, match: re.Match[str]) -> Reading | None:
    """Read `last week`, `earlier this month`, `over the weekend`, `the next day`."""
    unit = Unit(match["unit"])
    if scene.before("count"):
        return None
    if unit is Unit.DAY:
        return _near_day(scene, match)
    return _period(scene, match, unit)


def _near_day(scene: Scene, match: re.Match[str]) -> Reading | None:
    """Read `the same day`, `earlier in the day`, `during the day`."""
    which = scene.before("which")
    if which is None:
        staged = scene.before("stage") in {"earlier", "later", "late", "early"}
        during = scene.before("preposition") == "during"
        if not (scene.before("the") and (staged or during)):
            return None
    elif which not in _NEAR_DAYS:
        return None
    value = RelativeDate(_NEAR_DAYS.get(which or "", 0), Unit.DAY, Origin.NARRATIVE)
    return Reading(value, match.end(), _TAKES)


def _period(scene: Scene, match: re.Match[str], unit: Unit) -> Reading | None:
    """Read a week, weekend, month or year; "in the last week" and "last week of July" are none."""
    word, end = scene.before("which"), match.end()
    if scene.low.startswith(" of ", end):
        return None
    if word is None:
        placed = scene.before("preposition") in {"over", "at", "during", "on"}
        if unit is not Unit.WEEKEND or not (placed and scene.before("the")):
            return None
        return Reading(Period(unit, None), end, frozenset({"the"}))
    if unit is Unit.WEEK and word == "this past":
        return Reading(Period(unit, Which.PAST), end, _TAKES)
    which = g.WHICH.get(word)
    if which is None or (scene.before("the") and unit is not Unit.WEEKEND):
        return None
    if word in {"previous", "following"} or (word == "past" and unit is not Unit.WEEKEND):
        return None
    return Reading(Period(unit, which), end, _TAKES)


def read_day_word(scene: Scene, match: re.Match[str]) -> Reading | None:
    """Read `today`, `yesterday evening`; "India Today" and "the leaders of tomorrow" are none."""
    low, raw, start = scene.low, scene.raw, scene.start
    if scene.before("preposition") == "of" or _TITLE_TODAY.search(low, max(0, start - 12), start):
        return None
    named = raw[start].isupper() and _CAPITALISED.search(raw, max(0, start - 30), start)
    if named and raw[start : start + 2] != raw[start : start + 2].upper():
        return None
    if _TITLE_AFTER.match(low, match.end()):
        return None
    value = RelativeDate(_DAY_WORDS[match["word"]], Unit.DAY, Origin.WRITING)
    return Reading(value, match.end(), frozenset({"stage"}))


def read_daypart(scene: Scene, match: re.Match[str]) -> Reading | None:
    """Read `this morning`, `last night`, `the same evening`."""
    which, part = scene.before("which"), match["part"]
    if which == "this":
        value = RelativeDate(0, Unit.DAY, Origin.WRITING)
    elif which == "last" and part in {"night", "evening"} and not scene.before("the"):
        value = RelativeDate(-1, Unit.DAY, Origin.WRITING)
    elif which in _NEAR_DAYS and which != "coming":
        value = RelativeDate(_NEAR_DAYS[which], Unit.DAY, Origin.NARRATIVE)
    else:
        return None
    return Reading(value, match.end(), _TAKES)


UNIT_FORMS = (
    Form(_OVER_NEXT, read_over_next),
    Form(_DISTANCE, read_distance),
    Form(_UNIT, read_unit),
)
WORD_FORMS = (Form(_DAY_WORD, read_day_word), Form(_DAYPART, read_daypart))
