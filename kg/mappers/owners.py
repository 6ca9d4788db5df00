"""Map, who moves: whom "his", "her" or "whose" goes back to."""

from __future__ import annotations

from kg.linking import Mention
from kg.mappers.people import people
from kg.mappers.persons import is_certain, named_in
from kg.mappers.reality import listed_words
from kg.mappers.tape import Tape


def owner_of(tape: Tape, at: int) -> tuple[Mention, ...]:
    """Return whom "his", "her" or "whose" at an item goes back to, if there is no doubt.

    Who stands right before it ("Sen and his wife", "Sen, whose son"), else the only one before it.
    """
    before = at - 1
    while tape.word(before) in _JOINS:
        before -= 1
    named = [i for i in range(at) if named_in((m,) if (m := tape.items[i].mention) else ())]
    who_ = {tape.items[i].entity for i in named}
    near = tape.items[before].mention if before in named else None
    clause = tape.words[before + 1 : before + 3] == (",", "and")  # "Sen won Foo, and her brother"
    being = named and tape.word(named[-1] + 1) in listed_words("be")
    clause = clause or bool(being and tape.letter(before) == "T")  # "Sen is mayor and her brother"
    if near is None and "and" in tape.words[before + 1 : at] and not clause:
        return ()  # "the factory's boss and his wife"
    only_joined = {tape.word(i) for i in range(before + 1, at)} <= _CLOSE
    if near and (only_joined or len(who_) == 1):
        return (near,) if is_certain(tape, near) and not near.owner else ()
    who = named[-1] + 1 if named else at
    who += tape.word(who) == ","
    acts = tape.word(who) == "who" and tape.word(who + 1) not in listed_words("copulas")
    if acts and tape.word(at) != "whose":  # "Sen, who took over from his brother"
        return people(tape, named[-1], named[-1] + 1)
    if len(who_) != 1 or tape.word(at) == "whose":
        return ()
    first = tape.items[named[0]].mention
    return (first,) if first and is_certain(tape, first) else ()


_CLOSE = frozenset(("and", ",", "on", "accompanied", "by"))
_JOINS = _CLOSE | frozenset(
    ("with", "along", "together", "accompanied", "by", "after", "following", "for")
)
