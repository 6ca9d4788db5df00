"""Map, who met: the verb that governs a noun of meeting, and what it says of its subject."""

from __future__ import annotations

from kg.mappers.clause_subjects import subject
from kg.mappers.clauses import clause
from kg.mappers.frames.absence import is_still_to_come, stays_away_from
from kg.mappers.frames.glimpse import Glimpse, light_verbs, words
from kg.mappers.frames.noun_phrases import QUOTES
from kg.mappers.frames.surroundings import (
    main_subject,
    one,
)
from kg.mappers.lists import NOBODY, Listed
from kg.mappers.modality import Modality, verb_modality
from kg.mappers.tape import Tape

_FARTHEST_VERB = 6  # items


def government(found: Glimpse, start: int) -> None:
    """Add what the verb that governs a noun says of its subject: "Sen chaired a meeting"."""
    tape = found.tape
    if tape.word(start - 1) in words("away_from") and stays_away_from(tape, start):
        _stays_away(found, subject(tape, start - 2), start - 2)
    verb = governor(tape, start)
    if verb is None:
        return
    part = light_verbs().get(tape.word(verb), "takes_part")
    if part == "calls":
        part = "cancels" if tape.word(verb + 1) == "off" else ""
    if not part:
        _call_meeting(found, verb)
        return
    who = _decider(tape, verb) or subject(tape, verb, anybody=True)
    if not who and tape.word(verb).endswith("ing"):
        who = main_subject(tape, found.at)
    cancelled = Modality.CANCELLED if part == "cancels" else None
    found.modality = cancelled or verb_modality(tape, verb, found.at + 1)
    attends = tape.word(verb) in words("attending")
    if part == "cancels" and tape.word(found.at + 1) == "between":
        return  # "the state called off the talks between Sen and Das"
    if part == "misses" or (attends and found.modality is Modality.DENIED):
        _stays_away(found, who, verb)
        return
    found.take(who, part if part in ("chairs", "hosts") else "participants")
    if attends and tape.word(start) != "a" and tape.word(found.at) != "summit":
        found.definite = found.weak = True


def _decider(tape: Tape, verb: int) -> Listed:
    """Return whose decision it was: "Roy defended Sen's decision to hold talks with Das"."""
    if tape.word(verb - 1) != "to" or tape.word(verb - 2) not in words("deciding"):
        return NOBODY
    owner = verb - 3
    while tape.letter(owner) == "w" and verb - owner < _FARTHEST_VERB:
        owner -= 1
    known = tape.letter(owner) in ("P", "T") and tape.word(owner + 1) in ("'s", "'")
    return one(tape, owner) if known else NOBODY


def is_convened(tape: Tape, start: int) -> bool:
    """Say whether the verb that governs a noun phrase says that somebody held it."""
    verb = governor(tape, start)
    if tape.word(start - 1) in words("within") and tape.word(start) in ("a", "an"):
        return True  # "the decision was taken at a meeting of the committee"
    return verb is not None and tape.word(verb) in words("convening")


def _call_meeting(found: Glimpse, verb: int) -> None:
    """Add who calls a meeting, if it is a body that does for a day, or one who is to be there.

    Examples: "The council called a meeting for Friday", "Sen called a meeting with Das"; who was
    forced "to call a meeting", or "has called" one on a day, has still to hold it.
    """
    tape, after = found.tape, found.at + 1
    beside = tape.word(after) == "with" and tape.word(verb + 1) in ("a", "an")
    has_to = tape.word(verb - 1) == "to" and not {"has", "have"}.isdisjoint(tape.words[:verb])
    first, last = clause(tape, found.at)
    has_called = tape.word(verb - 1) in ("has", "have") and "D" in tape.letters[first:last]
    if (beside or has_to or has_called) and found.modality is Modality.HAPPENED:
        found.modality = Modality.PLANNED
        found.take(subject(tape, verb) if beside else NOBODY)
    day = after + (tape.word(after) in ("for", "on"))
    bodies = subject(tape, verb, anybody=True)
    if tape.letter(day) == "D" and all(m.kind in "OG" for m in bodies.mentions):
        found.take(bodies)
        found.modality, found.convened = Modality.PLANNED, bool(bodies)


def _stays_away(found: Glimpse, who: Listed, verb: int) -> None:
    """Note who was not there: of an occasion that happened, or will, all the same."""
    found.take(who, "absentees")
    ahead = is_still_to_come(found.tape, verb, found.at)
    found.modality = Modality.PLANNED if ahead else Modality.HAPPENED
    found.definite = True


def governor(tape: Tape, start: int) -> int | None:
    """Return the light verb that governs the noun phrase at an item, if one does."""
    for at in range(start - 1, max(-1, start - 1 - _FARTHEST_VERB), -1):
        word = tape.word(at)
        if word == "to" and tape.word(at - 1) == "host":
            return at - 2  # "played host to a meeting with Das"
        if word in light_verbs() or word == "present":
            return None if "been" in tape.words[at:start] else at  # "has been in talks"
        if word == "part" and tape.word(at - 1) in words("taking"):
            return at - 1
        sat_down_for = word == "for" and tape.word(at - 1) == "down"
        stops = tape.letter(at) not in ("w", "D", *QUOTES) or word in words("not_between")
        if stops and not sat_down_for:
            return None
    return None
