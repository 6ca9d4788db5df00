"""Map, who met: each place in a sentence that tells of an occasion, with whom it puts there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from kg.mappers.clauses import clause
from kg.mappers.frames.contacts import contact
from kg.mappers.frames.glimpse import MOST, Glimpse, triggers, words
from kg.mappers.frames.nouns import noun
from kg.mappers.frames.presence import presence
from kg.mappers.frames.senses import is_of_other_sense
from kg.mappers.frames.series import one_by_one
from kg.mappers.frames.surroundings import besides
from kg.mappers.frames.verbs import verb
from kg.mappers.tape import Tape
from kg.mappers.voices import Voices

# Each reads the word at an item as a trigger of its kind; the first that does wins.
_READERS = (verb, contact, noun, presence)


def glimpses(tape: Tape, voices: Voices) -> Iterator[Glimpse]:
    """Yield the occasions that a sentence tells of, in order, who came along behind them.

    "Sen, flanked by Das, met Roy" tells of the meeting first.
    """
    telling = triggers()
    if not tape.may_have(telling):
        return
    heard = islice((at for at, word in enumerate(tape.words) if word in telling), MOST)
    found = [glimpse for at in heard if (glimpse := _read(tape, voices, at))]
    along = [g for g in found if g.presence and tape.word(g.at) in words("besides")]
    strong = any(not g.weak for g in found)
    for glimpse in found if not strong else [*(g for g in found if g not in along), *along]:
        if (glimpse is not found[0] and _is_where(glimpse)) or (strong and glimpse in along):
            glimpse.weak = glimpse.definite = glimpse.beside = True
        glimpse.teller = voices.quoted(tape, glimpse.at)
        besides(glimpse)
        yield from one_by_one(glimpse)


def _is_where(found: Glimpse) -> bool:
    """Say whether a clause tells what was at the occasion before it: "where Das was present"."""
    return found.tape.word(clause(found.tape, found.at)[0] - 1) == "where"


def _read(tape: Tape, voices: Voices, at: int) -> Glimpse | None:
    if is_of_other_sense(tape, at):
        return None
    for reader in _READERS:
        found = reader(tape, voices, at)
        if found:
            found.pair = found.pair and not found.people
            return found
    return None


__all__ = ["Glimpse", "glimpses"]
