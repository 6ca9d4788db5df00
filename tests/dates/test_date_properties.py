"""What holds for every text and every publication date."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.dates import Anchor, DateExpression, Tense, WeekdayDate, find_dates, resolve, writing_day
from kg.model import When
from kg.vocabulary import Weekday

_LEXICAL = re.compile(r"\d{4}-\d\d-\d\d|\d{4}-\d\d|\d{4}|--\d\d-\d\d")
_WORDS = (
    *("on in at by since until from to and between of the a two 10 4th 31 29 2019 1999".split()),
    *("last next this same that following coming earlier later early mid every".split()),
    *("Monday tuesday Sunday Sat July may March Feb. Dec 12 26 5 day days week weekend".split()),
    *("month years ago before after today Yesterday tomorrow night morning elections".split()),
    *("meeting met Tudu , . ( ) 's - – 2024-02-29 25/12/2024 10/10 İ ﬁ “ &amp;".split()),
)
_DATEISH = st.lists(st.sampled_from(_WORDS), max_size=14).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words)])
)
_TEXTS = st.one_of(st.text(max_size=60), _DATEISH)
_DAYS = st.dates()
_MODERN = st.dates(date(1800, 1, 8), date(2099, 12, 24))
_MONTH_DAYS = st.one_of(st.none(), _DAYS.map(lambda day: f"--{day:%m-%d}"), st.text(max_size=7))
_ANCHORS = st.builds(Anchor, st.none() | _DAYS, _MONTH_DAYS, st.none() | _DAYS)
_TENSES = st.sampled_from(Tense)
_MONTHS = (
    "January February March April May June July August September October November December"
).split()


def _only(text: str) -> DateExpression:
    (expression,) = find_dates(text, 0, len(text))
    return expression


def _is_consistent(when: When) -> bool:
    value, earliest, latest = when.value, when.earliest, when.latest
    if value is None:
        return earliest is None or latest is None or earliest <= latest
    if value.startswith("--"):
        return earliest is None and latest is None
    return (
        earliest is not None
        and latest is not None
        and earliest.isoformat().startswith(value)
        and latest.isoformat().startswith(value)
        and earliest <= latest
    )


@settings(deadline=None)
@given(_TEXTS, st.integers(0, 5), st.integers(0, 60))
def test_expressions_stand_in_their_stretch_in_order(text: str, start: int, length: int) -> None:
    start, end = min(start, len(text)), min(start + length, len(text))
    found = find_dates(text, start, end)
    assert found == find_dates(text, start, end)
    edges = [start, *(edge for e in found for edge in (e.span.start, e.span.end)), end]
    assert edges == sorted(edges)
    assert all(e.span.of(text) == e.words and e.words == e.words.strip() for e in found)
    assert all(e.words for e in found)


@settings(deadline=None)
@given(_TEXTS, _ANCHORS, _TENSES, st.booleans())
def test_what_is_resolved_is_lexical_and_consistent(
    text: str, anchor: Anchor, tense: Tense, lead: bool
) -> None:
    for expression in find_dates(text, 0, len(text)):
        when = resolve(expression, anchor, tense, lead=lead)
        assert when == resolve(expression, anchor, tense, lead=lead)
        assert when.expression == expression.words
        assert when.value is None or _LEXICAL.fullmatch(when.value)
        assert _is_consistent(when)
        if when.weekday and when.earliest and when.earliest == when.latest:
            assert when.weekday is tuple(Weekday)[when.earliest.weekday()]


@settings(deadline=None)
@given(_TEXTS, _MONTH_DAYS, _TENSES)
def test_no_year_is_made_up(text: str, month_day: str | None, tense: Tense) -> None:
    for expression in find_dates(text, 0, len(text)):
        when = resolve(expression, Anchor(None, month_day, None), tense, lead=True)
        if not re.search(r"(?:18|19|20)\d\d", expression.words):
            assert when.earliest is None
            assert when.latest is None
            assert when.value is None or when.value.startswith("--")


@settings(deadline=None)
@given(_TEXTS)
def test_words_alone_mean_the_same(text: str) -> None:
    for e in find_dates(text, 0, len(text)):
        whole = e.preposition is None or e.words.lower().startswith(e.preposition)
        shifted = isinstance(e.value, WeekdayDate) and e.value.week_shift is not None
        if whole and not (shifted or e.attributive or e.possessive):
            assert _only(e.words).value == e.value


@settings(deadline=None)
@given(st.sampled_from(Weekday), _MODERN)
def test_a_weekday_of_the_past_is_within_the_last_seven_days(weekday: Weekday, day: date) -> None:
    expression = _only(f"They met on {weekday}.")
    when = resolve(expression, Anchor(day), Tense.PAST)
    assert when.earliest is not None
    assert timedelta(0) <= day - when.earliest <= timedelta(6)
    assert when.weekday is weekday is tuple(Weekday)[when.earliest.weekday()]
    before = resolve(_only(f"They met last {weekday}."), Anchor(day), Tense.PAST)
    assert before.earliest is not None
    assert timedelta(1) <= day - before.earliest <= timedelta(7)


@settings(deadline=None)
@given(st.sampled_from(Weekday), _MODERN)
def test_a_weekday_to_come_is_within_the_next_seven_days(weekday: Weekday, day: date) -> None:
    when = resolve(_only(f"They will meet on {weekday}."), Anchor(day), Tense.FUTURE)
    assert when.earliest is not None
    assert timedelta(0) <= when.earliest - day <= timedelta(6)
    assert when.value == when.earliest.isoformat()


@settings(deadline=None)
@given(_MODERN, st.integers(0, 11), st.booleans(), st.none() | _MODERN, _TENSES)
def test_a_full_date_is_read_back_from_every_form(
    day: date, style: int, lower: bool, published: date | None, tense: Tense
) -> None:
    month, number = _MONTHS[day.month - 1], day.day
    weekday = tuple(Weekday)[day.weekday()]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    ordinal = f"{number}{'th' if 10 < number < 14 else ending}"
    text = (
        f"{month} {number}, {day.year:04}",
        f"{month} {number} {day.year:04}",
        f"{number} {month} {day.year:04}",
        f"{number} {month}, {day.year:04}",
        f"{ordinal} {month} {day.year:04}",
        f"the {ordinal} of {month}, {day.year:04}",
        f"{month} {ordinal}, {day.year:04}",
        f"{month[:3]} {number:02}, {day.year:04}",
        f"{number} {month[:3]} {day.year:04}",
        f"{day.isoformat()}",
        f"{weekday} ({month} {number}, {day.year:04})",
        f"{weekday}, {number} {month} {day.year:04}",
    )[style]
    text = text.lower() if lower else text
    expression = _only(f"They met on {text}.")
    assert expression.words == f"on {text}"
    assert resolve(expression, Anchor(published), tense).value == day.isoformat()


@settings(deadline=None)
@given(_MODERN, _MODERN, st.sampled_from([Tense.PAST, Tense.FUTURE]))
def test_a_day_without_a_year_keeps_month_day_and_side(
    day: date, published: date, tense: Tense
) -> None:
    text = f"on {_MONTHS[day.month - 1]} {day.day}"
    when = resolve(_only(text), Anchor(published), tense)
    if when.earliest is None:
        assert when.value == f"--{day:%m-%d}"
        return
    assert (when.earliest.month, when.earliest.day) == (day.month, day.day)
    ahead = when.earliest - published
    assert ahead <= timedelta(1) if tense is Tense.PAST else ahead >= timedelta(0)
    assert abs(ahead) < timedelta(366)


@settings(deadline=None)
@given(_ANCHORS)
def test_the_day_of_writing_is_near_publication(anchor: Anchor) -> None:
    day = writing_day(anchor)
    if day is not None:
        assert anchor.published is not None
        assert timedelta(-1) <= anchor.published - day <= timedelta(3)
