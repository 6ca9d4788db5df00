"""Map, where: the place and the house of an occasion in the clause that tells of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.linking.lexicon import words
from kg.mappers.clauses import clause
from kg.mappers.groups import is_group_noun
from kg.mappers.items import Item
from kg.mappers.lexicon import clausal, clause_words, occasion_nouns
from kg.mappers.tape import Tape
from kg.model import Entity
from kg.resources import lexicon_data
from kg.vocabulary import EntityKind


@cache
def _words(name: str) -> frozenset[str]:
    """Return a list of lexicon/places.yaml."""
    return frozenset(lexicon_data("places.yaml")[name])


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
    if is_far_off(tape, trigger):
        return Where()
    first, last = clause(tape, trigger)
    last = min(last, beyond(tape, trigger))
    first = max((i + 1 for i in range(first, trigger) if _parts(tape, i)), default=first)
    place = (
        _place(tape, trigger, trigger, last)
        or _place(tape, trigger, first, trigger)
        or _name_of_talks(tape, trigger, "L")
        or _goal(tape, first, trigger)
        or _journey(tape, trigger)
    )
    venue = (
        _venue(tape, trigger, last) or _venue(tape, first, trigger) or _named(tape, trigger, last)
    )
    house = _name_of_talks(tape, trigger, "O")
    if venue is None and house and house.label.lower() in words().venue_noun:
        venue = house.label  # the White House meeting
    line = tape.document.dateline_places
    if place is None and line and "here" in tape.words[trigger:last]:
        place = line[0]
    if place is None and venue is None and line and _leads(tape, first, last):
        return Where(line[0], assumed=True)
    return Where(place, venue)


def _parts(tape: Tape, at: int) -> bool:
    """Say whether a word parts an occasion from another: "remarks in Oslo followed it"."""
    return tape.word(at) in _words("parting")


def beyond(tape: Tape, trigger: int) -> int:
    """Return the item behind a trigger from which on places are of something else: "met after"."""
    items = range(trigger, len(tape.items))
    met = ("met", "meets")  # "following talks with Sen, met Das in Oslo"
    other = [i for i in items if tape.word(i) in _words("beyond")]
    other += [i for i in items if i > trigger and tape.word(i) in met]
    return min(other, default=len(tape.items))


def is_far_off(tape: Tape, trigger: int) -> bool:
    """Say whether people talked at a distance: "spoke by phone", "a phone call"."""
    near = tape.words[max(0, trigger - 2) : trigger + _NEAR]
    called = tape.word(trigger) in ("call", "calls") and tape.word(trigger + 1) != "on"
    return called or not _words("far_off").isdisjoint(near)


def _journey(tape: Tape, trigger: int) -> Entity | None:
    """Return the place that the sentence says one has gone to, or is in, who meets there.

    Examples: "made a trip to Oslo on Monday, meeting Das", "was in Oslo and met Das".
    """
    for at in range(trigger - 1, 0, -1):
        if tape.word(at) in _words("beyond"):
            return None
        if tape.letter(at) == "L" and tape.word(at - 1) in ("in", "to", "visited", "visit"):
            gone = _words("gone") & set(tape.words[max(0, at - _STRETCH) : at])
            there = _words("there") & set(tape.words[max(0, at - _NEAR) : at])
            here = tape.quotation(at) == tape.quotation(trigger) and (gone or there)
            return tape.items[at].entity if here else None
    return None


_STRETCH = 7  # items


def _named(tape: Tape, first: int, last: int) -> str | None:
    """Return a venue that nothing knows, by its capitals: "met at Foo Castle", "on Foo Hill"."""
    text = tape.document.document.text
    for at in range(first, last):
        start = at + 1 + (tape.word(at + 1) == "the")
        end = start
        while end < last and tape.letter(end) == "w" and tape.items[end].span.of(text)[0].isupper():
            end += 1
        named = frozenset(tape.words[start:end])
        at_it = tape.word(at) in ("at", "in") or (tape.word(at) == "on" and "hill" in named)
        house = bool(named) and named.isdisjoint(_words("no_venue") | occasion_nouns())
        ends = tape.letter(end) in ("D", ",", ".", "") or tape.word(end) in words().function
        if at_it and house and ends:
            return tape.text(start, end)
    return None


def _name_of_talks(tape: Tape, trigger: int, letter: str) -> Entity | None:
    """Return the place or house that stands before a noun of meeting: "the Geneva talks"."""
    at = trigger - 1
    while at > 0 and trigger - at < _NEAR and _may_stand_in_name(tape, at, letter):
        at -= 1
    return tape.items[at].entity if at >= 0 and tape.letter(at) == letter else None


def _may_stand_in_name(tape: Tape, at: int, letter: str) -> bool:
    """Say whether a word or body stands between a place and a noun: "the Rome EU peace talks"."""
    body = tape.letter(at) == "O" and letter == "L" and tape.letter(at - 1) == "L"
    return body or (tape.letter(at) == "w" and tape.word(at) in _words("kinds"))


_NEAR = 4  # items


def _goal(tape: Tape, first: int, trigger: int) -> Entity | None:
    """Return the place that somebody goes to or is in for an occasion.

    Examples: "was in Oslo for talks with Das", "flew to Oslo to meet Das", "will visit Rome on
    Sunday for a meeting", "flew to Oslo, where he met Das", "in Rome when he meets Das".
    """
    if tape.word(first - 1) in ("where", "when"):
        at = first - 2 - (tape.word(first - 2) == ",")
        before = tape.word(at - 1)
        there = tape.letter(at) == "L" and (
            before in _words("going") or tape.word(first - 1) == "where"
        )
        return tape.items[at].entity if there else None
    purpose = next((i for i in range(trigger - 1, first, -1) if tape.word(i) == "for"), None)
    near = range(trigger - 1, max(first, trigger - _NEAR), -1)
    infinitive = next((i for i in near if tape.word(i) == "to"), None)
    if infinitive is not None and "L" not in tape.letters[infinitive:trigger]:
        purpose = infinitive  # "to meet Das", "to resume talks", "to attend a meeting"
    if purpose is None or trigger - purpose > _FAR:
        return None
    at = purpose - 1
    while tape.letter(at) in ("D", ","):
        at -= 1
    going = tape.letter(at) == "L" and (tape.word(at - 1) in _words("going"))
    return tape.items[at].entity if going else None


_FAR = 9  # items between "for" and what one goes for


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
        if (
            here
            and is_free(tape, preposition, at)
            and not is_of_another(tape, preposition, trigger)
        ):
            return tape.items[at].entity
    return None


def is_of_another(tape: Tape, preposition: int, trigger: int) -> bool:
    """Say whether a place is that of another occasion: "the call came before a summit in Rome"."""
    noun = preposition - 1
    return noun != trigger and tape.word(noun) in occasion_nouns() and noun > trigger


def _is_city_of(tape: Tape, at: int) -> bool:
    """Say whether a place is named behind what it is: "in the Black Sea resort of Foo"."""
    kind = at - 2 if tape.word(at - 1) == "of" else at - 2 * (tape.word(at - 1) == ",")
    near = {"in", "at"} & set(tape.words[max(0, kind - 5) : kind])
    return tape.word(kind) in _words("city") and bool(near)


def is_free(tape: Tape, preposition: int, at: int) -> bool:
    """Say whether "in" and a place tell of the occasion and not of a noun.

    "The party in Bihar" and "the Front government in Bihar" are of that place, wherever they met.
    """
    before, after = tape.word(preposition - 1), tape.word(at + 1)
    named = tape.text(preposition - 1, preposition).lower().split()[-1:] if preposition > 0 else []
    if before == "held" and not _is_held(tape, preposition - 2):
        return False
    if after in _words("behind_area") or not _words("of_area").isdisjoint(named):
        return False
    if tape.letter(preposition - 1) in "PGTRDLO" or is_group_noun(before):
        return True
    return before in words().venue_noun or before in _words("before_place")


def _is_held(tape: Tape, at: int) -> bool:
    """Say whether an occasion is what was held, and not people: "hostages held in"."""
    word = tape.word(at)
    known = clause_words()["auxiliary"] | clause_words()["adverb"] | occasion_nouns() | {","}
    return word in known or tape.letter(at) not in "wG" or word.endswith("ly")


def _venue(tape: Tape, first: int, last: int) -> str | None:
    """Return the words of a venue after "at" or "in": up to a noun that is a house or hall."""
    for at in range(first, last):
        if tape.word(at) not in ("at", "in") or tape.word(at + 1) == "office":
            continue  # "on his first day in office"
        end = _house(tape, at + 1, last)
        if end is not None:
            found = tape.text(at + 1, end + 1)
            return re.sub(r"^(?:the|a|an|his|her|their) ", "", found, flags=re.I) or None
    return None


def _house(tape: Tape, first: int, last: int) -> int | None:
    """Return the last item of the house or hall that is named from an item on."""
    nouns = words().venue_noun
    for at in range(first, min(first + 8, last)):
        if _is_beyond(tape, first, at):
            return None
        if _is_venue(tape.items[at], nouns):
            end = at
            while end + 1 < last and _is_venue(tape.items[end + 1], nouns):
                end += 1
            if tape.word(end) in _words("city") and tape.letter(end + 2) == "L":
                return None  # the resort of Foo
            of_somebody = tape.word(end + 1) == "of" and tape.letter(end + 2) in "PT"
            return end + 2 * of_somebody  # the residence of Sen
    return None


def _is_beyond(tape: Tape, first: int, at: int) -> bool:
    """Say whether an item ends the noun phrase behind "at", or its head is no house or hall.

    Example: "in a sign of the weight the palace gives it", "at meetings in the hall".
    """
    word = tape.word(at)
    if word in _words("after_venue") or tape.letter(at) == "D":
        return True
    opens = at > first and word in clausal("determiner") | {"a", "an"}
    of_it = tape.word(at - 1) == "of" and tape.word(at - 2) in _words("parts")
    head_of_other = word == "of" and tape.word(at - 1) not in _words("parts")
    return head_of_other or (opens and not of_it)


def _is_venue(item: Item, nouns: frozenset[str]) -> bool:
    if item.mention and item.entity and item.entity.kind is EntityKind.BODY:
        label = item.entity.label.lower()
        return label in nouns or label.rsplit(" ", 1)[-1] in _words("houses")
    return item.lower in nouns
