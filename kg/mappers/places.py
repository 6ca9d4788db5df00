"""Map, where: the place and the house of an occasion in the clause that tells of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.linking.lexicon import words
from kg.mappers.clauses import clause
from kg.mappers.groups import is_group_noun
from kg.mappers.items import Item
from kg.mappers.lexicon import occasion_nouns
from kg.mappers.tape import Tape
from kg.model import Entity
from kg.vocabulary import EntityKind


@dataclass(frozen=True, slots=True)
class Where:
    """A place that the gazetteer knows, a venue in the words of the text, or both.

    `assumed`: the place is only the dateline's city, as the telling is the news of the day.
    """

    place: Entity | None = None
    venue: str | None = None
    assumed: bool = False

    def completed(self, later: Where) -> Where:
        """Return what this and a later telling say: a place named outdoes one assumed."""
        if self.assumed and later.place and not later.assumed:
            return Where(later.place, self.venue or later.venue)
        assumed = self.assumed if self.place else later.assumed
        return Where(self.place or later.place, self.venue or later.venue, assumed)


def where(tape: Tape, trigger: int) -> Where:
    """Return where a clause puts the occasion of its trigger.

    Example: "met at Roy's residence in Patna" has the place Patna and the venue "Roy's residence".
    """
    first, last = clause(tape, trigger)
    place = (
        _place(tape, trigger, trigger, last)
        or _place(tape, trigger, first, trigger)
        or _name_of_talks(tape, trigger, "L")
        or _goal(tape, first, trigger)
    )
    venue = _venue(tape, trigger, last) or _venue(tape, first, trigger)
    house = _name_of_talks(tape, trigger, "O")
    if venue is None and house and house.label.lower() in words().venue_noun:
        venue = house.label  # the White House meeting
    line = tape.document.dateline_places
    if place is None and line and "here" in tape.words[trigger:last]:
        place = line[0]
    if place is None and venue is None and line and _leads(tape, first, last):
        return Where(line[0], assumed=True)
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
    if purpose is None or trigger - purpose > _FAR:
        return None
    at = purpose - 1
    while tape.letter(at) in ("D", ","):
        at -= 1
    going = tape.letter(at) == "L" and (tape.word(at - 1) in _GOING)
    return tape.items[at].entity if going else None


_FAR = 9  # items between "for" and what one goes for
_GOING = frozenset("in to visit visited visits visiting at reach reached".split())


def _leads(tape: Tape, first: int, last: int) -> bool:
    """Say whether a clause is the news of the day, which a dateline's city is the place of.

    Example: "RANCHI: Sen on Tuesday met Das."
    """
    sentences = tape.document.sentences
    number = next((s.number for s in sentences if not s.sentence.heading), 0)
    return tape.sentence.number == number and "D" in tape.letters[first:last]


def _place(tape: Tape, trigger: int, first: int, last: int) -> Entity | None:
    """Return the place that "in" or "at" names between two items."""
    for at in range(first, last):
        if tape.letter(at) == "L" and _is_city_of(tape, at):
            return tape.items[at].entity
        preposition = at - 1 - (tape.word(at - 1) == "the")
        here = tape.letter(at) == "L" and tape.word(preposition) in ("in", "at")
        if here and _free(tape, preposition, at) and not _of_another(tape, preposition, trigger):
            return tape.items[at].entity
    return None


def _of_another(tape: Tape, preposition: int, trigger: int) -> bool:
    """Say whether a place is that of another occasion: "the call came before a summit in Rome"."""
    noun = preposition - 1
    return noun != trigger and tape.word(noun) in occasion_nouns() and noun > trigger


def _is_city_of(tape: Tape, at: int) -> bool:
    """Say whether a place is named behind what it is: "in the Black Sea resort of Foo"."""
    kind = at - 2 if tape.word(at - 1) == "of" else at - 2 * (tape.word(at - 1) == ",")
    near = {"in", "at"} & set(tape.words[max(0, kind - 5) : kind])
    return tape.word(kind) in _CITY and bool(near)


_CITY = frozenset("resort city town capital village port suburb island".split())


def _free(tape: Tape, preposition: int, at: int) -> bool:
    """Say whether "in" and a place tell of the occasion and not of a noun: "the party in Bihar"."""
    before, after = tape.word(preposition - 1), tape.word(at + 1)
    if after in ("elections", "election", "polls", "assembly", "'s", "government", "unit"):
        return False
    if tape.letter(preposition - 1) in "PGTRDLO" or is_group_noun(before):
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
            if tape.word(end) in _CITY and tape.letter(end + 2) == "L":
                return None  # the resort of Foo
            of_somebody = tape.word(end + 1) == "of" and tape.letter(end + 2) in "PT"
            return end + 2 * of_somebody  # the residence of Sen
    return None


_AFTER_VENUE = frozenset((",", ";", ".", "and", "with", "to", "where", "on"))


_HOUSES = frozenset("palace hotel hall castle bhavan bhawan residence tower auditorium".split())


def _is_venue(item: Item, nouns: frozenset[str]) -> bool:
    if item.mention and item.entity and item.entity.kind is EntityKind.BODY:
        label = item.entity.label.lower()
        return label in nouns or label.rsplit(" ", 1)[-1] in _HOUSES
    return item.lower in nouns
