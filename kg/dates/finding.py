"""Step "dates": find the date expressions in a stretch of text."""

from __future__ import annotations

import re

from kg.dates import grammar as g
from kg.dates.day_forms import (
    DAY_FIRST_FORM,
    ISO_FORM,
    MONTH_FIRST_FORM,
    NUMERIC_FORM,
    ORDINAL_FORM,
)
from kg.dates.expressions import CalendarDate, DateExpression, DateRange, Period, RelativeDate
from kg.dates.month_forms import MONTH_FORM, YEAR_FORM
from kg.dates.range_forms import (
    DAYS_DAY_FIRST_FORM,
    DAYS_MONTH_FIRST_FORM,
    MONTHS_FORM,
    YEARS_FORM,
)
from kg.dates.relative_forms import UNIT_FORMS, WORD_FORMS
from kg.dates.scene import Form, Reading, Scene
from kg.dates.weekday_forms import WEEKDAY_FORM, WEEKDAYS_FORM
from kg.model import Span

# What to try where TRIGGER's group of that name matched, in this order.
_FORMS: dict[str, tuple[Form, ...]] = {
    "weekday": (WEEKDAYS_FORM, WEEKDAY_FORM),
    "month": (DAYS_MONTH_FIRST_FORM, MONTH_FIRST_FORM, MONTHS_FORM, MONTH_FORM),
    "number": (
        ISO_FORM,
        NUMERIC_FORM,
        DAYS_DAY_FIRST_FORM,
        DAY_FIRST_FORM,
        YEARS_FORM,
        YEAR_FORM,
        ORDINAL_FORM,
    ),
    "unit": UNIT_FORMS,
    "word": WORD_FORMS,
}
_POSSESSIVE = re.compile(r"['’](?:s\b|(?<=s['’])(?=\s))")
# Prepositions that belong to the date; "in" only to months and years: "flew in this morning".
_TAKEN_IN = frozenset({"on", "during"})
_TAKEN_IN_BY: dict[type, frozenset[str]] = {
    Period: _TAKEN_IN | {"over", "at"},
    DateRange: _TAKEN_IN | {"in", "from", "between"},
}


def find_dates(text: str, start: int, end: int) -> list[DateExpression]:
    """Return the date expressions in text[start:end], in order, none overlapping.

    Offsets count in text. Only the stretch itself is looked at.
    """
    raw = text[start:end]
    low = g.lower(raw)
    if not any(map(low.__contains__, g.HINTS)):
        return []
    found: list[DateExpression] = []
    position = floor = 0
    while trigger := g.TRIGGER.search(low, position):
        scene = Scene(raw, low, trigger.start(), floor)
        reading = _read(scene, _FORMS[trigger.lastgroup or ""])
        if reading:
            if reading.start is not None and reading.start >= floor:
                scene = Scene(raw, low, reading.start, floor)
            found.append(_expression(scene, reading, start))
        position = reading.end if reading else trigger.end()
        floor = position if reading else floor
    return found


def _read(scene: Scene, forms: tuple[Form, ...]) -> Reading | None:
    """Return what the first of the forms that fits makes of the place."""
    for form in forms:
        match = form.pattern.match(scene.low, scene.start)
        reading = form.read(scene, match) if match else None
        if reading:
            return reading
    return None


def _expression(scene: Scene, reading: Reading, offset: int) -> DateExpression:
    """Return the reading as an expression, with the words before it that belong to it."""
    possessive = _POSSESSIVE.match(scene.low, reading.end) is not None
    attributive = not possessive and _is_attributive(scene, reading)
    bare = possessive or attributive
    begin, whole = scene.begin(reading.takes - {"the"} if bare else reading.takes)
    preposition = scene.before("preposition")
    if whole and not bare and scene.left and preposition in _taken_in(reading):
        begin = scene.left.start("preposition")
    stage = scene.before("stage") if "stage" in reading.takes else None
    return DateExpression(
        span=Span(offset + begin, offset + reading.end),
        words=scene.written(begin, reading.end),
        value=reading.value,
        preposition=preposition,
        stage=g.STAGES[stage] if stage else None,
        attributive=attributive,
        possessive=possessive,
    )


def _taken_in(reading: Reading) -> frozenset[str]:
    """Return the prepositions that belong to a date of this kind."""
    if isinstance(reading.value, CalendarDate) and reading.value.day is None:
        return _TAKEN_IN | {"in"}
    return _TAKEN_IN_BY.get(type(reading.value), _TAKEN_IN)


def _is_attributive(scene: Scene, reading: Reading) -> bool:
    """Return if the date names or qualifies an event, as in "the October 17 meeting"."""
    if isinstance(reading.value, RelativeDate | Period):
        return False
    if _is_of_years(reading):
        return scene.year_event_at(reading.end)
    direct = scene.before("preposition") in _taken_in(reading) and not scene.before("the")
    if direct and not scene.before("count"):
        return False
    return scene.event_at(reading.end)


def _is_of_years(reading: Reading) -> bool:
    value = reading.value.first if isinstance(reading.value, DateRange) else reading.value
    return isinstance(value, CalendarDate) and value.month is None
