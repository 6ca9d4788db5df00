"""Map, who moves: nouns that tell of a move: "his resignation", "the election of Sen"."""

from __future__ import annotations

from dataclasses import replace

from kg.linking import Mention
from kg.mappers.appositions import behind_aside
from kg.mappers.complements import Complement, complement, has_any
from kg.mappers.gerunds import whose_doing
from kg.mappers.owners import owner_of
from kg.mappers.patients import patients, ruler
from kg.mappers.reality import listed_words, phrases, words
from kg.mappers.tape import Tape
from kg.mappers.triggers import Change, Trigger, change_of
from kg.vocabulary import MoveKind, MoveStatus

BEGINNING = (MoveKind.APPOINTED, MoveKind.ELECTED)
_FOLLOW = frozenset(("in", "last", "after", "by", "and", "was", "to", "at", "is", "has", "this"))
_MODALS = frozenset(("would", "could", "might", "may", "should"))
_ENDING = (MoveKind.LEFT, MoveKind.REMOVED)


def by_noun(trigger: Trigger) -> Change | None:
    """Read "his election to the house", "the resignation of Sen and Das".

    An end of office needs no more than who it is of; what else a noun tells must be told whither.
    """
    tape, kind = trigger.tape, trigger.senses[0][0]
    if tape.letter(trigger.end) == "D" and tape.word(trigger.end + 1) == "of":
        trigger = replace(trigger, end=trigger.end + 1)  # "the resignation last week of Sen"
    whither = complement(tape, trigger.end)
    named = tape.letter(trigger.end + 1) in ("L", "O") and tape.word(trigger.end + 2) == "of"
    if tape.word(trigger.end) in ("in", "to") and named:
        trigger = replace(trigger, end=trigger.end + 2)  # "the election in Foo of Sen"
    who, end = _whose(trigger)
    if tape.word(trigger.end) == "of":
        end = behind_aside(tape, end, "as")
    after = complement(tape, end, aside=tape.word(trigger.end) == "of")
    if after.organization is None and whither.organization:
        after = whither  # "the defection to the Foo Party of Sen"
    into = {"to", "into"}.intersection(tape.words[trigger.end - 2 : end + 2])
    joined = kind is MoveKind.JOINED and after.organization and into
    to_be = tape.words[end : end + 2] == ("to", "be")
    exits = tape.word(trigger.at) == "exit" and tape.word(trigger.end) in words()["behind_exit"]
    if exits or (kind is MoveKind.REMOVED and _is_told(trigger)):
        return None  # "his exit interview", "the speaker said her removal was wrong"
    if not who or to_be or _is_open(tape, end) or tape.word(end) in _MODALS:
        return None  # "his resignation would help", "his resignation was demanded"
    if joined or after.house or (after.offices and tape.word(end) == "as"):
        runs = any(has_any(o, words()["candidate"]) for o in after.offices)
        return change_of(trigger, MoveKind.NOMINATED if runs else kind, who, after)
    whither_only = tape.word(trigger.at) in words()["whither"]
    if (
        kind in BEGINNING
        and not whither_only
        and (tape.letter(end) in ",.D" or tape.word(end) in _FOLLOW)
    ):
        return change_of(trigger, kind, who, Complement())
    if kind not in _ENDING or tape.letter(trigger.end) in "PTO":
        return None
    party = after.organization if tape.word(end) == "from" else None
    if whither_only and not (party or (after.government and tape.word(end) == "from")):
        return None  # "her departure"
    return change_of(trigger, kind, who, replace(Complement(), organization=party), post=not party)


def _is_open(tape: Tape, at: int) -> bool:
    """Say whether what a noun tells is said not to have come: "has not been accepted"."""
    while tape.word(at) in listed_words("auxiliaries"):
        at += 1
    return tape.word(at) in listed_words("pending")


def _is_told(trigger: Trigger) -> bool:
    """Say whether a pronoun's noun is what somebody says, of another as likely as of himself."""
    owner = _before(trigger)
    return trigger.tape.word(owner) in ("his", "her") and trigger.tape.word(owner - 1) == "said"


def expected(trigger: Trigger, status: MoveStatus | None) -> MoveStatus | None:
    """Return a status by the adjective too: "his potential dismissal", "her expected exit"."""
    adjective = trigger.tape.word(trigger.at - 1)
    if adjective in listed_words("unsure"):
        return None
    return MoveStatus.PLANNED if status and adjective in listed_words("foreseen") else status


def is_done_by(trigger: Trigger) -> bool:
    """Say whether a noun tells who did it to whom: "Sen's sacking of Das"."""
    tape = trigger.tape
    owned = tape.word(trigger.at - 1) in ("'s", "'", "his", "her")
    return owned and tape.word(trigger.end) == "of"


def start_of(trigger: Trigger) -> int:
    """Return where the phrase round a noun begins: at "Sen" in "Sen's sudden resignation"."""
    tape, at = trigger.tape, trigger.at
    before = _before(trigger)
    if tape.word(before) in ("'s", "'"):
        return max(before - 1, 0)
    return before if tape.word(before) in ("his", "her", "the", "a", "an", "their") else at


def _before(trigger: Trigger) -> int:
    """Return the item before a noun, one adjective skipped: "his sudden resignation"."""
    tape, at = trigger.tape, trigger.at - 1
    owners = ("his", "her", "the", "'s", "'")
    return at - 1 if tape.word(at) not in owners and tape.word(at - 1) in owners else at


def _whose(trigger: Trigger) -> tuple[tuple[Mention, ...], int]:
    """Return the people who move, and the item behind noun and people."""
    tape, before = trigger.tape, _before(trigger)
    if tape.word(trigger.end) == "of":
        ends = tape.word(trigger.at) in phrases("ends_rule")
        found = (ends and ruler(tape, trigger.end + 1)) or patients(tape, trigger.end + 1)
        return found.movers, found.end
    if tape.word(before) in ("his", "her"):
        own = trigger.senses[0][0] is MoveKind.LEFT  # "after announcing her resignation"
        tells = own and tape.word(before - 1) in words()["announcing"]
        return (tells and whose_doing(tape, before - 1)) or owner_of(tape, before), trigger.end
    if tape.word(before) in ("'s", "'"):
        return _named(tape, before - 1), trigger.end
    return (), trigger.end


def _named(tape: Tape, at: int) -> tuple[Mention, ...]:
    mention = tape.items[at].mention if at >= 0 else None
    return (mention,) if mention and mention.entity and tape.letter(at) in "PT" else ()
