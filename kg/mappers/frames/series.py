"""Map, who met: meetings with one person after another that a sentence tells of in one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.mappers.frames.glimpse import Glimpse, words
from kg.mappers.lists import listed
from kg.model import Entity

_NEAR = 5  # items between the noun and "with"


def one_by_one(found: Glimpse) -> Iterator[Glimpse]:
    """Yield a telling for each person whom somebody met in turn, else the telling as it is.

    Example: "Sen's meetings with Das and Roy" are two; "a meeting with Das and Roy" is one.
    """
    met = _met(found)
    if len(met) < _TWO or found.weak:
        yield found
        return
    for person in met:
        rest = [e for e in found.participants if e not in met or e == person]
        yield replace(found, participants=rest, plural=False, another=True)


_TWO = 2


def _met(found: Glimpse) -> list[Entity]:
    """Return the people behind "meetings with", where nobody but people stands there."""
    tape, at = found.tape, found.at
    if tape.word(at) not in words("each"):
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
