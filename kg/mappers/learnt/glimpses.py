"""Map, learnt: tellings that no frame reads, added where enough speaks for an occasion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.mappers.frames.glimpse import Glimpse, glimpse
from kg.mappers.learnt.parts import part_signs
from kg.mappers.learnt.scene import Scene
from kg.mappers.learnt.tellings import is_weighed, telling_signs
from kg.mappers.learnt.weights import judges
from kg.mappers.learnt.words import Place
from kg.mappers.modality import Modality
from kg.mappers.tape import PARTICIPANTS, Tape
from kg.mappers.voices import Voices
from kg.model import Entity
from kg.vocabulary import EntityKind

_LIKELY = 0.7  # from here on an occasion is told of, and somebody took part in it
_EVEN = 0.5
_APART = 12  # items within which two words of meeting tell of the same


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a telling stands; `known` says that an occasion was told of before."""

    scene: Scene
    voices: Voices
    known: bool


def completed(tape: Tape, found: Iterable[Glimpse], setting: Setting) -> list[Glimpse]:
    """Return the tellings FOUND in a sentence with those that only the words round them betray.

    Example: "In remarks before he was to sit at the table with Das, Sen spoke of their encounter".
    """
    told = list(found)
    clear = [g.at for g in told if not g.weak and g.modality is not Modality.HYPOTHETICAL]
    for at in range(len(tape.items)):
        if not is_weighed(tape, at) or any(abs(at - other) <= _APART for other in clear):
            continue
        here = [g for g in told if g.at == at]
        added = _read(Place(tape, at), here, setting)
        if added:
            told += [] if here else [added]
            clear.append(at)
    return sorted(told, key=lambda g: g.at)


def _read(place: Place, here: list[Glimpse], setting: Setting) -> Glimpse | None:
    """Return a telling at a word of meeting, with those who took part; None where none is."""
    signs = telling_signs(place, setting.scene)
    if not _names_anybody(place) or judges().tells.likelihood(signs) < _LIKELY:
        return None
    found = here[0] if here else glimpse(place.tape, setting.voices, place.at)
    if found.modality is Modality.DENIED:
        return None
    who = list(dict.fromkeys(_who(place, found, setting.scene)))
    if not who:
        return None
    if found.modality is Modality.HYPOTHETICAL:
        to_come = judges().to_come.likelihood(signs) > _EVEN
        found.modality = Modality.PLANNED if to_come else Modality.HAPPENED
        found.unmarked = True
    found.take_named(who)
    found.convened, found.presence = True, False
    found.anaphoric = found.anaphoric or found.definite
    # "the meeting" with one more who was there is one told of before, if there is one
    found.weak = found.definite and setting.known and len(who) == 1
    return found


def _names_anybody(place: Place) -> bool:
    return any(letter in _ACTING for letter in place.tape.letters)


_ACTING = f"{PARTICIPANTS}L"  # "L": a state


def _who(place: Place, found: Glimpse, scene: Scene) -> Iterator[Entity]:
    """Yield those named in the sentence who took part, in order."""
    for at, item in enumerate(place.tape.items):
        if item.mention is None or item.letter not in _ACTING:
            continue
        if judges().took_part.likelihood(part_signs(place, at, scene)) < _LIKELY:
            continue
        who = found.entity_of(item.mention)
        if who and who not in found.absentees and who.kind is not EntityKind.PLACE:
            yield who
