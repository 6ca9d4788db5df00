"""Map, who met: which nouns name an occasion, and where their noun phrases begin."""

from __future__ import annotations

from kg.mappers.frames.glimpse import lexicon_of_meeting, light_verbs, words
from kg.mappers.frames.verb_forms import is_gerund
from kg.mappers.lexicon import margins
from kg.mappers.lists import NOBODY, listed
from kg.mappers.tape import Tape
from kg.mappers.voices import speech_verbs

_LONGEST_PHRASE = 7  # items before the noun
QUOTES = ('"', "“", "‘")


def names_occasion(tape: Tape, at: int) -> bool:
    """Say whether the noun at an item names an occasion: a meeting, a call, a meal together."""
    return _is_meeting(tape, at) or is_call(tape, at) or _is_meal(tape, at) or _is_word(tape, at)


def _is_meeting(tape: Tape, at: int) -> bool:
    """Say whether the noun at an item means that people met: not "a press meet", "he talks"."""
    word, before = tape.word(at), tape.word(at - 1)
    if word not in words("nouns"):
        return False
    if before in words("not_before") or (word == "meeting" and is_gerund(tape, at)):
        return False
    if word == "meet" and tape.word(at + 1) in words("determiners"):
        return False  # "only four of them meet the target"
    if before == "special" and word not in ("meeting", "meetings"):
        return False
    if word == "session":
        return before in words("session_kinds")
    if word == "round":
        return _is_next_round(tape, at)
    if word == "audience":
        return tape.word(at + 1) == "with"
    return not (word == "talks" and (tape.letter(at - 1) in ("P", "R") or before == "who"))


def _is_next_round(tape: Tape, at: int) -> bool:
    """Say whether a round is one of talks that the sentence tells of: "and a second round will"."""
    new = tape.word(at - 2) in ("a", "an") or before_is_next(tape, at)
    told = not (words("nouns") | words("verbs")).isdisjoint(tape.words[:at])
    return new and told and tape.word(at + 1) != "of" and tape.word(at - 1) in words("next_of")


def before_is_next(tape: Tape, at: int) -> bool:
    """Say whether a word is called "the next" or "another"."""
    return tape.word(at - 1) in ("next", "another")


def is_call(tape: Tape, at: int) -> bool:
    """Say whether a noun is a talk at a distance: "telephonic conversations", "a phone call"."""
    call = tape.word(at) in words("called")
    if call and tape.word(at + 1) in ("with", "between"):
        return True
    if call and tape.word(at + 1) == "from" and _is_to_somebody(tape, at):
        return True
    talk = call or tape.word(at) in words("nouns")
    return talk and tape.word(at - 1) in lexicon_of_meeting()["phone"]["words"]


def _is_to_somebody(tape: Tape, at: int) -> bool:
    """Say whether a call is from one person to another: "a late-night call from Sen to Das"."""
    who = listed(tape, at + 2)
    whom = listed(tape, who.last + 1) if who and tape.word(who.last) == "to" else NOBODY
    bidden = tape.word(whom.last) in ("to", "for")  # "a call from Sen to Das to resign"
    people = bool(whom) and all(m.kind in "PT" for m in (*who.mentions, *whom.mentions))
    return people and not bidden


def _is_word(tape: Tape, at: int) -> bool:
    """Say whether people had "a word with" each other."""
    return tape.words[at - 1 : at + 2] == ("a", "word", "with")


def _is_meal(tape: Tape, at: int) -> bool:
    """Say whether a noun is a meal that people have together: "the dinner between Sen and Das"."""
    return tape.word(at) in words("meals") and tape.word(at + 1) in ("with", "between", "hosted")


def phrase_start(tape: Tape, at: int) -> int:
    """Return where a noun phrase begins: at its determiner, else at its first adjective."""
    start = at
    while start > 0 and at - start < _LONGEST_PHRASE:
        before = tape.word(start - 1)
        if before in words("determiners"):
            return start - 1
        if before == "of" and tape.word(start - 2) in words("rounds"):
            start -= 2
        elif before == ")" and "(" in tape.words[:start]:
            start = max(i for i in range(start) if tape.word(i) == "(")
        elif _belongs(tape, start - 1):
            start -= 1
        else:
            break
    return start


def is_backdrop(tape: Tape, at: int) -> bool:
    """Say whether people met on the margins of what the noun at an item names, apart from it."""
    start = phrase_start(tape, at)
    return tape.word(start - 1) == "of" and tape.word(start - 2) in margins()


def backdrops(tape: Tape) -> set[str]:
    """Return the nouns of a sentence on whose margins people met: "summit"."""
    if not tape.may_have(margins()):
        return set()
    nouns = words("nouns")
    return {word for at, word in enumerate(tape.words) if word in nouns and is_backdrop(tape, at)}


def _belongs(tape: Tape, at: int) -> bool:
    """Say whether the item before a noun phrase's start belongs to it."""
    word, letter = tape.word(at), tape.letter(at)
    if letter in ("O", "D", "L") or word in ("'s", "'") or letter in QUOTES:
        return True
    if letter == "w":
        verb = word in light_verbs() or word in speech_verbs()
        return not verb and word not in words("not_in_phrase")
    return letter in ("P", "G", "T") and tape.word(at + 1) in ("'s", "'")
