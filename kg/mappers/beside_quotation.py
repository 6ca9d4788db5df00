"""Map, whose words: who stands beside a quotation, where no verb of speech is known."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mappers.lexicon import is_past_form
from kg.mappers.tape import Tape

GOVERNING = frozenset(
    "by with of to for against from on at about between after before like than amid including "
    "over under towards toward behind into told called asked".split()
)
WHERE = frozenset(("in", "at", "on", "during", "after", "while", "here", "from", "through"))
_MARKS = frozenset(('"', "“", "”", "‘", "’", "'"))  # letters of quotation marks
_NEAR = 4  # items from a verb to the colon behind it


def beside_quotation(tape: Tape) -> Iterator[int]:
    """Yield where somebody stands beside a quotation: `"We won" - Sen`, `Sen shot back: "No."`.

    And for whom something is so: `For Sen, it "changes nothing at all"`.
    """
    for at, letter in enumerate(tape.letters):
        if letter != "P" or tape.quotation(at) or tape.word(at + 1) in ("'s", "'"):
            continue
        signed = at > 1 and tape.letter(at - 1) in "-–—" and tape.letter(at - 2) in _MARKS
        ends = tape.letter(at + 1) in ("", ",", ".", "D", "(") or tape.word(at + 1) in WHERE
        if at == 1 and tape.word(0) == "for":
            told = tape.letter(2) == ","
        else:
            told = (signed and ends) or _leads(tape, at + 1)
            told = told and tape.word(at - 1) not in GOVERNING
        if told:
            yield at


def _leads(tape: Tape, at: int) -> bool:
    """Say whether a verb and a colon lead to a quotation: "shot back:"."""
    colon = next((i for i in range(at + 1, at + _NEAR) if tape.word(i) == ":"), 0)
    return bool(colon) and is_past_form(tape.word(at)) and tape.letter(colon + 1) in _MARKS
