"""Map, who met: whether "meet" and "meeting" are verbs where they stand."""

from __future__ import annotations

import re

from kg.mappers.frames.glimpse import words
from kg.mappers.lexicon import clause_words, is_past_form
from kg.mappers.lists import listed
from kg.mappers.modality import Modality
from kg.mappers.tape import Tape


def is_noun(tape: Tape, at: int) -> bool:
    """Say whether "meet" is the noun: "a courtesy meet", "the committee meet on December 29"."""
    if tape.word(at) != "meet" or tape.letter(at + 1) in "PGTR" or tape.word(at + 1) == "with":
        return False
    before = tape.word(at - 1)
    if tape.letter(at - 1) == "O":
        return tape.word(at - 2) not in ("to", "will", "and")
    verb_follows = before in words("before_verb") or before.endswith("ly")
    return tape.letter(at - 1) == "w" and not verb_follows


def is_gerund(tape: Tape, at: int) -> bool:
    """Say whether "meeting" is the verb.

    Examples: "after meeting Sen", "the allies are meeting here", "with Sen meeting his ally Das",
    "on a peace mission, meeting Sen in Pune", "a day after meeting Sen".
    """
    date = tape.items[at - 1].date if at else None
    before = date.words.lower().split()[-1] if date else tape.word(at - 1)
    if before in words("being"):
        return tape.word(at + 1) not in ("of", "between")
    if _goes_on(tape, at) or _is_aside(tape, at):
        return True
    whom = tape.letter(at + 1) in ("P", "T", "G", "R") or tape.word(at + 1) == "with"
    if tape.letter(at - 1) == "P" or before in (",", "”", '"'):
        return whom
    if before.endswith("ed") and tape.word(at - 2) not in words("determiners"):
        return tape.letter(at + 1) in ("P", "T")  # "was photographed meeting Sen"
    return before in words("before_gerund") and (whom or bool(listed(tape, at + 1)))


def told_before(tape: Tape, at: int) -> Modality:
    """Return how a main clause tells of what "before" leads to: "will see Sen before meeting Das".

    Who "left before meeting Das" may not have met him.
    """
    told = tape.words[max(0, at - _FAR) : at]
    if _WILL.search(" ".join(told)):
        return Modality.PLANNED
    past = {w for w in told if is_past_form(w)}
    return Modality.HAPPENED if past - words("leaving_off") else Modality.HYPOTHETICAL


_FAR = 16  # items
_WILL = re.compile(
    r"\b(?:will|shall|would|is to|are to|plans to|(?:expected|likely|scheduled|set|due|slated) to) "
)


def _goes_on(tape: Tape, at: int) -> bool:
    """Say whether adverbs part "meeting" from its auxiliary: "is currently meeting Sen"."""
    whom = tape.letter(at + 1) in ("P", "T") or tape.word(at + 1) == "with"
    going_on = tape.word(auxiliary(tape, at)) in words("being") - {"be"}
    return going_on and (whom or is_placed(tape, at))


def auxiliary(tape: Tape, at: int) -> int:
    """Return the item before a verb, adverbs between them skipped."""
    before = at - 1
    adverbs = clause_words()["adverb"]
    while tape.letter(before) == "," or tape.word(before) in adverbs or _is_adverb(tape, before):
        before -= 1
    return before


def _is_adverb(tape: Tape, at: int) -> bool:
    return tape.letter(at) == "w" and tape.word(at).endswith("ly")


def _is_aside(tape: Tape, at: int) -> bool:
    """Say whether "meeting" begins an aside: "the council, meeting in Rome, agreed"."""
    return tape.letter(at - 1) == "," and tape.letter(at - 2) in "GO" and is_placed(tape, at)


def is_placed(tape: Tape, at: int) -> bool:
    """Say whether when or where follows a word: "meeting on Friday", "meeting in Rome"."""
    there = tape.word(at + 1) in ("in", "at", "here")
    return tape.letter(at + 1) == "D" or there
