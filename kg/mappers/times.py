"""Map, when: the date of an occasion in the clause that tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from kg.dates import Anchor, DateRange, Origin, RelativeDate, Tense, Unit, find_dates, resolve
from kg.dates.arithmetic import shift
from kg.mappers.foreign_dates import is_foreign, is_of_other_clause
from kg.mappers.modality import Modality
from kg.mappers.reach import reach
from kg.mappers.tape import Tape
from kg.model import When

_TENSES = {Modality.HAPPENED: Tense.PAST, Modality.PLANNED: Tense.FUTURE}


def when(
    tape: Tape, trigger: int, status: Modality, day: date | None = None, *, changing: bool = False
) -> When | None:
    """Return the date that a clause gives the occasion of its trigger.

    The date nearest to the trigger in the clause counts, one after it first; one that another
    event's name holds ("the 2024 elections") does not. `day` is the one of which the story is
    telling, for "later in the day" and "comes a day after Sen met Das"; `changing` says that the
    trigger tells of a change of office, which other events' clauses give as their reason.
    Example: "Sen on Tuesday met Das" in an article of Tuesday, 2024-09-03, has that day.
    """
    first, last, other = reach(tape, trigger)
    if status is Modality.DENIED:
        first = trigger  # "denied on Friday having met" dates the denial
    own = [i for i in range(first, last) if i not in other]
    at = _nearest(tape, trigger, own, status, changing)
    if at is None:
        apart = [i for i in own if i < trigger and _measures(tape, i)]
        return _distance(tape, apart[-1], day) if apart else None
    expression = tape.items[at].date
    if expression is None:
        return None
    value = expression.value
    if isinstance(value, RelativeDate) and value.origin is Origin.NARRATIVE:
        day = _day_before(tape, at) or day or _story_day(tape)
    anchor = _anchor(tape, day)
    if _is_that_year(tape, at):
        if (told := _year_before(tape, at)) is None:
            return None
        anchor = Anchor(told, None, None)
    lead = tape.sentence.sentence.paragraph <= 1
    found = resolve(expression, anchor, _tense(tape, trigger, status), lead=lead)
    if isinstance(value, DateRange) or expression.preposition == "from":
        found = _first_day(found)
    one_sided = (found.earliest is None) != (found.latest is None)
    if one_sided or _contradicts(found, status, anchor.published):
        return None  # "by September 30" is a term, not the day of a meeting
    return found


def _is_that_year(tape: Tape, at: int) -> bool:
    """Say whether a month is of a year told before: "in July that year", "in May of that year"."""
    behind = at + 1
    while tape.word(behind) in ("of", "the"):
        behind += 1
    return tape.words[behind : behind + 2] in (("that", "year"), ("same", "year"))


def _year_before(tape: Tape, at: int) -> date | None:
    """Return the end of the year told last before an item, in its sentence or the one before."""
    number = max(0, tape.sentence.number - 1)
    start = tape.document.sentences[number].span.start
    told = _YEAR.findall(tape.document.document.text, start, tape.items[at].start)
    return date(int(told[-1]), 12, 31) if told else None


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _tense(tape: Tape, trigger: int, status: Modality) -> Tense:
    """Return which way a weekday counts: what one denies to have done, "that he had", is past."""
    if status is not Modality.DENIED:
        return _TENSES.get(status, Tense.UNKNOWN)
    before = tape.words[max(0, trigger - _AUXILIARIES) : trigger]
    return Tense.UNKNOWN if _PERFECT.isdisjoint(before) or "to" in before else Tense.PAST


_AUXILIARIES = 3  # items before a verb: "had already been"
_PERFECT = frozenset(("had", "has", "have", "having", "did", "didn't", "hadn't"))


def _first_day(found: When) -> When:
    """Return the first day of talks that take several."""
    first = found.earliest
    return When(found.expression, first.isoformat(), None, first, first) if first else found


def _anchor(tape: Tape, day: date | None) -> Anchor:
    line = tape.document.dateline
    return Anchor(tape.document.document.published, line.month_day if line else None, day)


def _day_before(tape: Tape, at: int) -> date | None:
    """Return the day told of just before a date, in its sentence or the one before.

    Example: "Sen left on Friday. A day earlier, he met Das."
    """
    document, start = tape.document, tape.span.start
    here = _days(tape, start, tape.items[at].start)
    number = tape.sentence.number - 1
    if here or number < 0 or document.sentences[number].sentence.heading:
        return here[-1] if here else None
    before = _days(tape, document.sentences[number].span.start, start)
    return before[0] if len(set(before)) == 1 else None


def _days(tape: Tape, start: int, end: int) -> list[date]:
    """Return the single days that a stretch of text names, in order."""
    anchor = _anchor(tape, None)
    found = [
        resolve(expression, anchor, Tense.PAST, lead=True)
        for expression in find_dates(tape.document.document.text, start, end)
        if not isinstance(expression.value, RelativeDate) or expression.value.origin is not _STORY
    ]
    return [w.earliest for w in found if w.earliest and w.earliest == w.latest]


_STORY = Origin.NARRATIVE


def _story_day(tape: Tape) -> date | None:
    """Return the day of which an article tells: the first that its opening names, or its own."""
    opening = [s for s in tape.document.sentences if not s.sentence.heading][:_OPENING]
    days = [day for s in opening for day in _days(tape, s.span.start, s.span.end)]
    return days[0] if days else tape.document.document.published


_OPENING = 2  # sentences


def is_to_come(tape: Tape, trigger: int) -> bool:
    """Say whether the date of an occasion, of which no verb tells the time, is still to come.

    Example: "its council meeting beginning in Patna on March 15" in an article of March 11.
    """
    published = tape.document.document.published
    past = when(tape, trigger, Modality.HAPPENED)
    if published is None or (past and past.value and past.earliest):
        return False
    coming = when(tape, trigger, Modality.PLANNED)
    if coming is None or coming.earliest is None or coming.weekday:
        return False
    return published < coming.earliest <= published + _SOON


def is_over(tape: Tape, trigger: int) -> bool:
    """Say whether the date of an occasion can only be past: "meets Das on May 2" in a caption.

    Of an article without a day it is, with the weekday and the year: "Thursday, May 2, 2024".
    """
    published = tape.document.document.published
    past = when(tape, trigger, Modality.HAPPENED)
    if published is None:
        return past is not None and past.weekday is not None and _has_year(past)
    known = past is not None and past.latest is not None and published is not None
    return known and when(tape, trigger, Modality.PLANNED) is None


def _has_year(day: When) -> bool:
    return day.value is not None and len(day.value) == _DAY and day.value[:4] in day.expression


_DAY = 10  # characters of a date
_SOON = timedelta(days=90)


def _contradicts(found: When, status: Modality, published: date | None) -> bool:
    """Say whether a day can't be an occasion's: what was held on a day to come."""
    if published is None or found.earliest is None or found.latest is None:
        return False
    if status is Modality.HAPPENED:
        return found.earliest > published
    return status is Modality.PLANNED and found.latest < published


def _nearest(
    tape: Tape, trigger: int, own: Sequence[int], status: Modality, changing: bool
) -> int | None:
    """Return the item of the date nearest to a trigger among its clause's items."""
    near = sorted(own, key=lambda i: (abs(i - trigger) + 2 * (i < trigger), i))
    dates = _own_dates(tape, trigger, [i for i in near if _dates(tape, i)], status)
    first = next(dates, None)
    if first is None:
        owned = [i for i in near if trigger - 4 <= i < trigger and tape.letter(i) == "D"]
        named = [i for i in owned if not _measures(tape, i)]
        dates = _own_dates(tape, trigger, named, status)
        first = next(dates, None)
    led = tape.word(own[0] - 1) if first is None else ""
    if led in ("which", "where", "when"):
        # "resigned on Wednesday, following which Sen called on the Governor", "will be in Oslo on
        # Friday, where he will meet Das", "was settled last Friday when Sen met Das"
        before = range(0 if led == "which" else max(0, own[0] - _JUST_BEFORE), own[0])
        first = next((i for i in reversed(before) if _dates(tape, i)), None)
    while changing and first is not None and is_of_other_clause(tape, trigger, first):
        first = next(dates, None)
    return first


def _own_dates(tape: Tape, trigger: int, dates: Iterable[int], status: Modality) -> Iterator[int]:
    """Yield those of dates that are of no other event."""
    return (i for i in dates if not is_foreign(tape, trigger, i, status))


_JUST_BEFORE = 3  # items: a date, a comma, "where"


def _dates(tape: Tape, at: int) -> bool:
    """Say whether an item is a date, and no part of an event's name nor a distance to another."""
    date_ = tape.items[at].date
    return date_ is not None and not date_.attributive and not _measures(tape, at)


def _measures(tape: Tape, at: int) -> bool:
    """Say whether an item tells how far off something else is: "a day after Sen met Das"."""
    date_ = tape.items[at].date
    return date_ is not None and date_.words.lower().endswith((" after", " before"))


def _distance(tape: Tape, at: int, day: date | None) -> When | None:
    """Return the day of what a clause tells after "a day after", counted back from the story's."""
    expression = tape.items[at].date
    value = expression.value if expression else None
    if expression is None or day is None or not isinstance(value, RelativeDate):
        return None
    if value.origin is not Origin.NARRATIVE or value.unit is not Unit.DAY:
        return None
    found = shift(day, -value.count)
    return When(expression.words, found.isoformat(), None, found, found)
