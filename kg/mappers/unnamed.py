"""Map, who takes part: people whom a noun phrase only describes, where somebody must be meant."""

from __future__ import annotations

from kg.linking import Mention
from kg.mappers.groups import end, group, is_group_noun
from kg.mappers.lexicon import clausal
from kg.mappers.tape import Tape


def described(tape: Tape, at: int, last: int) -> tuple[Mention, int] | None:
    """Return the people of the noun phrase at an item and where it ends, None where none are.

    Example: at "his" in "talks with his Iranian counterpart on Monday": "Iranian counterpart".
    """
    stop = min(end(tape.items, at), last)
    if (
        stop <= at
        or tape.word(at).endswith("ing")
        or not any(_is_head(tape, i) for i in range(at, stop))
    ):
        return None
    if tape.word(stop) in ("of", "from") and (after := end(tape.items, stop + 1)) > stop + 1:
        stop = min(after, last)
    found = group(tape.items[at:stop], tape.document.document.text).mention
    named = tape.letter(stop) == "P" or apposed(tape, stop)  # "the opposition leader Das"
    return (found, stop) if found and not named else None


def apposed(tape: Tape, comma: int) -> bool:
    """Say whether behind a comma stands who is meant: "with his counterpart, Sen, on Monday".

    A name that nothing closes may be a verb's subject: "after talks with his ally, Sen left".
    """
    related = tape.word(comma) == "," and tape.word(comma - 1) in clausal("related")
    return related and tape.letter(comma + 1) == "P" and tape.letter(comma + 2) in SIGNS


SIGNS = (",", ".", ";", ":", ")", "(", "–", "—", "")


def _is_head(tape: Tape, at: int) -> bool:
    """Say whether an item is a noun for people: a collective, or Democrats, Kurds in capitals."""
    item = tape.items[at]
    if item.letter == "T":
        return True
    if item.letter != "w":
        return False
    capital = at > 0 and item.span.of(tape.document.document.text).istitle()
    return is_group_noun(item.lower) or (capital and item.lower.endswith("s"))
