"""Map, who met: sentences that only say who was there."""

from __future__ import annotations

from kg.mappers.clauses import NOBODY, Listed, listed, subject
from kg.mappers.frames.glimpse import Glimpse, glimpse, words
from kg.mappers.modality import Modality
from kg.mappers.tape import Tape
from kg.mappers.voices import Voices


def presence(tape: Tape, voices: Voices, at: int) -> Glimpse | None:
    """Read the word at an item that says who was there, None where it says something else.

    Examples: "Das was also present", "Also in attendance were Sen and Das", "Roy took part in it",
    "Sen was flanked by Das".
    """
    if not _says_who(tape, at) or _was_elsewhere(tape, at):
        return None
    found = glimpse(tape, voices, at)
    found.definite = found.weak = found.presence = True
    found.take(_among_them(tape, at))
    who = subject(tape, at)
    if tape.word(at) == "represented":
        who = listed(tape, at + 2)
    elif tape.word(at) in ("accompanied", "flanked"):
        found.take(listed(tape, at + 2))
    else:
        who = _after_included(tape, at, who) or who
    if found.modality is Modality.DENIED:
        found.modality = Modality.HAPPENED
        found.take(who, "absentees")
    else:
        found.take(who)
    return found if found.participants or found.absentees else None


def _says_who(tape: Tape, at: int) -> bool:
    word, before = tape.word(at), tape.word(at - 1)
    if word in ("accompanied", "flanked", "represented"):
        return tape.word(at + 1) == "by"
    if word == "present":
        return before not in words("not_present")
    if word == "part":
        return before in words("taking")
    return word in words("present") or (word == "attendance" and before == "in")


def _was_elsewhere(tape: Tape, at: int) -> bool:
    """Say whether they were at something else than a meeting: at a rally, an oath ceremony."""
    return not words("elsewhere").isdisjoint(tape.words[at + 1 : at + 12])


def _among_them(tape: Tape, at: int) -> Listed:
    """Return the list in "those present, among them Sen and Das"."""
    for i in range(at + 1, min(at + 4, len(tape.items))):
        if tape.word(i) == "among" and tape.word(i + 1) in ("them", "whom"):
            return listed(tape, i + 2)
        if tape.word(i) == "including":
            return listed(tape, i + 1)
    return NOBODY


def _after_included(tape: Tape, at: int, who: Listed) -> Listed:
    """Return the list in "present at the meeting were Sen and Das"."""
    for i in range(at + 1, min(at + 8, len(tape.items))):
        if tape.word(i) in ("included", "include", "were", "are", "was"):
            return listed(tape, i + 1) if not who or i == at + 1 else NOBODY
    return NOBODY
