"""Map, who moves: the people before and after a verb of moving, and who does it to them."""

from __future__ import annotations

from itertools import pairwise

from kg.linking import Mention
from kg.mappers.asides import before_aside
from kg.mappers.clause_subjects import may_be_subject
from kg.mappers.clauses import clause
from kg.mappers.people import antecedent, people, with_relative
from kg.mappers.reality import listed_words, words
from kg.mappers.tape import Tape


def movers(tape: Tape, verb: int) -> tuple[Mention, ...]:
    """Return the people who are the subject of the verb at an item.

    Example: in "nine members, including Sen, were elected" Sen of "elected".
    """
    first, _ = clause(tape, verb)
    open_ = not listed_words("anybody").isdisjoint(tape.words[max(first, verb - 3) : verb])
    if open_ or tape.words[verb - 2 : verb] == (",", "both"):
        return () if open_ else _both(tape, verb - 3)  # "whoever quit"
    if tape.word(first - 1) == "as" and tape.word(first - 2) in ("known", "called", "named"):
        first, _ = clause(tape, first - 2)  # "who is known as Sen" does not make Sen a subject
    if tape.word(verb - 1) == "to" and _is_object(tape, verb - 2):
        return people(tape, verb - 2, verb - 1)  # "protests that forced Sen to resign"
    near = _nearest(tape, verb)
    if (apart := _apart(tape, first, near, verb)) is not None:
        return apart
    first = _after_subordinator(tape, first, verb)
    if _is_other(tape, near, first, verb):
        return ()
    own = near >= first and (_is_own(tape, near) or _is_behind(tape, first, near))
    if tape.letter(near) in "PT" and own:
        return people(tape, near, near + 1)  # "before Sen became president"
    starts = [i for i in range(first, verb) if may_move(tape, i, first)]
    if starts:
        return people(tape, _start(tape, starts, near, verb), verb)
    if tape.word(first - 1) in ("who", "which"):
        return antecedent(tape, first - 1)
    return _shared_subject(tape, first)


def _both(tape: Tape, second: int) -> tuple[Mention, ...]:
    """Return the two of "Sen and an aide in Foo, Das, both quit"; the second is at an item."""
    joined = max((i for i in range(second) if tape.word(i) == "and"), default=0)
    if tape.letter(second) != "P" or tape.letter(joined - 1) != "P":
        return ()
    return (*people(tape, joined - 1, joined), *people(tape, second, second + 1))


def _apart(tape: Tape, first: int, near: int, verb: int) -> tuple[Mention, ...] | None:
    """Return "he" right before a verb, or whom a clause in commas parts from it; else None."""
    if described := before_aside(tape, near):
        return described
    if near >= 0 and tape.items[near].entity and tape.word_of(near) in ("he", "she"):
        return people(tape, near, near + 1)  # "Das met Sen shortly before she quit"
    main = _main_clause(tape, first, verb)
    starts = [i for i in main if may_move(tape, i, main.start)]
    return None if not main else people(tape, starts[0], main.stop) if starts else ()


def _main_clause(tape: Tape, first: int, verb: int) -> range:
    """Return the clause with which a verb goes on behind another: "Sen lost, as Das won, and quit".

    Empty if none does.
    """
    apart = tape.word(first - 1) in listed_words("subordinators") and tape.word(first - 2) == ","
    joins = (i for i in range(first, verb) if tape.words[i : i + 2] in ((",", "and"), (",", "but")))
    if not apart or not any(tape.letter(i + 2) == "w" for i in joins):
        return range(0)
    return range(clause(tape, first - 3)[0], first - 2)


def _start(tape: Tape, starts: list[int], near: int, verb: int) -> int:
    """Return where the subject begins, among the items that may."""
    if near in starts and tape.letter(near) in "OG":
        start = _first_of_list(tape, near)
        return start if start in starts else near
    if tape.word(verb - 1) == "to" and tape.word(near - 1) in listed_words("articles"):
        return starts[-1]  # "Das spoke after Sen broke a pledge to resign"
    start = restart(tape, starts)
    return _whom_it_describes(tape, start, starts) if tape.letter(start) == "O" else start


def _whom_it_describes(tape: Tape, at: int, starts: list[int]) -> int:
    """Return the person whom an organisation and a noun tell of: "Foo Party dissident Sen"."""
    person = next((i for i in starts if at < i <= at + 3 and tape.letter(i) == "P"), at)
    between = range(at + 1, person)
    plain = all(tape.letter(i) == "w" and not _is_verb(tape, i) for i in between)
    linked = {"and", "'s", "as"}.isdisjoint(tape.words[at + 1 : person])
    return person if plain and linked else at


def _is_other(tape: Tape, near: int, first: int, verb: int) -> bool:
    """Say whether a verb's subject is nobody named: "150 youths", "the government"."""
    word = tape.word(near)
    leads = near - 1 - (tape.word(near - 1) == "the")
    if tape.letter(near) == "L" and near > first and _governs(tape.word(leads)):
        return True  # "Sen said Foo joined the alliance"
    if tape.letter(near) == "G" and tape.word(near - 1) not in listed_words("beside"):
        return True
    if word in ("it", "this", "these"):
        return True
    if word.endswith("s") and word not in ("always", "thus", "perhaps"):
        return True
    if _is_noun(tape, near) and (tape.word(verb - 1) != "to" or _is_told(tape, near)):
        return True
    unnamed = tape.letter(near) == "T" and tape.items[near].entity is None
    return unnamed and near > first and tape.word(near - 1) != "as"


def _governs(word: str) -> bool:
    """Say whether a word is a verb of saying behind which another subject stands."""
    return word in ("said", "says", "saying", "that", "announced")


def _is_own(tape: Tape, at: int) -> bool:
    """Say whether somebody right before a verb is its whole subject: ", Sen is to be elected"."""
    before = tape.word(at - 1)
    if before in listed_words("subordinators"):
        return tape.word(at - 2) not in ("known", "called", "named", "such")
    if tape.letter(at - 1) == "w" and before not in listed_words("governing"):
        return with_relative(tape, at) is None  # "glad to see Sen become president"
    apart = before == "," and "," in tape.words[: at - 1]
    return apart and tape.letter(at - 2) == "w" and not _is_noun(tape, at - 2)


def _is_behind(tape: Tape, first: int, at: int) -> bool:
    """Say whether somebody stands behind a subordinate clause: "when Sen won in May, Das quit"."""
    subordinate = tape.word(first - 1) in listed_words("subordinators")
    told = any(tape.letter(i) == "w" for i in range(first, at - 1))
    return subordinate and told and tape.word(at - 1) == ","


def _is_told(tape: Tape, at: int) -> bool:
    """Say whether whose plan it is stays open: "Sen said the decision to quit was late"."""
    told = tape.word(at - 2) in ("said", "that", "says", "told", "called")
    return told and tape.word(at - 1) in ("the", "a", "an")


def _is_noun(tape: Tape, at: int) -> bool:
    """Say whether a word before a verb is a noun with its article: "the government resigned"."""
    if tape.letter(at) == ")":
        at = next((i - 1 for i in range(at, 0, -1) if tape.letter(i) == "("), at)
    if tape.letter(at) != "w" or tape.word(at) in listed_words("no_nouns"):
        return False
    for start in range(at - 1, max(at - 4, -1), -1):
        if tape.letter(start) != "w":
            return False
        if tape.word(start) in listed_words("articles"):
            told = tape.word(start - 1) == "and" and _tells(tape, start - 1)
            return told or tape.word(start - 1) not in listed_words("governing")
    return False


def _tells(tape: Tape, end: int) -> bool:
    """Say whether the clause before an item has its verb: "Sen was hurt and five men were"."""
    first, _ = clause(tape, end - 1)
    return any(_is_verb(tape, i) for i in range(first, end))


def _shared_subject(tape: Tape, first: int) -> tuple[Mention, ...]:
    """Return the subject of the clause before "but": "Sen was a minister but quit"."""
    if tape.word(first - 1) not in ("but", "and"):
        return ()
    start, _ = clause(tape, first - 2)
    apart = tape.word(start - 1) in listed_words("subordinators") and tape.word(first - 2) == ","
    if apart and tape.word(start - 2) == ",":
        start, _ = clause(tape, start - 3)  # "Sen lost, when Das ruled, but stepped down"
    subject = tape.letter(start) in "PTR" and start + 1 < first and tape.letter(start + 1) == "w"
    return people(tape, start, start + 1) if subject else ()


def _is_object(tape: Tape, at: int) -> bool:
    """Say whether somebody before "to" is whom a verb is done to: "picked Sen to succeed Das"."""
    governs = tape.letter(at - 1) == "w" and tape.word(at - 1) not in listed_words("no_verbs")
    return tape.letter(at) == "P" and governs and at > 1


def _after_subordinator(tape: Tape, first: int, verb: int) -> int:
    """Return where a verb's own clause begins, if another verb stands before its "after".

    Example: in "Sen was killed after the remnants of it were removed" behind "after".
    """
    for at in range(verb - 1, first, -1):
        if tape.letter(at) == ",":
            return first
        after = tape.word(at) in listed_words("fronts") or tape.text(at, at + 1).endswith(
            (" after", " before")
        )
        if after and tape.word(at + 1) in ("the", "a", "an", "his", "its", "their", "her"):
            told = any(_is_verb(tape, i) for i in range(first, at))
            return at + 1 if told and tape.word(verb - 1) in listed_words("verblike") else first
    return first


def _nearest(tape: Tape, verb: int) -> int:
    """Return the item before a verb, its auxiliaries, adverbs and dates skipped."""
    at = verb - 1
    while at > 0 and (
        tape.letter(at) == "D"
        or tape.word(at) in listed_words("skipped")
        or tape.word(at)[-2:] == "ly"
    ):
        at -= 1
    return at


def _first_of_list(tape: Tape, at: int) -> int:
    """Return the first item of the list of participants that ends at an item."""
    while at > 1 and tape.word(at - 1) in ("and", ",") and tape.letter(at - 2) in "PTROG":
        at -= 2
    return at


def may_move(tape: Tape, at: int, first: int) -> bool:
    """Say whether the participant at an item may be who moves."""
    if tape.letter(at) not in "PTROG" or tape.word(at - 1) in listed_words("copulas"):
        return False
    if tape.word(at - 1) == "'s" and tape.letter(at - 2) in ("O", "L"):
        return True  # "the Foo Party's Sen"
    if tape.word(at + 1) in words()["governments"]:
        return False  # "the Sen administration's plan was dropped"
    mention = tape.items[at].mention
    if tape.word(at - 1) in ("'s", "'") and tape.letter(at) == "P" and mention and mention.offices:
        return True  # "Das's defence minister, Sen,"
    if tape.letter(at) in "OG" and at != first and tape.letter(at - 1) == "w":
        described = tape.word(at - 1) in listed_words("standing") and at - 2 <= first
        joined = tape.word(at - 1) in ("and", "but", "or")
        return described or joined  # else it is what a verb is done to
    return may_be_subject(tape, at, first)


def restart(tape: Tape, starts: list[int]) -> int:
    """Return the subject's first item: the last one after "and" with a verb before it.

    Example: in "Sen was elected and Das from Foo was disqualified" Das, for "disqualified".
    """
    start = starts[0]
    for last, at in pairwise(starts):
        joined = tape.word(at - 1) in ("and", "but", ",", ";")
        if joined and any(_is_verb(tape, i) for i in range(last + 1, at - 1)):
            start = at
    return start


def _is_verb(tape: Tape, at: int) -> bool:
    word = tape.word(at)
    return word in listed_words("verblike") or (word.endswith("ed") and len(word) > 4)
