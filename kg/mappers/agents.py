"""Map, who moves: who appoints, elects or removes them."""

from __future__ import annotations

from kg.mappers.clauses import clause
from kg.mappers.movers import may_move, restart
from kg.mappers.tape import Tape
from kg.model import Entity
from kg.vocabulary import EntityKind


def by_whom(tape: Tape, at: int) -> Entity | None:
    """Return the agent of a passive: "was sacked by the party"."""
    _, last = clause(tape, at)
    for i in range(at, min(last, at + 6)):
        if tape.word(i) == ",":
            break
        if tape.word(i) == "by" and tape.letter(i + 1) in "PORT":
            return _actor(tape, i + 1)
    return None


def after_agent(tape: Tape, at: int) -> int:
    """Return the "as" after a passive's agent, else the item: "appointed by Sen as minister"."""
    if tape.word(at) != "by":
        return at
    _, last = clause(tape, at)
    return next((i for i in range(at, min(last, at + _AGENT)) if tape.word(i) == "as"), at)


_AGENT = 5  # items of a passive's agent


def agent_of(tape: Tape, verb: int) -> Entity | None:
    """Return who does what a verb says: a person or organisation, the nearest subject."""
    first, _ = clause(tape, verb)
    starts = [i for i in range(first, verb) if may_move(tape, i, first)]
    if starts:
        return _actor(tape, restart(tape, starts))
    if "it" in tape.words[first:verb]:
        return _it(tape)
    return None


def _it(tape: Tape) -> Entity | None:
    """Return the organisation that "it" goes back to: the one that opens the sentence before."""
    number = tape.sentence.number
    before = tape.document.sentences[number - 1].mentions[:1] if number else ()
    mention = next((m for m in before if m.kind == "O" and m.first <= 1 and not m.owner), None)
    return mention.entity if mention else None


def _actor(tape: Tape, at: int) -> Entity | None:
    entity = tape.items[at].entity
    return entity if entity and entity.kind is not EntityKind.PLACE else None
