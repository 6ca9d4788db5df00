"""Map, where: the house or hall that a clause names, and the town that its name tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.linking.lexicon import words
from kg.mappers.items import Item
from kg.mappers.journeys import place_words
from kg.mappers.lexicon import clausal, occasion_nouns
from kg.mappers.tape import Tape
from kg.model import Entity
from kg.vocabulary import EntityKind


def venue(tape: Tape, own: Sequence[int], last: int, *, to: bool = False) -> str | None:
    """Return the words of a venue after "at", "in" (`to`): up to a noun that is a house or hall."""
    found = _house_at(tape, own, last, to=to)
    if found is None:
        return None
    named = tape.text(found[0], found[1] + 1)
    return re.sub(r"^(?:the|a|an|his|her|their) ", "", named, flags=re.I) or None


def town_of_venue(tape: Tape, own: Sequence[int], last: int, *, to: bool = False) -> Entity | None:
    """Return the place that a venue is said to be in.

    Examples: "at the Raj Bhavan, Kolkata", "at his Pune residence", "at Chennai's Park Hotel"; not
    "at Bihar House", which may stand anywhere.
    """
    found = _house_at(tape, own, last, to=to)
    if found is None:
        return None
    first, end = found
    if tape.letter(end + 1) == "," and tape.letter(end + 2) == "L":
        return tape.items[end + 2].entity
    for at in range(first, end):
        owner = tape.word(at + 1) in ("'s", "\u2019s") and not _is_abroad(tape, end)
        if tape.letter(at) == "L" and (owner or tape.word(at + 1) in place_words("dwellings")):
            return tape.items[at].entity
    return None


def _is_abroad(tape: Tape, end: int) -> bool:
    """Say whether a house stands in another country than its owner: "Norway's embassy"."""
    return tape.word(end) in place_words("missions")


def _house_at(
    tape: Tape, own: Sequence[int], last: int, *, to: bool = False
) -> tuple[int, int] | None:
    """Return the first and last item of the venue behind "at", "in" (`to`)."""
    there = ("at", "in", "to") if to else ("at", "in")
    for at in own:
        if tape.word(at) not in there or tape.word(at + 1) in ("office", "at"):
            continue  # "on his first day in office", "dropped in at his office"
        end = _house(tape, at + 1, last)
        if end is not None:
            return at + 1, end
    return None


def named_venue(tape: Tape, trigger: int, own: Sequence[int]) -> str | None:
    """Return a venue that nothing knows, by its capitals: "met at Foo Castle", "on Foo Hill"."""
    text, last = tape.document.document.text, own[-1] + 1 if own else 0
    for at in own:
        if tape.word(at) not in ("at", "in", "on") or not _is_said_with(tape, trigger, at):
            continue
        start = at + 1 + (tape.word(at + 1) == "the")
        end = start
        while end < last and tape.letter(end) == "w" and tape.items[end].span.of(text)[0].isupper():
            end += 1
        named = frozenset(tape.words[start:end])
        at_it = tape.word(at) != "on" or "hill" in named
        house = bool(named) and named.isdisjoint(place_words("no_venue") | occasion_nouns())
        ends = tape.letter(end) in ("D", ",", ".", "") or tape.word(end) in words().function
        if at_it and house and ends:
            return tape.text(start, end)
    return None


def _is_said_with(tape: Tape, trigger: int, at: int) -> bool:
    """Say whether a word stands in no other quotation: 'talks under the slogan "Rise in Hope"'."""
    return tape.quotation(at) == tape.quotation(trigger)


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
            if tape.word(end) == "hotel":
                end = _named_behind(tape, end, last)
            town = end + (tape.word(end + 1) in place_words("city"))
            if tape.word(town) in place_words("city") and tape.letter(town + 2) == "L":
                return None  # the resort of Foo, the resort town of Foo
            of_somebody = tape.word(end + 1) == "of" and tape.letter(end + 2) in "PT"
            return end + 2 * of_somebody  # the residence of Sen
    return None


def _named_behind(tape: Tape, end: int, last: int) -> int:
    """Return the last item of a house that is named behind what it is: "Hotel Grand Foo"."""
    text = tape.document.document.text
    while end + 1 < last and tape.letter(end + 1) == "w":
        if not tape.items[end + 1].span.of(text)[0].isupper():
            break
        end += 1
    return end


def _is_beyond(tape: Tape, first: int, at: int) -> bool:
    """Say whether an item ends the noun phrase behind "at", or its head is no house or hall.

    Example: "in a sign of the weight the palace gives it", "at meetings in the hall".
    """
    word = tape.word(at)
    if word in place_words("after_venue") or tape.letter(at) == "D":
        return True
    opens = at > first and word in clausal("determiner") | {"a", "an"}
    return word == "of" or opens


def _is_venue(item: Item, nouns: frozenset[str]) -> bool:
    if item.mention and item.entity and item.entity.kind is EntityKind.BODY:
        label = item.entity.label.lower()
        return label in nouns or label.rsplit(" ", 1)[-1] in place_words("houses")
    return item.lower in nouns
