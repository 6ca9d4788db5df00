"""Map, who moves: one who follows another in office: "Sen will succeed Das as minister"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.mappers.complements import Complement, complement
from kg.mappers.movers import gerund_subject, movers
from kg.mappers.patients import patients
from kg.mappers.triggers import Change, Trigger, change_of
from kg.vocabulary import MoveKind

_GOES = ("replac", "tak", "took")  # who is succeeded may have died, who is replaced leaves


def by_successor(trigger: Trigger) -> Change | None:
    """Read "Sen succeeded Das as minister", "sworn in as president, replacing Das"."""
    tape = trigger.tape
    whom = patients(tape, trigger.end)
    if len(whom.movers) != 1:
        return None
    who = movers(tape, trigger.at)
    if not who and tape.word(trigger.at).endswith("ing"):
        who = gerund_subject(tape, trigger.at)
    if len(who) != 1 or who[0].entity == whom.movers[0].entity:
        return None
    after = complement(tape, whom.end) if tape.word(whom.end) == "as" else Complement()
    change = change_of(trigger, MoveKind.APPOINTED, who, Complement(offices=after.offices))
    return replace(change, post=not after.offices, predecessor=whom.movers[0])


def predecessors(change: Change) -> Iterator[Change]:
    """Yield the leaving of whom another one replaces."""
    word = change.tape.word(change.at)
    if change.predecessor and word.startswith(_GOES):
        yield replace(
            change,
            kind=MoveKind.LEFT,
            movers=(change.predecessor,),
            predecessor=None,
            agent=None,
        )
