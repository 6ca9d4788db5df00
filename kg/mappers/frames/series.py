"""Map, who met: meetings with one person after another that a sentence tells of in one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.mappers.frames.glimpse import Glimpse, words
from kg.mappers.lists import listed
from kg.mappers.tape import Tape
from kg.model import Entity

_NEAR = 5  # items between the noun and "with"


def one_by_one(found: Glimpse) -> Iterator[Glimpse]:
    """Yield a telling for each person whom somebody met in turn, else the telling as it is.

    Example: "Sen's meetings with Das and Roy" are two; "a meeting with Das and Roy" is one.
    """
    met = _met(found)
    if len(met) < _TWO or found.weak:
        yield found
        yield from _in_turn(found)
        return
    for person in met:
        rest = [e for e in found.participants if e not in met or e == person]
        yield replace(found, participants=rest, plural=False, another=True)


_TWO = 2


def _met(found: Glimpse) -> list[Entity]:
    """Return the people behind "meetings with", where nobody but people stands there."""
    tape, at = found.tape, found.at
    if tape.word(at) not in words("each") and "separate" not in tape.words[max(0, at - 2) : at]:
        return []
    near = range(at + 1, min(at + _NEAR, len(tape.items)))
    start = next((i for i in near if tape.word(i) == "with"), None)
    if start is None:
        return []
    whom = listed(tape, start + 1)
    if "and" not in tape.words[whom.first : whom.last]:
        return []  # "in his meetings with Das, Roy said"
    people = [m.entity for m in whom.mentions if m.kind in "PT" and m.entity]
    return people if len(people) == len(whom.mentions) else []


def _in_turn(found: Glimpse) -> Iterator[Glimpse]:
    """Yield the tellings of whom somebody met elsewhere or later, with the verb left out.

    Example: "Sen met Das in Oslo on May 2 and Roy in Rome on May 4" tells of Roy, too.
    """
    tape, at = found.tape, found.at
    if tape.word(at) not in words("verbs") | {"meeting"} or found.weak:
        return
    before = {item.entity for item in tape.items[:at]}
    doers = [e for e in found.participants if e in before]
    for i in range(at + 1, len(tape.items) - 2):
        apart = tape.word(i) == "and" and _says_when_or_where(tape, i - 1)
        person = tape.items[i + 1].entity if tape.letter(i + 1) == "P" else None
        if apart and person and person not in found.people and _ends(tape, i + 2):
            yield replace(found, at=i + 1, participants=[*doers, person], another=True)
        elif tape.letter(i) == "w" and tape.word(i) not in ("and", "in", "at"):
            return


def _says_when_or_where(tape: Tape, at: int) -> bool:
    """Say whether an item is a date, or a place behind "in" or "at"."""
    return tape.letter(at) == "D" or (tape.letter(at) == "L" and tape.word(at - 1) in ("in", "at"))


def _ends(tape: Tape, at: int) -> bool:
    """Say whether nothing but a date and a place stands from an item up to a comma or full stop."""
    start = at
    while tape.letter(at) in ("D", "L") or tape.word(at) in ("in", "at"):
        at += 1
    return at > start and (tape.word(at) in (",", ".", ";", "") or tape.word(at) == "and")
