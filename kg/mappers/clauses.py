"""Map: the clauses of a sentence."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from itertools import pairwise

from kg.mappers.lexicon import clausal, clause_words, is_past_form
from kg.mappers.lists import opens_second
from kg.mappers.tape import PARTICIPANTS, Tape
from kg.model import Span


def clause(tape: Tape, at: int) -> tuple[int, int]:
    """Return the clause of an item, as items first..last (exclusive).

    Example: in "Roy said that Sen met Das but Rao left" the clause of "met" is "Sen met Das".
    """
    starts = tape.found(_starts)
    number = bisect_right(starts, at)
    return starts[number - 1], starts[number] if number < len(starts) else len(tape.items)


def _starts(tape: Tape) -> list[int]:
    """Return the items at which a clause starts."""
    opening = _opening()
    candidates = {at for at, before in enumerate(tape.words, 1) if before in opening}
    if tape.quotations:
        long = [long_quotation(tape, at) for at in range(len(tape.items))]
        candidates.update(at for at, (one, two) in enumerate(pairwise(long), 1) if one != two)
    return [0, *(at for at in sorted(candidates) if at < len(tape.items) and _is_start(tape, at))]


@cache
def _opening() -> frozenset[str]:
    """Return the words behind which a clause may start; no other does but at a quotation's ends."""
    words = clause_words()
    return words["boundary"] | words["relative"] | words["subordinate"] | {"and", "said"}


def _is_start(tape: Tape, at: int) -> bool:
    """Say whether a clause starts at an item."""
    words = clause_words()
    before = tape.word(at - 1)
    if before == "since" and tape.word(at - 2) in ("has", "have", "had"):
        return False  # "has since joined"
    if before in words["boundary"] and tape.letter(at) == "D":
        return before not in words["before_date"]  # "his first talks since May with Sen"
    if before in words["boundary"] or before in words["relative"]:
        return True
    if long_quotation(tape, at) != long_quotation(tape, at - 1):
        return True
    if (
        before == "and"
        and tape.letter(at) in PARTICIPANTS
        and tape.letter(at - 2) not in PARTICIPANTS
    ):
        return _opens_main_clause(tape, at)
    if before in words["subordinate"] and tape.letter(at) in PARTICIPANTS:
        if before == "as" and tape.letter(at) == "T" and _goes_on(tape, at + 1):
            return False  # "stepped down as mayor and was replaced", "as mayor, met Das"
        return _has_verb_soon(tape, at)
    opens = tape.letter(at) in PARTICIPANTS or tape.word(at) in clausal("determiner")
    return before == "said" and opens and _has_verb_soon(tape, at)


def _goes_on(tape: Tape, at: int) -> bool:
    """Say whether "and" or a comma and a verb follow an office: it is not the verb's subject."""
    at += tape.letter(at) == "D"
    verb = tape.word(at + 1)
    return tape.word(at) in ("and", ",") and (
        verb in clause_words()["auxiliary"] or is_past_form(verb)
    )


def long_quotation(tape: Tape, at: int) -> Span | None:
    """Return the quotation of an item, unless it is of a few words: a "very good" meeting."""
    quotation = tape.quotation(at)
    return None if quotation in tape.found(_short_quotations) else quotation


def _short_quotations(tape: Tape) -> list[Span]:
    """Return the quotations of a few words of which something stands in a sentence."""
    text = tape.document.document.text
    return [each for each in tape.quotations if len(each.of(text).split()) <= _FEW]


_FEW = 4  # words


def _opens_main_clause(tape: Tape, at: int) -> bool:
    """Say whether "and" joins a clause: "gave up the post, and Sen called on Das"."""
    if tape.word(at - 2) == "," and tape.letter(at - 3) in PARTICIPANTS:
        return opens_second(tape, at)  # else the last of a list
    return tape.letter(at + 1) == "w" and _has_verb_soon(tape, at)


def _is_noun(tape: Tape, at: int) -> bool:
    """Say whether a word is a determiner, or the noun behind one: "the commission"."""
    return tape.word(at) in clausal("determiner") or tape.word(at - 1) in clausal("determiner")


def _has_verb_soon(tape: Tape, at: int) -> bool:
    """Say whether a verb follows a participant: "as Sen met Das" and not "as minister"."""
    after = next(
        (
            i
            for i in range(at, len(tape.items))
            if tape.letter(i) == "w"
            and tape.word(i) not in clausal("joining")
            and not _is_noun(tape, i)
        ),
        None,
    )
    return after is not None and (
        tape.word(after) in clause_words()["auxiliary"]
        or tape.word(after).endswith(("ed", "s", "t", "d"))
    )
