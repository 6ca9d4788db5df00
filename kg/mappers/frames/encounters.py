"""Map, who met: people who were with somebody for a while, or went to somebody's house."""

from __future__ import annotations

import re

from kg.linking.chunks import is_number
from kg.linking.lexicon import words as noun_words
from kg.mappers.clause_subjects import subject
from kg.mappers.clauses import clause
from kg.mappers.frames.contacts import two_sides
from kg.mappers.frames.glimpse import Glimpse, glimpse, words
from kg.mappers.frames.surroundings import mentions
from kg.mappers.lexicon import clause_words, occasion_words
from kg.mappers.lists import NOBODY, Listed, listed
from kg.mappers.modality import Modality
from kg.mappers.tape import Tape
from kg.mappers.voices import Voices

_NEAR = 8  # items behind whom one was with, or a house
_OWNER = 4  # items between an owner, or a verb, and a house
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def encounter(tape: Tape, voices: Voices, at: int) -> Glimpse | None:
    """Read the word at an item by which people were together, None where it is none.

    Examples: "Sen was with Das for 40 minutes", "went over the list for two hours with Das", "Sen
    and Das talked for an hour", "Sen drove to Das's house".
    """
    word = tape.word(at)
    if is_with(tape, at):
        return _was_with(tape, voices, at)
    if word in words("measures"):
        return _for_hours(tape, voices, at)
    return _at_house(tape, voices, at) if word in words("homes") else None


def may_be_with(tape: Tape) -> bool:
    """Say whether a sentence may have "was with Das"."""
    return "with" in tape.vocabulary and tape.may_have(_WAS | {"sat"}) and tape.names_person


def is_with(tape: Tape, at: int) -> bool:
    """Say whether an item is "with" behind "was", "were" or "sat"."""
    return tape.word(at) == "with" and tape.word(at - 1) in _WAS | {"sat"}


_WAS = frozenset(("was", "were"))


def _was_with(tape: Tape, voices: Voices, at: int) -> Glimpse | None:
    """Read "Sen was with Das for an hour", on a day or at a house: not on his side."""
    whom = listed(tape, at + 1)
    if not whom or any(m.kind not in "PTR" for m in whom.mentions):
        return None
    found = two_sides(tape, voices, at, whom)
    if found is None or found.modality is not Modality.HAPPENED or _is_elsewhere(tape, at):
        return None
    _, last = clause(tape, at)
    behind = tape.words[whom.last : min(last, whom.last + _NEAR)]
    lasted = "for" in behind and not words("measures").isdisjoint(behind)
    if not lasted and ("on" in behind or tape.word(last - 1) == "when"):
        return None  # "was with Das on the quota", "when he was shot"
    till = "till" in behind or "until" in behind
    housed = "at" in behind and not words("homes").isdisjoint(behind)
    return found if lasted or till or housed or _is_on_day(found) else None


def _is_on_day(found: Glimpse) -> bool:
    """Say whether an occasion has a day, or was "the same night"."""
    day = found.when
    night = not words("parts_of_day").isdisjoint(day.expression.lower().split()) if day else False
    return day is not None and bool(night or day.weekday or _DAY.match(day.value or ""))


def _is_elsewhere(tape: Tape, at: int) -> bool:
    """Say whether a clause goes on with a rally, a funeral, an arrest: with what is no meeting."""
    first, last = clause(tape, at)
    told = frozenset(tape.words[first : max(last, at + _NEAR)])
    return not told.isdisjoint(words("elsewhere") | words("no_visit"))


def _for_hours(tape: Tape, voices: Voices, at: int) -> Glimpse | None:
    """Read "for two hours with Das", and "Sen and Das talked for an hour"."""
    start = at
    while start > 0 and (
        is_number(tape.word(start - 1)) or tape.word(start - 1) in words("measuring")
    ):
        start -= 1
    if start == at or tape.word(start - 1) not in ("for", "spent") or _is_elsewhere(tape, at):
        return None
    if not (occasion_words() | words("no_talk")).isdisjoint(
        tape.words[clause(tape, at)[0] : start]
    ):
        return None  # "held talks for two hours with Das" is read at its noun
    if tape.word(start - 1) == "spent":
        return _spent_talking(tape, voices, at, start - 1)
    if tape.word(at + 1) == "with":
        whom = listed(tape, at + 2)
        people = (
            whom and all(m.kind in "PTG" for m in whom.mentions) and whom.mentions[0].kind != "G"
        )
        return two_sides(tape, voices, start - 1, whom) if people else None
    if tape.word(start - 2) not in words("talking") or _is_to_others(tape, at + 1):
        return None
    found = glimpse(tape, voices, start - 2)
    found.take(subject(tape, start - 2))
    found.definite = found.pair
    return found if len(found.people) > 1 or found.pair else None


def _spent_talking(tape: Tape, voices: Voices, at: int, verb: int) -> Glimpse | None:
    """Read "Sen and Das spent two hours discussing the budget"."""
    if tape.word(at + 1) not in words("discussing") or _is_to_others(tape, at + 2):
        return None
    found = glimpse(tape, voices, verb)
    found.take(subject(tape, verb))
    return found if len(found.people) > 1 or found.pair else None


def _is_to_others(tape: Tape, at: int) -> bool:
    """Say whether people talk to others, or in a house: "to reporters", "in the Lok Sabha"."""
    house = at + 1 + (tape.word(at + 1) == "the")
    told = tape.word(at) in ("to", "with") and tape.word(at + 1) not in ("each", "one")
    return told or (tape.word(at) == "in" and tape.letter(house) == "O")


def _at_house(tape: Tape, voices: Voices, at: int) -> Glimpse | None:
    """Read "Sen drove to Das's house on Monday", "Sen was at the residence of Das on Monday"."""
    owner, start = _owner(tape, at)
    verb = _goer(tape, start) if owner else None
    behind = tape.word(owner.last if tape.word(at + 1) == "of" else at + 1)
    if verb is None or behind in ("as", "but") or _is_elsewhere(tape, at) or _is_dead(tape, owner):
        return None  # "came to Das's office as a clerk", "but found it locked"
    who = subject(tape, verb)
    found = two_sides(tape, voices, verb, owner) if _are_people(tape, who) else None
    if found is None or found.modality not in (Modality.HAPPENED, Modality.PLANNED):
        return None
    if tape.word(verb) in words("going") and found.modality is not Modality.PLANNED:
        return None
    if tape.word(verb) in _WAS and not (_is_on_day(found) or _for_a_meal(tape, at)):
        return None
    beside = next((i for i in range(at, at + _NEAR) if tape.word(i) == "with"), None)
    along = listed(tape, beside + 1) if beside is not None else NOBODY
    if all(m.kind in "PT" for m in along.mentions):
        found.take(along)
    return found


def _are_people(tape: Tape, who: Listed) -> bool:
    """Say whether those who come are people who are known, and no team of the police."""
    two = any(m.kind == "G" and m.entity and m.entity.slug in words("pairs") for m in who.mentions)
    return two or any(m.kind in "PR" or (m.kind == "T" and m.entity) for m in who.mentions)


def _is_dead(tape: Tape, owner: Listed) -> bool:
    """Say whether a house was somebody's who is dead: "the residence of the late Das"."""
    tokens = tape.sentence.tokens
    return any(token.lower == "late" for m in owner.mentions for token in tokens[m.first : m.last])


def _for_a_meal(tape: Tape, at: int) -> bool:
    """Say whether a house is one's for a meal: "at Das's house for dinner"."""
    return tape.word(at + 1) == "for" and not words("meals").isdisjoint(tape.words[at : at + 4])


def _owner(tape: Tape, at: int) -> tuple[Listed, int]:
    """Return whose the house at an item is, and where its noun phrase begins."""
    if tape.letter(at + 1) == "w" and not _goes_on(tape.word(at + 1)):
        return NOBODY, at  # "Das's home town"
    for i in range(at - 1, max(-1, at - _OWNER - 2), -1):
        if tape.letter(i) in ("P", "T") and any(m.owner for m in mentions(tape, i)):
            return Listed(i, i + 1, mentions(tape, i)), i
        if tape.word(i) in ("the", "a"):
            of = listed(tape, at + 2) if tape.word(at + 1) == "of" else NOBODY
            return (of if all(m.kind in "PT" for m in of.mentions) else NOBODY), i
        if tape.letter(i) not in "wOLD" or tape.word(i) in _OPENING:
            break
    return NOBODY, at


def _goes_on(word: str) -> bool:
    """Say whether a word behind a house is no noun that the house only qualifies."""
    function = noun_words().function | clause_words()["preposition"]
    beside = words("companions") | words("besides")
    return word in function or word in beside or word.endswith("ly")


_OPENING = frozenset(("to", "at", "in", "from", "of", "and", ","))


_PARTICLES = (("close", "to"), ("dropped", "in"), ("drop", "in"))


def _goer(tape: Tape, start: int) -> int | None:
    """Return the verb of who went "to" or was "at" what begins at an item."""
    before = tape.word(start - 1)
    if before in words("reaching"):
        return start - 1 if "office" not in tape.words[start : start + _OWNER] else None
    going = words("goers") | words("going")
    there = words("arrivers") | words("going") | _WAS
    verbs = {"to": going, "into": going, "at": there, "by": there - _WAS}.get(before)
    if verbs is None:
        return None
    for i in range(start - 2, max(-1, start - 2 - _NEAR), -1):
        if tape.word(i) in verbs:
            return i
        between = tape.word(i) not in _OPENING or tape.words[i - 1 : i + 1] in _PARTICLES
        if tape.letter(i) not in "wD" or not between:
            return None
    return None
