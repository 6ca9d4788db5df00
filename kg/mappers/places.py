"""Map, where: the place and the house of an occasion in the clause that tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.linking.lexicon import words
from kg.mappers.groups import is_group_noun
from kg.mappers.journeys import (
    aim,
    goal,
    goes,
    host,
    is_other_time,
    journey,
    place_words,
    pointed_at,
    visited,
)
from kg.mappers.lexicon import clause_words, goers, margins, occasion_nouns
from kg.mappers.reach import reach
from kg.mappers.tape import Tape
from kg.mappers.venues import named_venue, town_of_venue, venue
from kg.model import Entity


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
    first, last, other = reach(tape, trigger)
    last = min(last, beyond(tape, trigger))
    first = max((i + 1 for i in range(first, trigger) if _parts(tape, i)), default=first)
    if tape.word(trigger - 1) == "before":
        first = trigger  # "saw Sen at his house before meeting Das"
    before = [i for i in range(first, trigger) if i not in other]
    behind = [i for i in range(trigger, last) if i not in other]
    to = tape.word(trigger) in goers()
    place = (
        _place(tape, trigger, behind)
        or town_of_venue(tape, behind, last, to=to)
        or aim(tape, first, trigger)
        or _place(tape, trigger, before)
        or _name_of_talks(tape, trigger, "L")
        or goal(tape, first, trigger)
        or visited(tape, trigger)
        or pointed_at(tape, trigger, last)
        or host(tape, first, trigger)
        or journey(tape, trigger, other)
    )
    house = (
        venue(tape, behind, last, to=to)
        or venue(tape, before, trigger)
        or named_venue(tape, trigger, behind)
    )
    seat = _name_of_talks(tape, trigger, "O")
    if house is None and seat and seat.label.lower() in words().venue_noun:
        house = seat.label  # the White House meeting
    line = tape.document.dateline_places
    if place is None and line and "here" in tape.words[trigger:last]:
        place = line[0]
    alone = place is None and house is None and len(line) == 1
    if alone and _leads(tape, first, last) and not goes(tape, first, last):
        return Where(line[0], assumed=True)
    return Where(place, house)


def _parts(tape: Tape, at: int) -> bool:
    """Say whether a word parts an occasion from another: "remarks in Oslo followed it"."""
    return tape.word(at) in place_words("parting")


def beyond(tape: Tape, trigger: int) -> int:
    """Return the item behind a trigger from which on places are of something else: "met after"."""
    items = range(trigger, len(tape.items))
    met = ("met", "meets")  # "following talks with Sen, met Das in Oslo"
    other = [i for i in items if is_other_time(tape, i)]
    other += [i for i in items if i > trigger and tape.word(i) in met]
    return min(other, default=len(tape.items))


def is_far_off(tape: Tape, trigger: int) -> bool:
    """Say whether people talked at a distance: "spoke by phone", "a phone call"."""
    near = tape.words[max(0, trigger - 2) : trigger + _NEAR]
    called = tape.word(trigger) in ("call", "calls") and tape.word(trigger + 1) != "on"
    return called or not place_words("far_off").isdisjoint(near)


def _name_of_talks(tape: Tape, trigger: int, letter: str) -> Entity | None:
    """Return the place or house that stands before a noun of meeting: "the Geneva talks"."""
    at = trigger - 1
    while at > 0 and trigger - at < _NEAR and _may_stand_in_name(tape, at, letter):
        at -= 1
    return tape.items[at].entity if at >= 0 and tape.letter(at) == letter else None


def _may_stand_in_name(tape: Tape, at: int, letter: str) -> bool:
    """Say whether a word or body stands between a place and a noun: "the Rome EU peace talks"."""
    return tape.letter(at) == "w" and tape.word(at) in place_words("kinds")


_NEAR = 4  # items


def _leads(tape: Tape, first: int, last: int) -> bool:
    """Say whether a clause is the news of the day, which a dateline's city is the place of.

    Example: "RANCHI: Sen on Tuesday met Das."
    """
    sentences = tape.document.sentences
    number = next((s.number for s in sentences if not s.sentence.heading), 0)
    return tape.sentence.number == number and "D" in tape.letters[first:last]


def _place(tape: Tape, trigger: int, own: Sequence[int]) -> Entity | None:
    """Return the place that "in" or "at" names among a clause's items; also "welcomed Das to"."""
    welcomed = tape.word(trigger).startswith("welcom")
    there = ("in", "at", "to") if welcomed else ("in", "at")
    for at in own:
        if tape.letter(at) == "L" and (_is_city_of(tape, at) or _is_in_land(tape, at)):
            return tape.items[at].entity
        opens = at - (tape.word(at - 1) in place_words("parts"))
        preposition = opens - 1 - (tape.word(opens - 1) == "the")
        if tape.letter(at) != "L" or tape.word(preposition) not in there:
            continue
        noun = preposition - 1
        other = noun > trigger and tape.word(noun) in occasion_nouns()
        if _is_there(tape, trigger, noun) if other else is_free(tape, preposition, at):
            return tape.items[at].entity
    return None


def is_of_another(tape: Tape, preposition: int, trigger: int) -> bool:
    """Say whether a place is that of another occasion: "the call came before a summit in Rome"."""
    noun = preposition - 1
    other = noun > trigger and tape.word(noun) in occasion_nouns()
    return other and not _is_there(tape, trigger, noun)


def _is_there(tape: Tape, trigger: int, noun: int) -> bool:
    """Say whether people met at what a noun names: "met at a summit", "hosted Das for talks"."""
    before = next((i for i in range(noun - 1, trigger, -1) if tape.word(i) in _OF), None)
    if before is None:
        return False
    aside = tape.word(before) == "of" and tape.word(before - 1) in margins()
    hosted = tape.word(before) == "for" and tape.word(trigger) in place_words("receiving")
    return tape.word(before) == "at" or aside or hosted


_OF = frozenset(("at", "of", "before", "after", "for", "to", "with", "in", "on", "by", "from"))


def _is_in_land(tape: Tape, at: int) -> bool:
    """Say whether a city stands behind its country's name: "in Norway's Oslo"."""
    owned = tape.word(at - 1) in ("'s", "’s") and tape.letter(at - 2) == "L"
    return owned and tape.word(at - 3) == "in"


def _is_city_of(tape: Tape, at: int) -> bool:
    """Say whether a place is named behind what it is: "in the Black Sea resort of Foo"."""
    kind = at - 2 if tape.word(at - 1) in ("of", ",") else at - 1
    near = {"in", "at"} & set(tape.words[max(0, kind - 5) : kind])
    return tape.word(kind) in place_words("city") and bool(near)


def is_free(tape: Tape, preposition: int, at: int) -> bool:
    """Say whether "in" and a place tell of the occasion and not of a noun.

    "The party in Bihar" and "the Front government in Bihar" are of that place, wherever they met.
    """
    before, after = tape.word(preposition - 1), tape.word(at + 1)
    named = tape.text(preposition - 1, preposition).lower().split()[-1:] if preposition > 0 else []
    if before == "held" and not _is_held(tape, preposition - 2):
        return False
    if after in words().venue_noun - place_words("dwellings"):
        return False  # "at Bihar House", which may stand anywhere
    city = after in place_words("city") and tape.letter(at + 2) == "L"  # "in the Foo capital Bar"
    if city or after in place_words("behind_area") or not place_words("of_area").isdisjoint(named):
        return False
    if tape.letter(preposition - 1) in "PGTRDLO" or is_group_noun(before):
        return True
    again = before in clause_words()["adverb"]  # "met again in Oslo"
    return again or before in words().venue_noun or before in place_words("before_place")


def _is_held(tape: Tape, at: int) -> bool:
    """Say whether an occasion is what was held, and not people: "hostages held in"."""
    word = tape.word(at)
    known = clause_words()["auxiliary"] | clause_words()["adverb"] | occasion_nouns() | {","}
    return word in known or tape.letter(at) not in "wG" or word.endswith("ly")
