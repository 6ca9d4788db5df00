"""Map, where: the place to which somebody goes for an occasion, or has come when it is."""

from __future__ import annotations

from collections.abc import Container
from functools import cache

from kg.mappers.clauses import clause
from kg.mappers.lexicon import clause_words
from kg.mappers.tape import Tape
from kg.model import Entity
from kg.resources import lexicon_data


@cache
def place_words(name: str) -> frozenset[str]:
    """Return a list of lexicon/places.yaml."""
    return frozenset(lexicon_data("places.yaml")[name])


def journey(tape: Tape, trigger: int, other: Container[int] = ()) -> Entity | None:
    """Return the place that the sentence says one has gone to, or is in, who meets there.

    OTHER items are of asides. Examples: "made a trip to Oslo on Monday, meeting Das", "was in Oslo
    and met Das".
    """
    for at in range(trigger - 1, 0, -1):
        if is_other_time(tape, at):
            return None
        if at in other and not _is_there_now(tape, at):
            continue
        if tape.letter(at) == "L" and tape.word(at - 1) in place_words("reaching"):
            gone = place_words("gone") & set(tape.words[max(0, at - _STRETCH) : at])
            there = place_words("there") & set(tape.words[max(0, at - _NEAR) : at])
            here = tape.quotation(at) == tape.quotation(trigger) and (gone or there)
            return tape.items[at].entity if here else None
    return None


def _is_there_now(tape: Tape, at: int) -> bool:
    """Say whether an aside tells where somebody is: "Sen, who is in Oslo on a visit, met Das"."""
    visiting = tape.word(at - 1) in ("visiting", "touring")
    return visiting or (tape.word(at - 2) in place_words("there") and tape.word(at - 1) == "in")


_STRETCH = 7  # items
_NEAR = 4  # items


def pointed_at(tape: Tape, trigger: int, last: int) -> Entity | None:
    """Return the place of "there" behind a trigger: "is in Oslo and is to meet Das there"."""
    there = next((i for i in range(trigger, last) if tape.word(i) == "there"), None)
    if there is None or tape.word(there + 1) in clause_words()["auxiliary"]:
        return None  # "there was better understanding"
    here = (tape.items[i].entity for i in range(trigger, 0, -1) if tape.letter(i) == "L")
    return next(here, None) or _named_before(tape)


def _named_before(tape: Tape) -> Entity | None:
    """Return the place of the sentence before, if it names one alone: "Sen left for Oslo."."""
    number = tape.sentence.number - 1
    mentions = tape.document.sentences[number].mentions if number >= 0 else ()
    places = {m.entity for m in mentions if m.kind == "L" and m.entity}
    return places.pop() if len(places) == 1 else None


def host(tape: Tape, first: int, trigger: int) -> Entity | None:
    """Return the place that hosts an occasion: "Oslo will host talks"."""
    for at in range(first, trigger):
        if tape.word(at) in place_words("hosting"):
            before = at - 1
            while tape.word(before) in clause_words()["auxiliary"] or tape.letter(before) == "D":
                before -= 1
            return tape.items[before].entity if tape.letter(before) == "L" else None
    return None


def visited(tape: Tape, trigger: int) -> Entity | None:
    """Return where a visit was on which people met: "met Das during a state visit to Oslo"."""
    _, last = clause(tape, trigger)
    for at in range(trigger + 2, min(last, trigger + _VISITING)):
        there = tape.letter(at) == "L" and tape.word(at - 1) in ("to", "in", "of")
        visit = place_words("visits").intersection(tape.words[at - 2 : at])
        if there and visit and not place_words("on_visit").isdisjoint(tape.words[trigger:at]):
            return tape.items[at].entity
    return None


_VISITING = 16  # items


def goes(tape: Tape, first: int, last: int) -> bool:
    """Say whether a clause tells of a journey: then nobody knows that it stayed in the city."""
    return not place_words("gone").isdisjoint(tape.words[first:last])


def aim(tape: Tape, first: int, trigger: int) -> Entity | None:
    """Return the place just before "to meet": the nearest one, "left Rome and went to Oslo to"."""
    if tape.word(trigger - 1) != "to" or tape.letter(trigger - 2) != "L":
        return None
    return goal(tape, first, trigger)


def goal(tape: Tape, first: int, trigger: int) -> Entity | None:
    """Return the place that somebody goes to or is in for an occasion.

    Examples: "was in Oslo for talks with Das", "flew to Oslo to meet Das", "will visit Rome on
    Sunday for a meeting", "flew to Oslo, where he met Das", "in Rome when he meets Das".
    """
    if tape.word(first - 1) in ("where", "when"):
        at = first - 2
        while tape.letter(at) in ("D", ","):
            at -= 1
        before = tape.word(at - 1)
        there = tape.letter(at) == "L" and (
            before in place_words("going") or tape.word(first - 1) == "where"
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
    at = first_of_row(tape, at)
    going = tape.letter(at) == "L" and (tape.word(at - 1) in place_words("going"))
    return tape.items[at].entity if going else None


def first_of_row(tape: Tape, at: int) -> int:
    """Return the first of places in a row: "Oslo" in "in Oslo, Norway"."""
    while at > 1 and tape.letter(at - 1) == "," and tape.letter(at - 2) == "L":
        at -= 2
    return at


_FAR = 9  # items between "for" and what one goes for


def is_other_time(tape: Tape, at: int) -> bool:
    """Say whether an item leads to another time: "after", "two days before"."""
    date = tape.items[at].date
    said = date.words.lower().rsplit(" ", 1)[-1] if date else tape.word(at)
    return said in place_words("beyond")
