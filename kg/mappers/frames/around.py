"""Map, who met: those whom the sentence round a noun of meeting puts there."""

from __future__ import annotations

from kg.mappers.clause_subjects import may_be_subject, subject
from kg.mappers.clauses import clause
from kg.mappers.frames.glimpse import Glimpse, words
from kg.mappers.frames.noun_phrases import is_call
from kg.mappers.frames.pairs import told_of_before
from kg.mappers.frames.surroundings import (
    main_subject,
    one,
    owner_before,
    pair_before,
    teller,
)
from kg.mappers.lists import NOBODY, Listed, listed
from kg.mappers.modality import Modality
from kg.mappers.tape import Tape
from kg.mappers.voices import speech_verbs


def round_about(found: Glimpse, start: int) -> None:
    """Add those whom the sentence round a noun phrase tells of.

    Examples: "Sen said after a meeting with Das", "leaders of the bloc at a meeting decided", "Sen
    and Das's remarks at their meeting".
    """
    tape, determiner = found.tape, found.tape.word(start)
    if tape.letter(start - 2) in ("G", "O") and tape.word(start - 1) == "at":
        found.take(one(tape, start - 2))
    if went_for(tape, start) and with_follows(tape, found.at):
        found.take(main_subject(tape, start))
    countable = tape.word(found.at) in words("countable")
    cues = words("adverbial") if countable else words("past")
    own = determiner in ("his", "her", "their")
    beside = own or tape.word(start - 1) in cues
    if beside and with_follows(tape, found.at):
        nearest = _told_to(tape, start) or _near_subject(tape, start)
        subject_ = nearest or main_subject(tape, start)
        possessive = determiner in ("his", "her")
        owner = owner_before(tape, start) if possessive else NOBODY
        found.take(subject_ or owner)
        if possessive and not (subject_ or owner) and tape.word(start - 1) in cues:
            found.take_named(told_of_before(tape))
    elif tape.word(start - 1) in words("within"):
        found.take(_attending(found, start))
        found.take(_addressed(found, start))
    elif (verb := _invited(tape, start)) is not None and found.modality is not Modality.DENIED:
        found.take(subject(tape, verb, anybody=True))
        found.take(listed(tape, verb + 1 + (tape.word(verb + 1) == "by"), start, anybody=True))
        found.modality = Modality.PLANNED
    elif (verb := _came_out(tape, start)) is not None and with_follows(tape, found.at):
        found.take(subject(tape, verb, anybody=True) or main_subject(tape, start))
    elif tape.word(start - 1) in speech_verbs() and with_follows(tape, found.at):
        found.take(subject(tape, start - 1))  # "Sen said talks with Das were cordial"
    elif tape.word(start - 1) in words("telling"):
        found.take(subject(tape, start - 1))  # "Sen told a meeting of traders"
    if is_call(tape, found.at):
        _called(found, start)
    if found.modality is Modality.DENIED and with_follows(tape, found.at):
        found.take(_denying(tape, found.at))
    if determiner == "their" and len(found.participants) < _TWO:
        found.take(pair_before(tape, start))


def _called(found: Glimpse, start: int) -> None:
    """Add who was called, and take a call as made: "conveyed his anger to Das in a call"."""
    tape = found.tape
    habit = not words("habitually").isdisjoint(tape.words[max(0, start - _HABIT) : start])
    if found.modality is Modality.HYPOTHETICAL and not habit:
        found.modality = Modality.HAPPENED
    if tape.word(found.at + 1) == "from":
        caller = listed(tape, found.at + 2)  # "a call from Sen to Das"
        found.take(caller)
        found.take(listed(tape, caller.last + 1))
    if tape.word(start - 1) not in ("in", "during", "over"):
        return
    told = [i for i in range(start) if tape.word(i) in words("to") and listed(tape, i + 1)]
    if told:
        verb = tape.word(told[-1]) not in ("to", "with")
        found.take((verb and subject(tape, told[-1])) or main_subject(tape, start))
        found.take(listed(tape, told[-1] + 1))


def _attending(found: Glimpse, start: int) -> Listed:
    """Return who speaks or acts at an occasion: "Sen said at the meeting", "at the summit, Sen"."""
    tape = found.tape
    near = _near_subject(tape, start)
    # "said that decisions taken at a meeting"
    inner = tape.word(clause(tape, start)[0] - 1) in ("that", ":", ";")
    who = near or main_subject(tape, start)
    if (
        not who
        or start - who.last > _REACH
        or (inner and not near)
        or tape.word(found.at) not in words("countable")
    ):
        return NOBODY
    if who.last == start - 1 or tape.word(start - 2) == "had":
        return who  # "leaders of the bloc at a meeting decided", "Sen had at the meeting said"
    between = tape.words[who.last : start] if who.last <= start else tape.words[who.last :]
    persons = all(mention.kind in "PTR" for mention in who.mentions)
    spoke = not (speech_verbs() | words("acting")).isdisjoint(between[:_SOON])
    new = tape.word(start) in ("a", "an")
    return who if spoke and (persons or new) else NOBODY


def _addressed(found: Glimpse, start: int) -> Listed:
    """Return to whom something is said at an occasion: "Sen told Das at a dinner"."""
    tape = found.tape
    first, _ = clause(tape, start)
    if tape.word(found.at) not in words("countable") or tape.word(found.at + 1) == "of":
        return NOBODY
    said = words("to") - {"to", "with"}
    told = [i for i in range(first, start) if tape.word(i) in said and tape.letter(i + 1) in "PT"]
    return listed(tape, told[-1] + 1, start) if told and found.participants else NOBODY


_TWO = 2  # who meet
_REACH = 25  # items from who acts to the occasion at which he does
_NEAR = 6  # items from who went somewhere to what he went for
_HABIT = 5  # items before a noun phrase
_SOON = 6  # items between a subject and its verb


def _denying(tape: Tape, at: int) -> Listed:
    """Return who says behind it that there was none: "There was no meeting with Das, Sen said"."""
    said = next((i for i in range(at, len(tape.items)) if tape.word(i) in speech_verbs()), None)
    return NOBODY if said is None or tape.letter(said - 1) != "P" else one(tape, said - 1)


def _told_to(tape: Tape, start: int) -> Listed:
    """Return who is to do something with his meeting: "urged Das to cancel his talks with Sen"."""
    told = tape.word(start - 2) == "to" and tape.letter(start - 3) in ("P", "T")
    return one(tape, start - 3) if told else NOBODY


def _near_subject(tape: Tape, start: int) -> Listed:
    """Return the subject of the very clause that a noun phrase stands in, before it."""
    if telling := teller(tape, start):
        return telling
    first, _ = clause(tape, start)
    near = next((i for i in range(first, start) if may_be_subject(tape, i, first)), None)
    return NOBODY if near is None else listed(tape, near, start)


def went_for(tape: Tape, start: int) -> bool:
    """Say whether somebody was somewhere for it: "Sen was in Oslo for talks with Das"."""
    near = tape.words[max(0, start - _NEAR) : start - 1]
    there = tape.letter(start - 2) in ("L", "D") or not words("went").isdisjoint(near)
    due = tape.word(start - 2) in words("due_for")  # "is scheduled for talks with Das"
    return tape.word(start - 1) == "for" and (there or due)


def _invited(tape: Tape, start: int) -> int | None:
    """Return the verb that calls people for a day: "has invited the unions for talks on Monday"."""
    first, last = clause(tape, start)
    if tape.word(start - 1) not in ("for", "to") or "D" not in tape.letters[start:last]:
        return None
    verbs = [i for i in range(first + 1, start - 1) if tape.word(i) in words("inviting")]
    refused = verbs and not {"not", "n't", "never"}.isdisjoint(tape.words[first : verbs[-1]])
    return None if refused or not verbs else verbs[-1]


def _came_out(tape: Tape, start: int) -> int | None:
    """Return the verb by which one comes out of it: "emerging from talks", "walked out of" them."""
    verb = start - 2 - (tape.words[start - 2 : start] == ("out", "of"))
    left = tape.word(start - 1) in ("from", "of") and tape.word(verb) in words("coming_out")
    return verb if left else None


def with_follows(tape: Tape, at: int) -> bool:
    """Say whether "with" and a participant follow a noun, a place between them at most."""
    for i in range(at + 1, min(at + 6, len(tape.items))):
        if tape.word(i) == "with":
            return bool(listed(tape, i + 1, anybody=True))
        if tape.letter(i) not in "wLDO,”" or tape.word(i) in ("of", "between", "and"):
            return False
    return False
