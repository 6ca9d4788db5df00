"""Map, who met: the two people for whom "the two leaders", "the pair" and "they" stand."""

from __future__ import annotations

from collections.abc import Sequence

from kg.mappers.frames.glimpse import Glimpse
from kg.mappers.tape import Tape
from kg.model import Entity
from kg.vocabulary import EntityKind

_TWO = 2
_JUST = 2  # sentences

Told = tuple[int, set[Entity]]  # the sentence that told of an occasion last, and who took part


def the_two(glimpse: Glimpse, told: Sequence[Told]) -> set[Entity]:
    """Return the two who are meant, of whom the article has TOLD, the latest occasion last.

    The two whom the sentence itself names before, else those told of just before, else the two
    whom the sentence before names ("Sen thanked Das. The two ministers met"), else who was told of
    last.
    """
    tape = glimpse.tape
    near = {i.entity for i in tape.items[: glimpse.at] if i.letter == "P" and i.entity}
    if len(near) == _TWO:
        return near
    if len(near) > _TWO:
        return set()  # of whom it names two are not told apart
    pairs = [(number, people) for number, people in reversed(told) if len(people) == _TWO]
    number = tape.sentence.number
    if pairs and number - pairs[0][0] <= _JUST:
        return pairs[0][1]
    before = _named_before(tape) if glimpse.named_two else set()
    if len(before) == _TWO:
        return before
    return pairs[0][1] if pairs else set()


def told_of_before(tape: Tape) -> set[Entity]:
    """Return the one whom the sentence before tells of: whose "her meeting with Das" is."""
    before = _named_before(tape)
    return before if len(before) == 1 else set()


def _named_before(tape: Tape) -> set[Entity]:
    """Return the people whom the sentence before names, or refers to."""
    number = tape.sentence.number
    before = tape.document.sentences[number - 1] if number else None
    if before is None or before.sentence.heading:
        return set()
    named = (m.entity for m in before.mentions if m.entity)
    return {entity for entity in named if entity.kind is EntityKind.PERSON}
