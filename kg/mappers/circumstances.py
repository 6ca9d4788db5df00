"""Map, when and where: the date and the place of an occasion in the clause that tells of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from kg.dates import Anchor, DateRange, Origin, RelativeDate, Tense, Unit, find_dates, resolve
from kg.linking.lexicon import words
from kg.mappers.clauses import clause
from kg.mappers.groups import is_group_noun
from kg.mappers.items import Item
from kg.mappers.lexicon import occasion_verbs
from kg.mappers.modality import Modality, plain
from kg.mappers.tape import Tape
from kg.mappers.topics import introduces_topic
from kg.mappers.voices import speech_verbs
from kg.model import Entity, When
from kg.vocabulary import EntityKind

_TENSES = {Modality.HAPPENED: Tense.PAST, Modality.PLANNED: Tense.FUTURE}


@dataclass(frozen=True, slots=True)
class Where:
    """A place that the gazetteer knows, a venue in the words of the text, or both."""

    place: Entity | None = None
    venue: str | None = None


def when(tape: Tape, trigger: int, status: Modality, day: date | None = None) -> When | None:
    """Return the date that a clause gives the occasion of its trigger.

    The date nearest to the trigger in the clause counts, one after it first; one that another
    event's name holds ("the 2024 elections") does not. `day` is the one of which the story is
    telling, for "later in the day" and "comes a day after Sen met Das".
    Example: "Sen on Tuesday met Das" in an article of Tuesday, 2024-09-03, has that day.
    """
    first, last = clause(tape, trigger)
    if status is Modality.DENIED:
        first = trigger  # "denied on Friday having met" dates the denial
    at = _nearest(tape, trigger, first, last)
    if at is None:
        apart = [i for i in range(first, trigger) if _measures(tape, i)]
        return _distance(tape, apart[-1], day) if apart else None
    expression = tape.items[at].date
    if expression is None:
        return None
    value = expression.value
    if day is None and isinstance(value, RelativeDate) and value.origin is Origin.NARRATIVE:
        day = _story_day(tape)
    anchor = _anchor(tape, day)
    lead = tape.sentence.sentence.paragraph <= 1
    found = resolve(expression, anchor, _TENSES.get(status, Tense.UNKNOWN), lead=lead)
    if isinstance(value, DateRange) or expression.preposition == "from":
        found = _first_day(found)
    one_sided = (found.earliest is None) != (found.latest is None)
    if one_sided or _contradicts(found, status, anchor.published):
        return None  # "by September 30" is a term, not the day of a meeting
    return found


def _first_day(found: When) -> When:
    """Return the first day of talks that take several."""
    first = found.earliest
    return When(found.expression, first.isoformat(), None, first, first) if first else found


def _anchor(tape: Tape, day: date | None) -> Anchor:
    line = tape.document.dateline
    return Anchor(tape.document.document.published, line.month_day if line else None, day)


def _story_day(tape: Tape) -> date | None:
    """Return the day of which an article tells: the first that its opening names, or its own."""
    document, anchor = tape.document, _anchor(tape, None)
    opening = [s for s in document.sentences if not s.sentence.heading][:_OPENING]
    for sentence in opening:
        text = document.document.text
        for expression in find_dates(text, sentence.span.start, sentence.span.end):
            found = resolve(expression, anchor, Tense.PAST, lead=True)
            if found.earliest and found.earliest == found.latest:
                return found.earliest
    return anchor.published


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


_SOON = timedelta(days=90)


def _contradicts(found: When, status: Modality, published: date | None) -> bool:
    """Say whether a day can't be an occasion's: what was held on a day to come."""
    if published is None or found.earliest is None or found.latest is None:
        return False
    if status is Modality.HAPPENED:
        return found.earliest > published
    return status is Modality.PLANNED and found.latest < published


def _nearest(tape: Tape, trigger: int, first: int, last: int) -> int | None:
    """Return the item of the date nearest to a trigger between two items."""
    dates = [
        i
        for i in range(first, last)
        if _dates(tape, i)
        and not _of_topic(tape, trigger, i)
        and not _of_another(tape, trigger, i)
        and not _of_speech(tape, trigger, i)
    ]
    if not dates:
        owned = range(max(first, trigger - 4), trigger)
        dates = [i for i in owned if tape.letter(i) == "D" and not _measures(tape, i)]
    if not dates and tape.word(first - 1) == "which":
        # "resigned on Wednesday, following which Sen called on the Governor"
        dates = [i for i in range(first) if _dates(tape, i)][-1:]
    return min(dates, key=lambda i: (abs(i - trigger) + 2 * (i < trigger), i), default=None)


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
    found = day - timedelta(days=value.count)
    return When(expression.words, found.isoformat(), None, found, found)


def _of_topic(tape: Tape, trigger: int, at: int) -> bool:
    """Say whether a date stands within what was talked about: "to discuss the polls in May"."""
    return bool(introduces_topic(plain(tape, trigger + 1, at)))


def _of_another(tape: Tape, trigger: int, at: int) -> bool:
    """Say whether a date stands behind another occasion's verb: "will meet today after talks"."""
    first, last = sorted((trigger, at))
    between = frozenset(tape.words[first + 1 : last])
    return at < trigger and not between.isdisjoint(occasion_verbs())


def _of_speech(tape: Tape, trigger: int, at: int) -> bool:
    """Say whether a date is that of the words said: "said on Monday that Sen met Das"."""
    return at < trigger and tape.word(at - 1) in speech_verbs()


def where(tape: Tape, trigger: int) -> Where:
    """Return where a clause puts the occasion of its trigger.

    Example: "met at Roy's residence in Patna" has the place Patna and the venue "Roy's residence".
    """
    first, last = clause(tape, trigger)
    place = (
        _place(tape, trigger, last)
        or _place(tape, first, trigger)
        or _name_of_talks(tape, trigger, "L")
        or _goal(tape, first, trigger)
    )
    venue = _venue(tape, trigger, last) or _venue(tape, first, trigger)
    house = _name_of_talks(tape, trigger, "O")
    if venue is None and house and house.label.lower() in words().venue_noun:
        venue = house.label  # the White House meeting
    line = tape.document.dateline_places
    if place is None and line and ("here" in tape.words[trigger:last] or _leads(tape, first, last)):
        place = line[0]
    return Where(place, venue)


def _name_of_talks(tape: Tape, trigger: int, letter: str) -> Entity | None:
    """Return the place or house that stands before a noun of meeting: "the Geneva talks"."""
    at = trigger - 1
    while at > 0 and tape.letter(at) == "w" and trigger - at < _NEAR and tape.word(at) in _KINDS:
        at -= 1
    return tape.items[at].entity if at >= 0 and tape.letter(at) == letter else None


_NEAR = 4  # items
_KINDS = frozenset("peace summit trade cabinet bilateral informal annual private".split())


def _goal(tape: Tape, first: int, trigger: int) -> Entity | None:
    """Return the place that somebody goes to or is in for an occasion.

    Examples: "was in Oslo for talks with Das", "flew to Oslo to meet Das", "will visit Rome on
    Sunday for a meeting", "flew to Oslo, where he met Das", "in Rome when he meets Das".
    """
    if tape.word(first - 1) in ("where", "when"):
        at = first - 2 - (tape.word(first - 2) == ",")
        before = tape.word(at - 1)
        there = tape.letter(at) == "L" and (before in _GOING or tape.word(first - 1) == "where")
        return tape.items[at].entity if there else None
    purpose = next((i for i in range(trigger - 1, first, -1) if tape.word(i) == "for"), None)
    if tape.word(trigger - 1) == "to":
        purpose = trigger - 1
    if purpose is None or trigger - purpose > _NEAR:
        return None
    at = purpose - 1
    while tape.letter(at) in ("D", ","):
        at -= 1
    going = tape.letter(at) == "L" and (tape.word(at - 1) in _GOING)
    return tape.items[at].entity if going else None


_GOING = frozenset("in to visit visited visits visiting at reach reached".split())


def _leads(tape: Tape, first: int, last: int) -> bool:
    """Say whether a clause is the news of the day, which a dateline's city is the place of.

    Example: "RANCHI: Sen on Tuesday met Das."
    """
    sentences = tape.document.sentences
    number = next((s.number for s in sentences if not s.sentence.heading), 0)
    return tape.sentence.number == number and "D" in tape.letters[first:last]


def _place(tape: Tape, first: int, last: int) -> Entity | None:
    """Return the place that "in" or "at" names between two items."""
    for at in range(first, last):
        preposition = at - 1 - (tape.word(at - 1) == "the")
        here = tape.letter(at) == "L" and tape.word(preposition) in ("in", "at")
        if here and _free(tape, preposition, at):
            return tape.items[at].entity
    return None


def _free(tape: Tape, preposition: int, at: int) -> bool:
    """Say whether "in" and a place tell of the occasion and not of a noun: "the party in Bihar"."""
    before, after = tape.word(preposition - 1), tape.word(at + 1)
    if after in ("elections", "election", "polls", "assembly", "'s", "government", "unit"):
        return False
    if tape.letter(preposition - 1) in "PGTRDL" or is_group_noun(before):
        return True
    return before in words().venue_noun or before in _BEFORE_PLACE


_BEFORE_PLACE = frozenset(
    "meeting meetings meet talks discussions summit huddle conclave held met convened place "
    "together here consultations negotiations conversation session chaired hosted headquarters "
    "him her them".split()
) | {","}


def _venue(tape: Tape, first: int, last: int) -> str | None:
    """Return the words of a venue after "at" or "in": up to a noun that is a house or hall."""
    for at in range(first, last):
        if tape.word(at) not in ("at", "in"):
            continue
        end = _house(tape, at + 1, last)
        if end is not None:
            found = tape.text(at + 1, end + 1)
            return re.sub(r"^(?:the|a|an|his|her|their) ", "", found, flags=re.I) or None
    return None


def _house(tape: Tape, first: int, last: int) -> int | None:
    """Return the last item of the house or hall that is named from an item on."""
    nouns = words().venue_noun
    for at in range(first, min(first + 8, last)):
        if tape.word(at) in _AFTER_VENUE or tape.letter(at) == "D":
            return None
        if _is_venue(tape.items[at], nouns):
            end = at
            while end + 1 < last and _is_venue(tape.items[end + 1], nouns):
                end += 1
            of_somebody = tape.word(end + 1) == "of" and tape.letter(end + 2) in "PT"
            return end + 2 * of_somebody  # the residence of Sen
    return None


_AFTER_VENUE = frozenset((",", ";", ".", "and", "with", "to", "where", "on"))


def _is_venue(item: Item, nouns: frozenset[str]) -> bool:
    if item.mention and item.entity and item.entity.kind is EntityKind.BODY:
        return item.entity.label.lower() in nouns
    return item.lower in nouns
