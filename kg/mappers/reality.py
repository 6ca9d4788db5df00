"""Map, whether a move happened: done, planned, rumoured, or only denied or demanded."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Any

from kg.mappers.clauses import clause
from kg.mappers.hearsay import hearsay
from kg.mappers.modality import Modality, plain
from kg.mappers.tape import Tape
from kg.resources import lexicon_data
from kg.text.inflection import inflected
from kg.vocabulary import MoveStatus

_SUBJUNCTIVE = re.compile(r"^(?!.*\b(?:will|would|to|shall|may|might|could)\b)")
_TO = re.compile(r"(?:^| )to (?:\w+ly |be |have |been )*$")
VOICES = ("subject", "object", "successor")
_DECIDED = ("decided to ", "decision to ")
NEAR = 7  # items before a verb that tell whether it happened


@cache
def words() -> dict[str, Any]:
    """Return the lexicon of moving."""
    data: dict[str, Any] = lexicon_data("move.yaml")
    return data


@cache
def listed_words(name: str) -> frozenset[str]:
    """Return a list of the lexicon's words round a verb, its subject or a name."""
    return frozenset(words()["subjects"][name])


@cache
def phrases(name: str) -> frozenset[str]:
    """Return a list of the lexicon's phrases, in all their forms."""
    return frozenset(inflected(words()[name]))


@cache
def bases() -> frozenset[str]:
    """Return the bare forms of the verbs of moving: "resign", "appoint"."""
    told = (p for voice in VOICES for needs in words()[voice].values() for p in needs.values())
    verbs = (way for phrases_ in told for p in phrases_ for w in p.split() for way in w.split("|"))
    return frozenset(way.lower() for way in verbs if way.isupper())


@cache
def asked() -> frozenset[str]:
    """Return the verbs with which something is asked for: "demanded that Sen resign"."""
    return frozenset(words()["asked"])


def status_of(tape: Tape, at: int) -> MoveStatus | None:
    """Return whether a move has happened, None where it only might, or didn't."""
    if (partner := _partner(tape, at)) is not None:
        return status_of(tape, partner)
    told = hearsay(tape, at)
    status = None if told is Modality.DENIED else _status(tape, at)
    return MoveStatus.RUMOURED if status and told is Modality.HYPOTHETICAL else status


def _partner(tape: Tape, at: int) -> int | None:
    """Return the verb before "and" that has the auxiliary of the verb at an item, if one has.

    Examples: "will be sacked and replaced", "hopes to win the vote and become mayor", "denied
    leaving the Foo Party and joining the Bar Party".
    """
    if tape.word(at - 1) != "and":
        return None
    if tape.word(at) in _gerunds():
        return _gerund_before(tape, at)
    if tape.word(at - 2).endswith("ed") and tape.word(at - 3) == "be":
        return at - 2
    first, _ = clause(tape, at)
    bare = tape.word(at) in bases() and tape.word(at) not in _PASTS
    if not bare or not {",", "who"}.isdisjoint(tape.words[first:at]):
        return None
    return next((i + 1 for i in range(at - 3, first - 1, -1) if tape.word(i) in _GOVERNS), None)


def _gerund_before(tape: Tape, at: int) -> int | None:
    """Return the gerund before "and" with which one behind it goes, no comma between."""
    near = range(at - 2, max(-1, at - _CLAUSE), -1)
    parted = next((i for i in near if tape.word(i) in (",", ";")), -1)
    return next((i for i in near if i > parted and tape.word(i) in _gerunds()), None)


@cache
def _gerunds() -> frozenset[str]:
    """Return the gerunds of the verbs of moving: "quitting", "joining"."""
    forms = inflected(base.upper() for base in bases())
    return frozenset(form for form in forms if form.endswith("ing"))


_PASTS = frozenset(("quit", "put"))  # bare forms that may be past
_GOVERNS = frozenset(("to", "will", "would", "can", "could", "may", "might", "should", "must"))


def _status(tape: Tape, at: int) -> MoveStatus | None:
    """Return what the words of its own clause tell of a move."""
    first = at
    while first > max(0, at - NEAR) and not _cuts(tape, first - 1):
        first -= 1
    before = plain(tape, first, at)
    if _is_wished(tape, first, at, before):
        return None
    elected = tape.word(at).startswith("elect") and before.endswith(_DECIDED)
    if elected or patterns()["accomplished"].search(before):
        return MoveStatus.DONE
    return _open_status(tape, at, before)


def _is_wished(tape: Tape, first: int, at: int, before: str) -> bool:
    """Say whether the clause of a verb only supposes, asks for or doubts what it tells."""
    if tape.word(first - 1) == "that" and tape.word(first - 2) in words()["doubted"]:
        return True  # "I hope that Sen will resign"
    if tape.words[first - 3 : first] in (("to", "confirm", "that"), ("to", "admit", "that")):
        return True  # "declined to confirm that he is joining"
    if _supposed(tape, at) or ("would" in before and "if" in tape.words):
        return True  # "if Sen, who leads, is elected", "would resign if asked"
    if tape.words[at - 2 : at] == ("and", "be") and "will" in tape.words[:at]:
        return False  # "will retire and be replaced by Das"
    wanted = tape.may_have(asked()) and not asked().isdisjoint(tape.words[:at])
    bare = tape.word(at - 1) == "be" or (wanted and tape.word(at) in bases())
    return bare and bool(_SUBJUNCTIVE.search(before))  # "demanded that Sen resign", "be removed"


def _open_status(tape: Tape, at: int, before: str) -> MoveStatus | None:
    """Return the status of what has not turned out yet, done if nothing says so."""
    if _is_imagined(tape, at):
        return None
    if _is_announced(tape, at, before):
        return MoveStatus.PLANNED
    if patterns()["unreal"].search(before) or _is_opposed(tape, at) or _is_awaited(tape, at):
        return None
    if patterns()["rumoured"].search(before):
        return MoveStatus.RUMOURED
    to_come = bool(patterns()["planned"].search(before))
    if _TO.search(before) and not to_come:
        return None  # "a way how to oust Sen"
    planned = (
        to_come
        or tape.word(at) == "will"
        or tape.words[at + 1 : at + 3] == ("to", "be")
        or _yet_to_come(tape, at)
        or (tape.word(at).endswith("ing") and tape.word(at - 1) in ("is", "are", "am"))
        or tape.words[at - 2 : at] == ("and", "be")
    )
    if planned and not {"if", "unless"}.isdisjoint(tape.words[at : at + NEAR]):
        return None  # "no sign that he will resign if charged"
    return MoveStatus.PLANNED if planned else MoveStatus.DONE


def _is_announced(tape: Tape, at: int, before: str) -> bool:
    """Say whether somebody says that it would be: "Das announced that Sen would step down"."""
    if not _WOULD.search(before):
        return False
    would = max(i for i in range(at) if tape.word(i) == "would")
    says = would - 2 - (tape.word(would - 2) == "that")
    return tape.letter(would - 1) in ("P", "R") and tape.word(says) in words()["foretelling"]


_WOULD = re.compile(r"(?:^| )would (?:be |also |formally |soon )*$")


def _supposed(tape: Tape, at: int) -> bool:
    """Say whether an item stands in a clause with "if", an aside in it skipped."""
    if not tape.may_have(_IF):
        return False
    marks = [i for i in range(at) if tape.word(i) in _IF]
    if not marks:
        return False
    apart = tape.letters[marks[-1] : at].count(",")
    return apart in (0, 2) and at - marks[-1] < _CLAUSE


def _is_opposed(tape: Tape, at: int) -> bool:
    """Say whether a gerund tells what somebody is against: "oppose Sen, a hawk, becoming mayor"."""
    if not tape.word(at).endswith("ing") or tape.letter(at - 1) not in "PRT,":
        return False
    before = range(max(0, at - _CLAUSE), at)
    return any(tape.word(i) in words()["opposing"] and tape.letter(i + 1) in "PRT" for i in before)


def _is_awaited(tape: Tape, at: int) -> bool:
    """Say whether a verb tells what has still to come: "until he resigns", not "until he quit"."""
    until = next(
        (i for i in range(at - 1, max(-1, at - _CLOSE), -1) if tape.word(i) == "until"), -1
    )
    noun = tape.word(at) in ("his", "her", "their", "the", "'s") or tape.letter(at) != "w"
    if until < 0 or noun or "," in tape.words[until:at] or tape.word(at - 1) == "until":
        return False  # "until his exit", "was an MP until resigning"
    bare = tape.word(at) in bases() and tape.word(at) != "quit"
    other = tape.word(at).endswith(("s", "ing"))
    return bare or other or not _PRESENT.isdisjoint(tape.words[until:at])


_PRESENT = frozenset(("is", "are", "has", "have", "can", "could", "will", "would", "to", "be"))
_CLOSE = 6  # items from "until" to its verb
_IF = frozenset(("if", "unless", "whether", "should"))
_CLAUSE = 20  # items of a clause with "if", at most


def _yet_to_come(tape: Tape, at: int) -> bool:
    """Say whether a verb goes with what will be: "will meet Das before quitting"."""
    verb, before = tape.word(at), tape.word(at - 1)
    leaves = verb.endswith("s") and not verb.endswith("ss")
    lead = tape.word(clause(tape, at)[0] - 1)
    if leaves and (lead in ("before", "after", "when", "once") or _is_dated_ahead(tape, at)):
        return True
    if lead in ("when", "once") and verb in bases() and tape.letter(at - 1) in "PR":
        return verb not in _PASTS  # "when I become mayor"
    if before in ("is", "are") and _awaits(tape, at):
        return True
    gerund = verb.endswith("ing") and before in (",", "before", "upon")
    return gerund and not {"will", "shall", "would"}.isdisjoint(tape.words[:at])


def _is_dated_ahead(tape: Tape, at: int) -> bool:
    """Say whether a verb in the present has a date: "who retires tomorrow", "quits in July".

    A year alone, or a day of the week, may be of a past told in the present.
    """
    behind = (i.date for i in tape.items[at + 1 : at + _CLOSE] if i.date or i.letter == ",")
    date = next(behind, None)
    return date is not None and not _WEEKDAY_OR_YEAR.search(date.words.lower())


_WEEKDAY_OR_YEAR = re.compile(r"day\b|\d{4}|\b(?:last|ago|earlier|tonight)\b")


def _is_imagined(tape: Tape, at: int) -> bool:
    """Say whether a gerund tells only of what would be: "(Sen) becoming mayor would hurt"."""
    subject = tape.letter(at - 1) in "PRG" or tape.word(at - 1) in (",", "that", "said")
    if not (tape.word(at).endswith("ing") and subject):
        return False
    behind = tape.words[at : at + NEAR]
    behind = behind[: behind.index(",")] if "," in behind else behind
    must = ("had", "to") in pairwise(behind)
    return must or not {"would", "could", "might", "may"}.isdisjoint(behind)


def _awaits(tape: Tape, at: int) -> bool:
    """Say whether a clause in the present is one to come: "two days before Sen is sworn in"."""
    near = range(max(0, at - _CLOSE), at)
    if ("as", "soon", "as") in (tape.words[i : i + 3] for i in near):
        return True
    waits = ("before", "until", "once", "when", "by the time")
    return any(tape.text(i, i + 1).lower().endswith(waits) for i in near)


_PATTERNS = (
    "accomplished",
    "unreal",
    "unreal_noun",
    "reacting",
    "rumoured",
    "planned",
    "planned_noun",
)


def _cuts(tape: Tape, at: int) -> bool:
    """Say whether an item ends what may govern a verb: a comma, a relative, a conjunction."""
    if tape.word(at) == "and" and tape.word(at - 1) in ("try", "go"):
        return False  # "to try and oust Sen"
    return tape.word(at) in (",", ";", ":", "who", "which", "after", "and", "but", "that", "while")


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns of the words before a verb or noun of moving, by what they make of it."""
    gap = r" (?:(?:\w+ly|also|now|soon|formally|then|one day|be|have|been|being|getting|[D]) )*$"
    return {name: re.compile(rf"(?:^| ){words()[name]}{gap}") for name in _PATTERNS}
