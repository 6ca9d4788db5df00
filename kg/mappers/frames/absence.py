"""Map, who met: by which words a sentence says that somebody was not there."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.mappers.clauses import clause
from kg.mappers.frames.glimpse import pattern, words
from kg.mappers.lexicon import clausal, occasion_words
from kg.mappers.modality import plain
from kg.mappers.tape import Tape
from kg.mappers.times import is_to_come

_NO_SHOW = re.compile(
    r"\b(?:not|n't|unable to|fail\w* to|refus\w+ to|unlikely to|never) (?:\w+ ){0,3}$"
)
_COMING = re.compile(
    r"\b(?:will|shall|would|won't|wouldn't|may|going to|likely to|set to|expected to) "
)
_ENDS = frozenset((".", ",", ";", "D", ""))
_FAR = 8  # items


def stays_away_from(tape: Tape, start: int) -> bool:
    """Say whether the words before a noun phrase say who was not at it: "stayed away from it"."""
    return bool(pattern("kept_away").search(plain(tape, max(0, start - _FAR), start)))


def is_still_to_come(tape: Tape, verb: int, at: int) -> bool:
    """Say whether the meeting at an item is ahead that somebody is to miss: "will skip it"."""
    first, _ = clause(tape, verb)
    coming = bool(_COMING.search(plain(tape, first, verb)))
    if coming or not words("upcoming").isdisjoint(tape.words[verb:at]):
        return True
    return not words("resolved").isdisjoint(tape.words[first:verb]) and is_to_come(tape, at)


def says_who_was_away(tape: Tape, at: int) -> bool:
    """Say whether the word at an item says of somebody that he was not there.

    Examples: "Das stayed away", "Das did not turn up", "Among those absent were Sen and Das",
    "Conspicuous by their absence were Sen and Das", "Das was missing from the meeting".
    """
    check = _CHECKS.get(tape.word(at))
    return check is not None and check(tape, at)


def attends_not(tape: Tape, at: int) -> bool:
    """Say whether somebody does not, or cannot, do it: "was unable to attend"."""
    return bool(_NO_SHOW.search(plain(tape, clause(tape, at)[0], at)))


def _is_absent(tape: Tape, at: int) -> bool:
    before = tape.word(at - 1)
    opens = before in words("before_absent") or at == 0
    listed = opens and tape.word(at + 1) in words("naming_who")
    return listed or before in ("was", "were") or tape.words[at - 2 : at] == ("who", "remained")


def _is_absence(tape: Tape, at: int) -> bool:
    return tape.words[at - 3 : at - 1] == ("conspicuous", "by") and _was_told(tape, at)


def _is_missing(tape: Tape, at: int) -> bool:
    there = tape.word(at - 1) in clausal("being") | words("before_absent") or at == 0
    behind = tape.word(at + 1) in {"from", "at"} | words("naming_who")
    ends = tape.letter(at + 1) in _ENDS - {"D"}
    return there and (behind or ends) and _was_told(tape, at)


def _is_away(tape: Tape, at: int) -> bool:
    stayed = tape.word(at - 1) in words("staying")
    return stayed and tape.letter(at + 1) in _ENDS and _was_told(tape, at)


def _is_no_show(tape: Tape, at: int) -> bool:
    up = tape.word(at + 1) == "up" and tape.letter(at + 2) in _ENDS
    return up and attends_not(tape, at) and _was_told(tape, at)


def _lists_absentees(tape: Tape, at: int) -> bool:
    return tape.word(at + 1) in words("naming_who") and _was_told(tape, at)


def _was_told(tape: Tape, at: int) -> bool:
    """Say whether a word of meeting stands in the sentence or in the one before."""
    if not occasion_words().isdisjoint(tape.words):
        return True
    number = tape.sentence.number
    before = tape.document.sentences[number - 1].sentence if number else None
    told = occasion_words() | words("attending")
    return before is not None and not before.vocabulary.isdisjoint(told)


_CHECKS: dict[str, Callable[[Tape, int], bool]] = {
    "absent": _is_absent,
    "absence": _is_absence,
    "absentees": _lists_absentees,
    "missing": _is_missing,
    "away": _is_away,
    "turn": _is_no_show,
    "show": _is_no_show,
}
