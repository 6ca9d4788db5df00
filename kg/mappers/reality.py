"""Map, whether a move happened: done, planned, rumoured, or only denied or demanded."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import yaml

from kg.mappers.modality import plain
from kg.mappers.tape import Tape
from kg.resources import lexicon
from kg.vocabulary import MoveStatus

_SUBJUNCTIVE = re.compile(r"^(?!.*\b(?:will|would|to|shall|may|might|could)\b)")
_NEAR = 7  # items before a verb that tell whether it happened


@cache
def words() -> dict[str, Any]:
    """Return the lexicon of moving."""
    data: dict[str, Any] = yaml.safe_load(lexicon("move.yaml").read_text(encoding="utf-8"))
    return data


def status_of(tape: Tape, at: int) -> MoveStatus | None:
    """Return whether a move has happened, None where it only might, or didn't."""
    first = at
    while first > max(0, at - _NEAR) and not _cuts(tape, first - 1):
        first -= 1
    if tape.word(first - 1) == "that" and tape.word(first - 2) in words()["doubted"]:
        return None  # "I hope that Sen will resign"
    before = plain(tape, first, at)
    word, patterns = tape.word(at), _patterns()
    if ("would" in before and "if" in tape.words) or (
        tape.word(at - 1) == "be" and _SUBJUNCTIVE.search(before)
    ):
        return None  # "would resign if asked", "demand that Sen be removed"
    elected = word.startswith("elect") and before.endswith("decided to ")
    if elected or patterns["accomplished"].search(before):
        return MoveStatus.DONE
    if patterns["unreal"].search(before):
        return None
    if patterns["rumoured"].search(before):
        return MoveStatus.RUMOURED
    planned = word == "will" or patterns["planned"].search(before) or _yet_to_come(tape, at)
    if planned and not {"if", "unless"}.isdisjoint(tape.words[at : at + _NEAR]):
        return None  # "no sign that he will resign if charged"
    return MoveStatus.PLANNED if planned else MoveStatus.DONE


def _yet_to_come(tape: Tape, at: int) -> bool:
    """Say whether a verb goes with what will be: "will meet Das before quitting"."""
    will = not {"will", "shall"}.isdisjoint(tape.words[:at])
    gerund = tape.word(at).endswith("ing") and tape.word(at - 1) in (",", "before", "after")
    return will and gerund


def noun_status(tape: Tape, start: int) -> MoveStatus | None:
    """Return whether what a noun phrase from an item on tells of has happened.

    None for what is only asked, offered or feared: "calls for his resignation".
    """
    before = plain(tape, max(0, start - _NEAR), start)
    if _patterns()["unreal_noun"].search(before):
        return None
    return status_of(tape, start - 1 if tape.word(start - 1) == "for" else start)


def _cuts(tape: Tape, at: int) -> bool:
    """Say whether an item ends what may govern a verb: a comma, a relative, a conjunction."""
    return tape.word(at) in (",", ";", ":", "who", "which", "after", "and", "but", "that", "while")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    gap = r" (?:(?:\w+ly|also|now|soon|formally|then|be|have|been|[D]) )*$"
    return {
        name: re.compile(rf"(?:^| ){words()[name]}{gap}")
        for name in ("accomplished", "unreal", "unreal_noun", "rumoured", "planned")
    }
