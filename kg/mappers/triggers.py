"""Map, who moves: the phrases that may tell of a move, by who moves and what must follow."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from kg.linking import Mention, Office
from kg.mappers.complements import Complement
from kg.mappers.reality import VOICES, bases, words
from kg.mappers.tape import Tape
from kg.model import Entity
from kg.text.inflection import inflected
from kg.values import value
from kg.vocabulary import MoveKind, MoveStatus


@value
class Trigger:
    """A phrase at items at..end (exclusive): who moves, what it may mean, by what follows."""

    tape: Tape
    voice: str
    at: int
    end: int
    senses: tuple[tuple[MoveKind, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Change:
    """One telling of a move at an item of a sentence, of one person or several alike."""

    tape: Tape
    at: int
    kind: MoveKind
    status: MoveStatus
    movers: tuple[Mention, ...]
    offices: tuple[Office, ...] = ()
    organization: Entity | None = None
    area: Entity | None = None
    agent: Entity | None = None
    post: bool = False  # "his post": the office that the text gives the mover
    predecessor: Mention | None = None  # whose office the mover gets


def change_of(
    trigger: Trigger,
    kind: MoveKind,
    who: tuple[Mention, ...],
    after: Complement,
    post: bool = False,
) -> Change:
    """Return the change of a phrase, the people who move and what follows."""
    return Change(
        trigger.tape,
        trigger.at,
        kind,
        MoveStatus.DONE,
        who,
        after.offices,
        after.organization,
        after.area,
        post=post and not after.offices,
    )


@cache
def _phrases() -> dict[str, dict[str, list[tuple[MoveKind, str]]]]:
    """Return what each phrase may mean, by phrase and voice."""
    found: dict[str, dict[str, list[tuple[MoveKind, str]]]] = {}
    for voice in VOICES:
        for kind, needs in words()[voice].items():
            for need, phrases in needs.items():
                for phrase in _forms(phrases):
                    senses = found.setdefault(phrase, {}).setdefault(voice, [])
                    senses.append((MoveKind(kind), need))
    for kind, nouns in words()["noun"].items():
        for noun in inflected(nouns):
            found.setdefault(noun, {}).setdefault("noun", []).append((MoveKind(kind), "noun"))
    return found


def _forms(phrases: list[str]) -> list[str]:
    """Return phrases with all that "his" stands for: "tendered her resignation"."""
    owners = ("his", "her", "their")
    told = inflected(phrases)
    owned = [p.replace(" his ", f" {each} ") for p in told for each in owners]
    several = [f"{p.replace(' his ', ' their ')}s" for p in told if p.endswith("his resignation")]
    return list(dict.fromkeys([*owned, *several]))


@cache
def _rests() -> dict[str, list[frozenset[str]]]:
    """Return the words that go on the phrases, by their first words."""
    found: dict[str, list[frozenset[str]]] = {}
    for first, *rest in (phrase.split() for phrase in _phrases()):
        found.setdefault(first, []).append(frozenset(rest))
    return found


@cache
def _sizes() -> dict[str, list[int]]:
    """Return how many words the phrases have, the longest first, by their first words."""
    sizes: dict[str, set[int]] = {}
    for words_ in (phrase.split() for phrase in _phrases()):
        sizes.setdefault(words_[0], set()).add(len(words_))
    return {first: sorted(each, reverse=True) for first, each in sizes.items()}


def may_tell(tape: Tape) -> bool:
    """Say whether a sentence may have a phrase: all of its words."""
    firsts = tape.vocabulary & _rests().keys()
    return any(rest <= tape.vocabulary for first in firsts for rest in _rests()[first])


def heard(tape: Tape) -> list[int]:
    """Return the items at which a phrase may begin."""
    firsts = _rests()
    return [at for at, word in enumerate(tape.words) if word in firsts]


def triggers_at(tape: Tape, at: int) -> list[Trigger]:
    """Return the phrases that begin at an item, the longest first."""
    found = [
        Trigger(tape, voice, at, at + size, tuple(senses))
        for size in _sizes().get(tape.word(at), ())
        for voice, senses in _phrases().get(" ".join(tape.words[at : at + size]), {}).items()
    ]
    return [t for t in found if t.voice == "noun"] if found and _is_noun(tape, at) else found


def _is_noun(tape: Tape, at: int) -> bool:
    """Say whether what looks like a verb is a noun: "offered him a return to", "under fire"."""
    side = at - 1 - (tape.word(at - 1) == "and")
    if tape.word(at) == "left" and tape.word(side) in words()["left_of"]:
        return True  # "support on the centre and left"
    return tape.word(at) in bases() and tape.word(at - 1) in words()["before_nouns"]
