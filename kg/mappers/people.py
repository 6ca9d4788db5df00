"""Map, who moves: the people of a list, and whom "who" stands for."""

from __future__ import annotations

from kg.linking import Mention
from kg.linking.chunks import is_number
from kg.linking.lexicon import words as noun_words
from kg.mappers.lists import listed
from kg.mappers.persons import is_certain, is_person
from kg.mappers.reality import listed_words
from kg.mappers.tape import Tape

_PAIR = 2  # names


def people(tape: Tape, start: int, end: int) -> tuple[Mention, ...]:
    """Return the people of the list that begins at an item."""
    whole = listed(tape, start, end)
    found = whole.mentions
    if listed_words("joiners").isdisjoint(tape.words[whole.first : whole.last]):
        named = [i for i, mention in enumerate(found, 1) if mention.kind == "P"]
        found = found[: named[0]] if len(named) == _PAIR else found  # "Sen, a Das aide" is no list
    return tuple(m for m in found if is_person(m) and is_certain(tape, m) and not _counts(tape, m))


def _counts(tape: Tape, mention: Mention) -> bool:
    """Say whether a name is what a number counts: "Six Foo-Barians were sworn in"."""
    before = tape.sentence.tokens[mention.first - 1].lower if mention.first else ""
    plural = mention.kind == "P" and mention.name.of(tape.document.document.text).endswith("s")
    return plural and is_number(before)


def antecedent(tape: Tape, relative: int) -> tuple[Mention, ...]:
    """Return whom "who" stands for: the list that ends before it, asides skipped.

    Example: "Sen, a four-term corporator who quit" has Sen.
    """
    at = relative - 1
    if tape.word(at) == "and" and "who" in tape.words[:at]:  # "who owed it to Das and who left"
        return antecedent(tape, max(i for i in range(at) if tape.word(i) == "who"))
    while at >= 0 and tape.word(at) in (",", ".", "-", "–", "—"):
        at -= 1
    if tape.letter(at) == "T" or (tape.letter(at) == "w" and _aside(tape, at) >= 0):
        at = _aside(tape, at)
    if at < 0:
        at = relative - 2 if tape.word(relative - 1) == "," else relative - 1
        return people(tape, at, relative) if tape.letter(at) == "T" else ()
    if tape.letter(at) not in "PR":
        return ()
    of_another = tape.word(at - 1) in ("to", "of", "for") and tape.letter(at - 2) in "GTw"
    if of_another and tape.word(relative - 1) != ",":
        return ()  # "aides to Sen who resigned"
    first = at
    if tape.word(relative + 1) in ("is", "was", "has"):
        return people(tape, at, relative)  # "Sen and Das, who is"
    while first > 1 and tape.word(first - 1) in ("and", ",") and tape.letter(first - 2) == "P":
        first -= 2
    whose = with_relative(tape, first)
    return people(tape, first if whose is None else whose, relative)


def with_relative(tape: Tape, at: int) -> int | None:
    """Return whom a list names before a relative at an item: Sen in "Sen and his son Das"."""
    owned = at - 2 - (tape.word(at - 2) not in _WHOSE)  # "his elder brother"
    related = tape.word(at - 1) in noun_words().kin and tape.word(owned) in _WHOSE
    joined = owned - 1 - (tape.words[owned - 2 : owned] == (",", "and"))
    listed_ = related and tape.word(joined) in (",", "and") and tape.letter(joined - 1) == "P"
    return joined - 1 if listed_ else None


_WHOSE = ("his", "her", "their")


def _aside(tape: Tape, at: int) -> int:
    """Return the person before an apposition that ends at an item, else -1."""
    for i in range(at, max(at - 8, 0), -1):
        if tape.word(i) == ",":
            return i - 1 if tape.letter(i - 1) == "P" else -1
    return -1
