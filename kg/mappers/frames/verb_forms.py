"""Map, who met: whether "meet" and "meeting" are verbs where they stand."""

from __future__ import annotations

from kg.mappers.frames.glimpse import words
from kg.mappers.lexicon import clause_words
from kg.mappers.lists import listed
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


def _goes_on(tape: Tape, at: int) -> bool:
    """Say whether adverbs part "meeting" from its auxiliary: "are, meanwhile, meeting in Rome"."""
    return tape.word(auxiliary(tape, at)) in words("being") - {"be"} and is_placed(tape, at)


def auxiliary(tape: Tape, at: int) -> int:
    """Return the item before a verb, adverbs between them skipped."""
    before = at - 1
    while tape.letter(before) == "," or tape.word(before) in clause_words()["adverb"]:
        before -= 1
    return before


def _is_aside(tape: Tape, at: int) -> bool:
    """Say whether "meeting" begins an aside: "the council, meeting in Rome, agreed"."""
    return tape.letter(at - 1) == "," and tape.letter(at - 2) in "GO" and is_placed(tape, at)


def is_placed(tape: Tape, at: int) -> bool:
    """Say whether when or where follows a word: "meeting on Friday", "meeting in Rome"."""
    there = tape.word(at + 1) in ("in", "at", "here")
    return tape.letter(at + 1) == "D" or there
