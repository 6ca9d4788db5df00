"""Map, who met: sentences that only say who was there."""

from __future__ import annotations

from kg.linking.lexicon import words as noun_words
from kg.mappers.clauses import subject
from kg.mappers.frames.glimpse import Glimpse, glimpse, words
from kg.mappers.lexicon import clausal
from kg.mappers.lists import NOBODY, Listed, listed
from kg.mappers.modality import Modality
from kg.mappers.tape import Tape
from kg.mappers.voices import Voices, speech_verbs


def presence(tape: Tape, voices: Voices, at: int) -> Glimpse | None:
    """Read the word at an item that says who was there, None where it says something else.

    Examples: "Das was also present", "Also in attendance were Sen and Das", "Roy took part in it",
    "Sen was flanked by Das", "who was there along with Das", "Roy gave it a miss", "Das did not
    attend".
    """
    if not _says_who(tape, at) or _was_elsewhere(tape, at):
        return None
    found = glimpse(tape, voices, at)
    if tape.word(at) == "attend" and found.modality is not Modality.DENIED:
        return None
    found.definite = found.weak = found.presence = True
    found.take(_among_them(tape, at))
    who = subject(tape, at)
    if tape.word(at) == "represented":
        who = listed(tape, at + 2)
    elif tape.word(at) in ("accompanied", "flanked"):
        found.take(listed(tape, at + 2))
    elif tape.word(at) == "there":
        found.take(listed(tape, at + 3))
    else:
        who = _after_included(tape, at, who) or who
    away = tape.word(at) in ("miss", "absent")
    stayed_away = away and found.modality is Modality.HAPPENED
    if found.modality is Modality.DENIED or stayed_away:
        found.modality = Modality.HAPPENED
        found.take(who, "absentees")
    else:
        found.take(who)
    return found if found.participants or found.absentees else None


_ENDS = frozenset(".,;")


def _says_who(tape: Tape, at: int) -> bool:
    word, before = tape.word(at), tape.word(at - 1)
    if word in ("accompanied", "flanked", "represented"):
        return tape.word(at + 1) == "by"
    if word == "present":
        return before not in words("not_present") and not _presents(tape, at)
    if word == "part":
        return before in words("taking") or _is_part_of(tape, at)
    if word == "there":
        return before in ("was", "were") and tape.words[at + 1 : at + 3] == ("along", "with")
    if word == "absent":
        return before in ("was", "were")
    if word == "attend":
        return at + 1 == len(tape.items) or tape.letter(at + 1) in _ENDS  # "did not attend."
    if word == "miss":
        return before == "a" and _gives_a_miss(tape, at)
    return word in words("present") or (word == "attendance" and before == "in")


def _presents(tape: Tape, at: int) -> bool:
    """Say whether what is presented, or of the present, follows: "in its present form".

    Somebody "was present", or "was also present", whatever follows: "throughout the day".
    """
    before = at - 1
    while tape.word(before) in clausal("adverb") | {"not"}:
        before -= 1
    if tape.word(before) in clausal("being"):
        return False
    word = tape.word(at + 1)
    if word in words("determiners"):
        return True
    adverb = word in noun_words().function or word.endswith("ly")
    verb = word.endswith("ed") or word in speech_verbs()  # "leaders present urged restraint"
    return tape.letter(at + 1) == "w" and not (adverb or verb)


def _is_part_of(tape: Tape, at: int) -> bool:
    """Say whether somebody was, or wasn't, "part of the talks"."""
    of_talks = not words("nouns").isdisjoint(tape.words[at + 2 : at + 5])
    return tape.word(at + 1) == "of" and tape.word(at - 1) in words("partaking") and of_talks


def _gives_a_miss(tape: Tape, at: int) -> bool:
    """Say whether somebody "gave it a miss", or "the meeting"."""
    before = frozenset(tape.words[max(0, at - 7) : at])
    return bool(words("missing") & before) and bool((words("nouns") | {"it"}) & before)


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
