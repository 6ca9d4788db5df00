"""Map, who takes part: the clauses of a sentence, and the subject of a verb in one."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from itertools import pairwise

from kg.mappers.lexicon import clausal, clause_words
from kg.mappers.lists import NOBODY, Listed, kin_follows, link, listed, opens_second
from kg.mappers.tape import PARTICIPANTS, Tape
from kg.mappers.unnamed import described
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
        verb in clause_words()["auxiliary"] | clausal("past_verb")
        or (verb.endswith("ed") and len(verb) > _FEW)
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


def subject(tape: Tape, verb: int, *, anybody: bool = False) -> Listed:
    """Return who does what the verb at an item says.

    `anybody`: those too whom a noun phrase only describes, where it is all that stands before the
    verb ("The state committee would meet"). The participants just before it (adverbs, dates,
    auxiliaries and asides skipped), else the first ones of the clause that no preposition governs,
    else whom a relative clause is about.
    Example: "Sen, along with Das, on Monday met Roy" has Sen and Das.
    """
    first, _ = clause(tape, verb)
    noun = anybody and tape.word(first - 1) != "who"  # not "chairs the panel" behind it
    whole = _described(tape, first, verb) if noun else NOBODY
    if whole:
        return whole
    if tape.word(first - 1) in clause_words()["relative"] and (aside := _before_aside(tape, verb)):
        return aside
    if is_main(tape, first, verb):
        return antecedent(tape, first - 1)
    starts = [i for i in range(first, verb) if may_be_subject(tape, i, first)]
    lists = [found for i in starts if (found := listed(tape, i, verb))]
    for found in lists:
        if _reaches(tape, found.last, verb):
            return found
    if lists:
        return lists[0]
    if tape.word(first - 1) in clausal("going_on"):  # "Sen said little but later met Das"
        free = (i for i in range(first) if may_be_subject(tape, i, 0) and tape.letter(i) in "PTR")
        return next((found for i in free if (found := listed(tape, i, first))), NOBODY)
    that = tape.word(first - 1) == "that" and tape.letter(first - 2) in PARTICIPANTS
    if that or tape.word(first - 1) in clause_words()["relative"]:
        found = antecedent(tape, _first_relative(tape, first - 1))
        return found or (_before_relative(tape, first - 1) if anybody else NOBODY)
    return _before_aside(tape, verb)


def is_main(tape: Tape, first: int, verb: int) -> bool:
    """Say whether a relative clause has ended before a verb: its own one stands there already.

    Example: "Those who met Sen in May have met Das"; nothing joins the two verbs.
    """
    if tape.word(first - 1) not in ("who", "which"):
        return False
    begin = verb
    while begin > first and tape.word(begin - 1) in clause_words()["auxiliary"]:
        begin -= 1
    own = clausal("past_verb") | clausal("finite")
    free = (
        tape.word(begin - 1) not in clause_words()["adverb"] and tape.letter(begin - 1) in "PGOLD"
    )
    told = any(word in own or word.endswith("ed") for word in tape.words[first : begin - 1])
    joined = {"and", "but", ","} & set(tape.words[first:begin])
    return begin < verb and free and told and not joined and "to" not in tape.words[begin:verb]


def _first_relative(tape: Tape, relative: int) -> int:
    """Return the first of relatives in a row: "Sen, who had left but who met Das"."""
    if tape.word(relative - 1) not in ("but", "and"):
        return relative
    before = [i for i in range(relative) if tape.word(i) == tape.word(relative)]
    return before[-1] if before else relative


def _before_aside(tape: Tape, verb: int) -> Listed:
    """Return whom an aside that ends before a verb is of.

    Examples: "Sen, who has led it since May, met Das", "Sen, who leads the team, is to meet Das".
    """
    ends = verb - 1
    while ends >= 0 and tape.letter(ends) != "," and _may_part(tape, ends):
        ends -= 1
    finite = ends == verb - 1 or tape.word(ends + 1) in clausal("finite")
    if tape.word(ends) != "," or not finite:
        return NOBODY
    asides = [i for i in range(1, ends) if tape.word(i) in ("who", "which", "whose")]
    opens = bool(asides) and tape.word(asides[-1] - 1) == ","
    return antecedent(tape, asides[-1]) if opens else NOBODY


def _described(tape: Tape, first: int, verb: int) -> Listed:
    """Return the people of a noun phrase that fills a clause from its start up to its verb."""
    while first < verb and (tape.letter(first) in "D," or _opens(tape.word(first))):
        first += 1
    found = listed(tape, first, verb, anybody=True)
    return found if found and _reaches(tape, found.last, verb) else NOBODY


def _before_relative(tape: Tape, relative: int) -> Listed:
    """Return the people of the noun phrase before "which": "a working group, which met in May"."""
    stop = relative - (tape.word(relative - 1) == ",")
    for first in range(max(0, stop - _LONGEST), stop):
        found = described(tape, first, stop)
        if found and found[1] == stop:
            return Listed(first, stop, (found[0],))
    return NOBODY


_LONGEST = 5  # items of a noun phrase


def _reaches(tape: Tape, at: int, verb: int) -> bool:
    """Say whether nothing but auxiliaries, dates and brackets stands between an item and a verb."""
    while at < verb:
        if tape.word(at) == "(" or tape.letter(at) == "(":
            closing = [i for i in range(at, verb) if tape.letter(i) == ")"]
            at = closing[0] if closing else verb
        elif not _may_part(tape, at):
            return False
        at += 1
    return True


def _opens(word: str) -> bool:
    return word in clause_words()["adverb"] or word in clause_words()["boundary"] or word == "and"


def _may_part(tape: Tape, at: int) -> bool:
    """Say whether an item may stand between a subject and its verb."""
    word = tape.word(at)
    known = word in clause_words()["auxiliary"] or word in clause_words()["adverb"]
    return tape.letter(at) in "D," or known or word.endswith("ly")


def may_be_subject(tape: Tape, at: int, first: int) -> bool:
    """Say whether the participant at an item may be the subject of the clause from `first`."""
    mention = tape.items[at].mention
    if tape.letter(at) not in PARTICIPANTS or mention is None:
        return False
    if mention.owner and not kin_follows(tape, at):
        return False
    if mention.kind == "R" and tape.sentence.tokens[mention.first].lower in ("him", "her"):
        return False
    before = tape.word(at - 1)
    if tape.letter(at) == "T" and mention.entity is None and _is_said_of(tape, at):
        return False  # "while Sen was still mayor, he met Das"
    if before in ("'s", "'") and tape.letter(at - 2) not in ("L", "O") and not mention.offices:
        return False  # but "Norway's Berg", "the Sena's Das", "Sen's adviser, Roy Das"
    if before == "meeting" and tape.letter(at - 1) == "w" and tape.letter(at) == "P":
        return False  # "after meeting Das, Sen flew home"
    if before in ("the", "a", "an", "both"):
        before = tape.word(at - 2)
    return (at == first or before not in clausal("preposition")) and not _in_bracket(tape, at)


def _is_said_of(tape: Tape, at: int) -> bool:
    """Say whether an office is what somebody is said to be: "was still the mayor"."""
    at -= 1
    while tape.word(at) in clause_words()["adverb"] | {"the", "a", "an"}:
        at -= 1
    return tape.word(at) in clausal("being")


def _in_bracket(tape: Tape, at: int) -> bool:
    left = tape.words[:at]
    return left.count("(") > left.count(")")


def antecedent(tape: Tape, relative: int) -> Listed:
    """Return whom "who" or "which" at an item stands for: the list that ends before it.

    Example: at "who" in "Sen and Das, who met Roy": Sen and Das.
    """
    at = relative - 1
    while at >= 0 and tape.word(at) == ",":
        at -= 1
    if at < 0 or tape.letter(at) not in PARTICIPANTS:
        return NOBODY
    first = at
    while first > 0 and (tape.letter(first - 1) in PARTICIPANTS or link(tape, first - 1)):
        first -= 1
    named = first - 1
    while tape.letter(first) == "T" and tape.letter(named) == "w" and first - named < _LONGEST:
        named -= 1
    if tape.letter(named) == "," and tape.letter(named - 1) == "P":
        first = named - 1  # "Sen, a seasoned former minister, who met Das"
        return listed(tape, first, named)
    return listed(tape, first, relative)
