"""Map, when and where: the words of a sentence that may date and place an occasion."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kg.mappers.clauses import clause, long_quotation
from kg.mappers.journeys import is_other_time
from kg.mappers.lexicon import clausal, clause_words, occasion_nouns, occasion_verbs
from kg.mappers.lists import verb_follows
from kg.mappers.tape import PARTICIPANTS, Tape


def reach(tape: Tape, at: int) -> tuple[int, int, frozenset[int]]:
    """Return the clause of an item as items first..last (exclusive), and which of them are not its.

    A relative clause between commas parts the clause that it stands in, and ends where that goes
    on. Examples: in "On Monday Sen, who had flown in from Oslo, met Das" the clause of "met" is the
    whole sentence but for the aside; that of "flown" is the aside alone.
    """
    first, last = clause(tape, at)
    told = behind_what_is_told(tape, first, at)
    other = set(range(first, max(told, _fronted(tape, first, at))))
    for opens, closes in tape.found(_asides):
        if opens <= at < closes:
            last = min(last, closes)
            continue
        if at < opens and last == opens + 1:
            last = clause(tape, closes + 1)[1] if _goes_on(tape, closes + 1) else closes
        elif opens < first <= closes < at:
            first = clause(tape, opens - 1)[0]
        if not _tells_how_it_went(tape, opens):
            other.update(range(opens, closes))
    return first, last, frozenset(other)


def _fronted(tape: Tape, first: int, at: int) -> int:
    """Return where the clause goes on behind a fronted one that tells of another occasion.

    Example: at "Sen" in "Hours after meeting Das in Pune on Tuesday, Sen flew home and met Roy".
    """
    comma = next((i for i in range(first, at) if tape.word(i) == ","), first)
    opens = next((i for i in range(first, comma) if is_other_time(tape, i)), comma)
    told = occasion_nouns() | occasion_verbs()
    another = opens - first <= _FEW and not told.isdisjoint(tape.words[opens:comma])
    return comma if another and not told.isdisjoint(tape.words[comma : at + 1]) else first


_FEW = 2  # items: "Two days after", "Hours after"


def _tells_how_it_went(tape: Tape, opens: int) -> bool:
    """Say whether an aside is of the occasion before it: "the talks, which took place in Oslo,"."""
    if tape.word(opens) in clausal("went_on"):  # "the talks of Sen and Das, held in Oslo,"
        return not occasion_nouns().isdisjoint(tape.words[:opens])
    of_it = tape.word(opens) == "which" and tape.word(opens - 2) in occasion_nouns()
    return of_it and _goes_on(tape, opens + 1)


def _goes_on(tape: Tape, at: int) -> bool:
    """Say whether a clause goes on with how an occasion went: "the talks, which ..., were held"."""
    auxiliary = clause_words()["auxiliary"]
    return next((w for w in tape.words[at:] if w not in auxiliary), "") in clausal("went_on")


def _asides(tape: Tape) -> list[tuple[int, int]]:
    """Return the relative clauses between commas: the word that opens each, the comma behind."""
    commas = [i for i, word in enumerate(tape.words) if word == ","]
    closing = [i for i in commas if _closes(tape, i)]
    found: list[tuple[int, int]] = []
    for at in range(2, len(tape.items)):
        if tape.word(at - 1) != "," or not (tape.word(at) in _RELATIVE or _tells_more(tape, at)):
            continue
        begin = at + 1
        if tape.word(begin) == ",":  # "who, along with Das, met Sen,"
            begin = _after(commas, begin, begin)
        end = len(tape.items) if _tells_how_it_went(tape, at) else at
        closed = _after(closing, begin, end)
        if closed > at and long_quotation(tape, at) == long_quotation(tape, closed - 1):
            found.append((at, closed))
    return found


def _tells_more(tape: Tape, at: int) -> bool:
    """Say whether a participle opens an aside: "Sen, elected in May, met Das"."""
    word = tape.word(at)
    return tape.letter(at - 2) in "PT" and (word.endswith("ed") or word in clausal("participle"))


def _after(places: Sequence[int], at: int, otherwise: int) -> int:
    """Return the first of sorted places behind an item."""
    number = bisect_right(places, at)
    return places[number] if number < len(places) else otherwise


_RELATIVE = frozenset(("who", "which", "whom", "whose"))


def _closes(tape: Tape, comma: int) -> bool:
    """Say whether a clause goes on behind a comma: "who led it, on Monday also met"."""
    return tape.word(comma) == "," and verb_follows(tape, comma + 1)


def behind_what_is_told(tape: Tape, begin: int, before: int) -> int:
    """Return where who says or decides it begins, behind what is told; else where the clause does.

    Examples: "Foo will win, Sen said after a meeting", "Foo will win, it was decided at talks",
    "Foo will win, said Sen after a meeting".
    """
    auxiliary = clause_words()["auxiliary"]
    finite = next((at for at in range(begin, before) if tape.word(at) in auxiliary), before)
    for at in range(before - 1, max(begin + _TOLD, finite), -1):
        if tape.word(at) not in clausal("told"):
            continue
        inverted = tape.letter(at - 1) == "," and tape.letter(at + 1) in PARTICIPANTS
        who = at if inverted else at - 1 - (tape.word(at - 1) in ("was", "were"))
        if not (
            inverted or tape.letter(who) in PARTICIPANTS or tape.word(who) in clausal("telling")
        ):
            continue
        first = who - (tape.word(who - 1) == "the")
        if tape.letter(first - 1) == "," and finite < first:
            return first
    return begin


_TOLD = 2  # items: what is told has more
