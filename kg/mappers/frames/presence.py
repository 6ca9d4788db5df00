"""Map, who met: sentences that only say who was there."""

from __future__ import annotations

from collections.abc import Callable

from kg.linking.lexicon import words as noun_words
from kg.mappers.clause_subjects import subject
from kg.mappers.clauses import clause
from kg.mappers.frames.absence import attends_not, is_still_to_come, says_who_was_away
from kg.mappers.frames.glimpse import Glimpse, glimpse, words
from kg.mappers.frames.surroundings import one
from kg.mappers.lexicon import clausal, occasion_words
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
    missed = says_who_was_away(tape, at)
    if tape.word(at) == "attend":
        missed = attends_not(tape, at)
        if found.modality is not Modality.DENIED and not missed:
            return None
    found.definite = found.weak = found.presence = True
    found.take(_among_them(tape, at))
    who = subject(tape, at)
    if tape.word(at) in ("represented", "led", "headed"):
        who = listed(tape, at + 2)
    elif tape.word(at) in words("along"):
        start = at + 1 + (tape.word(at + 1) in words("midway"))  # "were joined midway by Das"
        by = tape.word(start) == "by"
        found.take(listed(tape, start + by) if by or tape.letter(start) == "P" else NOBODY)
    elif tape.word(at) in words("introducing") or _was_seen(tape, at):
        who = listed(tape, at + 1 + (tape.word(at + 1) == "of"), anybody=_was_seen(tape, at))
    elif tape.word(at - 1) == "who" and "among" in tape.words[:at]:
        who = subject(tape, tape.words.index("among")) or _after_included(tape, at, NOBODY)
    elif tape.words[at : at + 3] == ("there", "along", "with"):
        found.take(listed(tape, at + 3))
    elif tape.word(at) == "there":
        who = _named_first(tape, at) or who
    else:
        who = _after_included(tape, at, who) or who
    stayed_away = tape.word(at) in ("miss", "absent") and found.modality is Modality.HAPPENED
    if found.modality is Modality.DENIED or stayed_away or missed:
        ahead = is_still_to_come(tape, at, at)
        found.modality = Modality.PLANNED if ahead else Modality.HAPPENED
        found.take(who, "absentees")
    else:
        found.take(who)
    return found if found.participants or found.absentees else None


_ENDS = frozenset(".,;")


def _says_who(tape: Tape, at: int) -> bool:
    word = tape.word(at)
    check = _CHECKS.get(word)
    return check(tape, at) if check else word in words("present")


def _is_present(tape: Tape, at: int) -> bool:
    return tape.word(at - 1) not in words("not_present") and not _presents(tape, at)


def _takes_part(tape: Tape, at: int) -> bool:
    return tape.word(at - 1) in words("taking") or _is_part_of(tape, at)


def _is_there(tape: Tape, at: int) -> bool:
    """Say whether somebody was there: "was there along with Das", "Sen and Das were there too"."""
    if tape.words[at + 1 : at + 3] == ("along", "with"):
        return tape.word(at - 1) in ("was", "were")
    if not _told_before(tape):
        return False
    before = at - 1 - (tape.word(at - 1) in words("there_too"))
    behind = at + 1 + (tape.word(at + 1) in words("there_too"))
    there = tape.word(before) in ("was", "were") and tape.letter(behind) in _ENDS
    return there and any(m.kind in "PT" for m in subject(tape, at).mentions)


def _was_seen(tape: Tape, at: int) -> bool:
    """Say whether it is told whom a meeting saw: "The talks saw the participation of Das"."""
    if tape.word(at) not in words("taking_part") or tape.word(at + 1) != "of":
        return False
    saw = at - 1 - (tape.word(at - 1) == "the")
    return tape.word(saw) in words("witnessing") and tape.word(saw - 1) in words("nouns")


def _named_first(tape: Tape, at: int) -> Listed:
    """Return whom a clause begins with, what he is behind him: "Das, a former judge, was there"."""
    first, _ = clause(tape, at)
    apposed = tape.letters[first : first + 2] == "P," and "and" not in tape.words[first : first + 3]
    return one(tape, first) if apposed else NOBODY


def _told_before(tape: Tape) -> bool:
    """Say whether a word of meeting stands in the sentence before: they were at that occasion."""
    number = tape.sentence.number
    before = tape.document.sentences[number - 1].sentence if number else None
    return before is not None and not before.vocabulary.isdisjoint(occasion_words())


def _in_the_room(tape: Tape, at: int) -> bool:
    """Say whether those who were there follow: "also in the room were Sen and Das"."""
    within = tape.word(at - 2) in ("in", "at", "around")
    return within and tape.word(at + 1) in ("was", "were")


def _is_with(tape: Tape, at: int) -> bool:
    """Say whether somebody was there with another.

    Examples: "Sen was accompanied by Das", "Das, who accompanied him", "Das joined online"; not
    whom somebody accompanied to a place, nor who was joined on another occasion.
    """
    word, by = tape.word(at), tape.word(at + 1) == "by"
    if word == "joined":
        then = tape.word(clause(tape, at)[0] - 1) == "when"
        passive = by and tape.word(at - 1) in clausal("being") and not then
        passive = passive or (tape.word(at + 1) in words("midway") and tape.word(at + 2) == "by")
        return passive or tape.word(at + 1) in words("online")
    beside = tape.letter(at + 1) in ("R", "P", "T") and tape.word(at + 2) != "to"
    return by or (word == "accompanied" and beside)


def _are_there(tape: Tape, at: int) -> bool:
    """Say whether those follow who were there: "Those who spoke included", "The team comprised"."""
    if tape.words[:2] == ("those", "who"):
        return not words("being_there").isdisjoint(tape.words[2:at])
    said = tape.text(at - 1, at).lower().split()
    return tape.letter(at - 1) in "Gw" and bool(said) and said[-1] in words("sent")


def _attended(tape: Tape, at: int) -> bool:
    """Say whether nothing is named that was attended: "Das attended too", "those who attended"."""
    if tape.words[at - 2 : at] == ("those", "who"):
        return True
    return tape.letter(at + 1) in _ENDS or tape.word(at + 1) in words("attended_so")


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
    missed = words("nouns") | words("meals") | {"it"}
    return bool(words("missing") & before) and bool(missed & frozenset(tape.words[:at]))


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
        if tape.word(i) in words("naming_who"):
            return listed(tape, i + 1) if not who or i == at + 1 else NOBODY
    return NOBODY


def _leads_side(tape: Tape, at: int) -> bool:
    """Say whether it is told who led one side: "The Indian delegation was led by Sen"."""
    by = tape.word(at + 1) == "by" and tape.word(at - 1) in clausal("being")
    first, _ = clause(tape, at)
    said = tape.text(first, at - 1).lower().split() if by else []
    return bool(said) and said[-1] in words("sent") | {"side"} and _told_before(tape)


_CHECKS: dict[str, Callable[[Tape, int], bool]] = {
    "accompanied": _is_with,
    "flanked": _is_with,
    "joined": _is_with,
    "represented": lambda tape, at: tape.word(at + 1) == "by",
    "led": _leads_side,
    "headed": _leads_side,
    "present": _is_present,
    "part": _takes_part,
    "there": _is_there,
    "absent": says_who_was_away,
    "absence": says_who_was_away,
    "absentees": says_who_was_away,
    "missing": says_who_was_away,
    "away": says_who_was_away,
    "turn": says_who_was_away,
    "show": says_who_was_away,
    "attend": lambda tape, at: (
        tape.letter(at + 1) in {*_ENDS, ""} or tape.word(at + 1) in words("attend_for")
    ),
    "attended": _attended,
    "attendance": lambda tape, at: tape.word(at - 1) == "in" or _was_seen(tape, at),
    "participation": _was_seen,
    "presence": _was_seen,
    "miss": lambda tape, at: tape.word(at - 1) == "a" and _gives_a_miss(tape, at),
    "included": _are_there,
    "comprised": _are_there,
    "room": _in_the_room,
    "table": _in_the_room,
}
