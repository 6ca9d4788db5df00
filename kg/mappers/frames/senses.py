"""Map, who met: words of meeting that mean another thing where they stand."""

from __future__ import annotations

from kg.linking.lexicon import words as noun_words
from kg.mappers.frames.glimpse import words
from kg.mappers.frames.verb_forms import auxiliary
from kg.mappers.lexicon import clause_words
from kg.mappers.tape import PARTICIPANTS, Tape


def is_of_other_sense(tape: Tape, at: int) -> bool:
    """Say whether the word at an item tells of no meeting at all.

    Examples: "held press meets", "two were killed in an encounter", "the award was conferred on
    Sen", "said at a meeting with reporters", "a meeting date".
    """
    if tape.word(at + 1) in words("of_meeting") and tape.word(at) in words("nouns"):
        return True
    press_meets = tape.word(at) == "meets" and tape.word(at - 1) in words("not_before")
    return (
        press_meets or _is_fight(tape, at) or _is_bestowed(tape, at) or _is_with_the_press(tape, at)
    )


def _is_fight(tape: Tape, at: int) -> bool:
    """Say whether people fought: "two were wounded in an encounter with militants"."""
    return tape.word(at) in words("fights") and tape.may_have(words("fighting"))


def _is_bestowed(tape: Tape, at: int) -> bool:
    """Say whether something is given: "was conferred with the title", "conferred it on Sen"."""
    if tape.word(at) not in words("bestowing"):
        return False
    given = tape.letter(at + 1) in PARTICIPANTS or tape.word(at + 1) in words("bestowed")
    return given or tape.word(auxiliary(tape, at)) in words("being")


def _is_with_the_press(tape: Tape, at: int) -> bool:
    """Say whether it is for the press: "an interaction with a few journalists"."""
    if tape.word(at + 1) != "with" or not tape.may_have(words("press")):
        return False
    for i in range(at + _TWO, at + _NEAR):
        if tape.letter(i) in ("w", "G") and _head(tape, i) in words("press"):
            return not _goes_on(tape, i + 1)
        if tape.letter(i) != "w" or tape.word(i) in words("not_in_phrase") - {"of"}:
            return False
    return False


def _head(tape: Tape, at: int) -> str:
    """Return the last word of an item, "" where none is: of "group of journalists" the last."""
    return next(iter(tape.text(at, at + 1).lower().split()[-1:]), "")


def _goes_on(tape: Tape, at: int) -> bool:
    """Say whether a noun phrase goes on: "with press barons", "with reporters' unions and Sen"."""
    word = tape.word(at)
    ends = word in noun_words().function or word in clause_words()["adverb"]
    return word in ("and", "'", "'s") or (tape.letter(at) == "w" and not ends)


_TWO, _NEAR = 2, 7  # items: "with a small group of journalists"
