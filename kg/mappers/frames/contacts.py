"""Map, who met: one person calls, visits, receives another."""

from __future__ import annotations

from functools import cache

from kg.linking.lexicon import words as noun_words
from kg.mappers.clause_subjects import antecedent, subject
from kg.mappers.clauses import clause
from kg.mappers.frames.glimpse import Glimpse, glimpse, lexicon_of_meeting, words
from kg.mappers.frames.surroundings import scan
from kg.mappers.lists import Listed, listed
from kg.mappers.modality import Modality
from kg.mappers.tape import Tape
from kg.mappers.voices import Voices


def contact(tape: Tape, voices: Voices, at: int) -> Glimpse | None:
    """Read the word at an item by which one person turns to another, None where it is none.

    Examples: "Sen spoke to Das", "Sen welcomed Das to the palace", "Sen visited Das in hospital".
    """
    word = tape.word(at)
    if word in lexicon_of_meeting()["phone"]["verbs"] and (found := _phone(tape, voices, at)):
        return found
    if word in words("spending"):
        return _spent(tape, voices, at)
    if word in words("receiving"):
        return _received(tape, voices, at)
    if word in words("meals"):
        return _had_over(tape, voices, at)
    if word in words("visiting") or word in words("called_people"):
        return _visited(tape, voices, at)
    return _by_phone(tape, voices, at) if word in words("at_a_distance") else None


def _received(tape: Tape, voices: Voices, at: int) -> Glimpse | None:
    """Read "Sen welcomed Das to the palace for talks": who is received to talk is met."""
    _, last = clause(tape, at)
    if tape.word(at) == "host" and tape.word(at + 1) == "to":
        if tape.word(at - 1) == "plays":
            return None  # as of "hosts", nobody knows when
        return two_sides(tape, voices, at - 1, listed(tape, at + 2, last))  # "played host to Das"
    by = tape.word(at + 1) == "by" and tape.word(at - 1) in words("being")
    relative = clause(tape, at)[0] - 1
    asked = tape.word(relative) == "whom"  # "Das, whom Sen received at her residence"
    whom = antecedent(tape, relative) if asked else listed(tape, at + 1 + by, last)
    behind = at + 1 if asked else whom.last
    received = to_talk(tape, at) or _at_home(tape, whom) or _gave_audience(tape, at, whom, behind)
    found = two_sides(tape, voices, at, whom) if received else None
    if found:
        scan(found, behind)
    return found


def _had_over(tape: Tape, voices: Voices, at: int) -> Glimpse | None:
    """Read "Sen had Das over for breakfast": a meal with somebody at home."""
    over = at - 2 - (tape.word(at - 1) == "a")
    if tape.word(over) not in ("over", "home") or tape.word(over + 1) != "for":
        return None
    had = next((i for i in range(over, over - _NEAR, -1) if tape.word(i) in words("having")), -1)
    whom = listed(tape, had + 1, over)
    found = two_sides(tape, voices, had, whom) if had > 0 and whom.last == over else None
    if found:
        scan(found, at)
    return found


def _gave_audience(tape: Tape, at: int, whom: Listed, end: int) -> bool:
    """Say whether somebody is received at a house, or on a day: "received Das at the palace".

    Not at an airport, nor who is received into a party.
    """
    behind = tape.words[end : end + _NEAR]
    if tape.word(at) not in words("audience_verbs") or not words("elsewhere").isdisjoint(behind):
        return False
    kinds = "PT" if tape.word(at).startswith("host") else "PTG"
    people = bool(whom) and all(mention.kind in kinds for mention in whom.mentions)
    there = tape.word(end) == "at" or (tape.word(end) == "in" and tape.letter(end + 1) in "LO")
    return people and (there or tape.letter(end) == "D")


_NEAR = 8  # items behind whom somebody receives


def _at_home(tape: Tape, whom: Listed) -> bool:
    """Say whether somebody is received at a place or house: "welcomed Das to the White House"."""
    house = whom.last + 1 + (tape.word(whom.last + 1) == "the")
    entity = tape.items[house].entity if house < len(tape.items) else None
    people = bool(whom) and all(mention.kind in "PTR" for mention in whom.mentions)
    there = tape.letter(house) == "L" or bool(
        entity and entity.label.lower() in noun_words().venue_noun
    )
    return people and there and tape.word(whom.last) == "to"


def to_talk(tape: Tape, at: int) -> bool:
    """Say whether a clause goes on with "for talks", "at a summit", "to discuss"."""
    _, last = clause(tape, at)
    return any(
        (tape.word(i) in ("for", "at") and not _occasions().isdisjoint(tape.words[i + 1 : i + 10]))
        or (tape.word(i) == "to" and tape.word(i + 1) in ("discuss", "deliberate"))
        for i in range(at, last)
    )


@cache
def _occasions() -> frozenset[str]:
    """Return the nouns of what people are received for."""
    return words("nouns") | words("meals")


def _visited(tape: Tape, voices: Voices, at: int) -> Glimpse | None:
    """Read "Sen visited Das in hospital", "Sen called Das on Monday": one person meets another."""
    whom = listed(tape, at + 1)
    people = whom and all(mention.kind in "PT" for mention in whom.mentions)
    called = tape.word(at) in words("called_people")
    agreed = tape.word(whom.last) == "and" and tape.word(whom.last + 1) in ("the", "they", "both")
    after = tape.word(whom.last)
    talked = tape.letter(whom.last) == "D" or after in words("called_for") or agreed
    if not people or (called and not talked):
        return None
    return two_sides(tape, voices, at, whom)


def _phone(tape: Tape, voices: Voices, at: int) -> Glimpse | None:
    """Read "Sen spoke to Das over the phone", "Sen received a call from Das"."""
    _, last = clause(tape, at)
    near = tape.words[at:last]
    if tape.word(at) in ("received", "got", "took"):
        called = "call" in near[:6] and "from" in near
        start = at + near.index("from") + 1 if called else last
    else:
        called = tape.word(at) in words("telephoning") or not set(
            lexicon_of_meeting()["phone"]["words"]
        ).isdisjoint(near)
        start = next((i + 1 for i in range(at + 1, last) if tape.word(i) in ("to", "with")), at + 1)
        if tape.word(at) in words("telephoning"):
            start = at + 1 + (tape.word(at + 1) == "up")  # "phoned Das to apologise", "rang up Das"
    bells = tape.word(at) == "rang"  # one rings people, and bells
    whom = listed(tape, start, last, anybody=called and not bells)
    who = subject(tape, at)
    if called and not whom and len(who.mentions) > 1:  # "Sen and Das spoke by phone"
        found = glimpse(tape, voices, at)
        found.take(who)
        return found
    return two_sides(tape, voices, at, whom) if called or _talked(tape, at, whom) else None


def _spent(tape: Tape, voices: Voices, at: int) -> Glimpse | None:
    """Read "Sen spent an hour with Das"."""
    beside = next((i for i in range(at + 1, at + _NEAR) if tape.word(i) == "with"), at)
    short = not words("hours").isdisjoint(tape.words[at:beside])
    whom = listed(tape, beside + 1)
    people = whom and all(mention.kind in "PT" for mention in whom.mentions)
    return two_sides(tape, voices, at, whom) if short and people else None


def _talked(tape: Tape, at: int, whom: Listed) -> bool:
    """Say whether one spoke to another: "Sen spoke briefly with Das", not to the press."""
    near = tape.words[at + 1 : at + 3]
    verb = not tape.word(at).endswith("s")  # "hold talks with Das", "Roy speaks to Das" on air
    to_somebody = verb and bool({"to", "with"} & set(near)) and whom.first <= at + 3
    people = bool(whom) and all(mention.kind in "PTR" for mention in whom.mentions)
    return to_somebody and people and "O" not in tape.letters[at : whom.last]


def _by_phone(tape: Tape, voices: Voices, at: int) -> Glimpse | None:
    """Read "Sen told Das by phone": whoever says something to another there talks with him."""
    by = tape.words[max(0, at - 2) : at]
    if not ({"by", "over"} & set(by) or by == ("on", "the")):
        return None
    first, _ = clause(tape, at)
    for i in range(at - 1, first, -1):
        said = tape.word(i - 1) in words("to") - {"to", "with"}
        if said and tape.letter(i) in "PTR" and _is_somebody(tape, i):
            return two_sides(tape, voices, i - 1, listed(tape, i))
    return None


def _is_somebody(tape: Tape, at: int) -> bool:
    """Say whether one who is called is surely a person: "told Foo by phone" is to a newspaper."""
    mention = tape.items[at].mention
    if tape.letter(at) != "P" or mention is None or mention.offices:
        return True
    return mention.entity is not None and len(mention.entity.label.split()) > 1


def two_sides(tape: Tape, voices: Voices, at: int, whom: Listed) -> Glimpse | None:
    """Return a telling with both sides known, None where one is not."""
    found = glimpse(tape, voices, at)
    found.take(subject(tape, at))
    one_side = len(found.participants)
    found.take(whom)
    told = found.modality is not Modality.DENIED or "D" in tape.letters[at:]
    return found if told and 0 < one_side < len(found.participants) else None
