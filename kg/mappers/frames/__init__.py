"""Map, who met: each place in a sentence that tells of an occasion, with whom it puts there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from kg.mappers.clauses import clause
from kg.mappers.frames.contacts import contact
from kg.mappers.frames.encounters import encounter, is_with, may_be_with
from kg.mappers.frames.glimpse import MOST, Glimpse, triggers, words
from kg.mappers.frames.noun_phrases import phrase_start
from kg.mappers.frames.nouns import noun
from kg.mappers.frames.presence import presence
from kg.mappers.frames.senses import is_of_other_sense
from kg.mappers.frames.series import one_by_one
from kg.mappers.frames.surroundings import besides
from kg.mappers.frames.verbs import verb
from kg.mappers.tape import Tape
from kg.mappers.voices import Voices

# Each reads the word at an item as a trigger of its kind; the first that does wins.
_READERS = (verb, contact, noun, presence, encounter)


def glimpses(tape: Tape, voices: Voices) -> Iterator[Glimpse]:
    """Yield the occasions that a sentence tells of, in order, who came along behind them.

    "Sen, flanked by Das, met Roy" tells of the meeting first.
    """
    if not may_tell(tape):
        return
    heard = islice((at for at in range(len(tape.items)) if _is_heard(tape, at)), MOST)
    found = [glimpse for at in heard if (glimpse := _read(tape, voices, at))]
    along = [g for g in found if g.presence and tape.word(g.at) in words("besides")]
    strong = any(not g.weak for g in found)
    for glimpse in found if not strong else [*(g for g in found if g not in along), *along]:
        verb = found[0].tape.word(found[0].at) not in words("nouns")
        same = _is_where(glimpse, found[0]) or (verb and _is_apposed(glimpse))
        if (glimpse is not found[0] and same) or (strong and glimpse in along):
            glimpse.weak = glimpse.definite = glimpse.beside = True
        glimpse.teller = voices.quoted(tape, glimpse.at)
        besides(glimpse)
        yield from one_by_one(glimpse)


def may_tell(tape: Tape) -> bool:
    """Say whether a sentence may tell of an occasion by a word that a frame reads."""
    return tape.may_have(triggers()) or may_be_with(tape)


def _is_heard(tape: Tape, at: int) -> bool:
    return tape.word(at) in triggers() or is_with(tape, at)


def _is_where(found: Glimpse, first: Glimpse) -> bool:
    """Say whether a clause tells what was at the occasion before it: "where Das was present".

    Who went there in between met somebody else: "after talks with Sen he flew to Foo, where he
    met Das".
    """
    tape, at = found.tape, found.at
    if tape.word(clause(tape, at)[0] - 1) != "where":
        return False
    went = not words("journey").isdisjoint(tape.words[first.at : at])
    alike = found.people <= first.people or set() < first.people <= found.people
    return alike or not (went and tape.word(at) in words("verbs"))


def _is_apposed(found: Glimpse) -> bool:
    """Say whether a noun says what an occasion was: "was with Das on Friday, a get-together at"."""
    if found.tape.word(found.at) not in words("nouns"):
        return False
    start = phrase_start(found.tape, found.at)
    return found.tape.word(start) in ("a", "an") and found.tape.letter(start - 1) == ","


def _read(tape: Tape, voices: Voices, at: int) -> Glimpse | None:
    if is_of_other_sense(tape, at):
        return None
    for reader in _READERS:
        found = reader(tape, voices, at)
        if found:
            found.pair = found.pair and not found.people
            return found
    return None


__all__ = ["Glimpse", "glimpses", "may_tell"]
