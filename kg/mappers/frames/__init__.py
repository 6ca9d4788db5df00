"""Map, who met: each place in a sentence that tells of an occasion, with whom it puts there."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mappers.clauses import clause
from kg.mappers.frames.glimpse import Glimpse
from kg.mappers.frames.nouns import noun
from kg.mappers.frames.presence import presence
from kg.mappers.frames.surroundings import besides
from kg.mappers.frames.verbs import verb
from kg.mappers.tape import Tape
from kg.mappers.voices import Voices

# Each reads the word at an item as a trigger of its kind; the first that does wins.
_READERS = (verb, noun, presence)


def glimpses(tape: Tape, voices: Voices) -> Iterator[Glimpse]:
    """Yield the occasions that a sentence tells of, in order."""
    told = False
    for at, word in enumerate(tape.words):
        found = _read(tape, voices, at) if word else None
        if found is None:
            continue
        if told and tape.word(clause(tape, at)[0] - 1) == "where":
            found.weak = found.definite = found.beside = True
        found.teller = voices.quoted(tape, at)
        besides(found)
        told = True
        yield found


def _read(tape: Tape, voices: Voices, at: int) -> Glimpse | None:
    for reader in _READERS:
        found = reader(tape, voices, at)
        if found:
            return found
    return None


__all__ = ["Glimpse", "glimpses"]
