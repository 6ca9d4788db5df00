"""Map, who met: a body of people right before the verb that says that it sat or met."""

from __future__ import annotations

from kg.mappers.clauses import clause
from kg.mappers.frames.glimpse import words
from kg.mappers.groups import group, qualifies
from kg.mappers.lexicon import clause_words
from kg.mappers.lists import NOBODY, Listed
from kg.mappers.tape import Tape

_LONGEST = 5  # items before a body's last word


def body_before(tape: Tape, verb: int) -> Listed:
    """Return the body before a verb: "the party's coordination committee will again sit"."""
    skipped = clause_words()["auxiliary"] | clause_words()["adverb"]
    last = verb
    while tape.word(last - 1) in skipped:
        last -= 1
    if tape.word(last - 1) not in words("circles"):
        return NOBODY
    first = last - 1
    while first > max(0, last - _LONGEST) and _belongs(tape, first - 1):
        first -= 1
    before = tape.word(first - 1 - (tape.word(first - 1) in words("determiners")))
    if before in clause_words()["preposition"] - clause_words()["subordinate"]:
        return NOBODY  # "the selectors of the board met"
    mention = group(tape.items[first:last], tape.document.document.text).mention
    return Listed(first, last, (mention,)) if mention else NOBODY


def _belongs(tape: Tape, at: int) -> bool:
    """Say whether an item says which body it is: whose, or of what kind."""
    owned = tape.word(at) in ("'s", "'")
    qualified = tape.letter(at) == "w" and qualifies(tape.items, at)
    return owned or qualified or (tape.letter(at) in "OL" and tape.word(at + 1) not in ("", ","))


def sits(tape: Tape, verb: int) -> bool:
    """Say whether a body sits on a day or in a place: "the panel will sit on Saturday"."""
    _, last = clause(tape, verb)
    if tape.word(verb + 1) in ("on", "idle"):
        return False  # "sat on the file till Monday"
    there = tape.word(verb + 1) in ("in", "at") and tape.letter(verb + 2) in "LO"
    there = there and tape.word(verb) != "sits"  # where it always does
    if not words("no_visit").isdisjoint(tape.words[verb:last]):
        return False  # "sat in protest on Monday"
    return bool(body_before(tape, verb)) and (there or "D" in tape.letters[verb:last])
