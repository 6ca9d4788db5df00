"""Map, about what: where the words of a topic end."""

from __future__ import annotations

from functools import cache

from kg.mappers.lexicon import clause_words
from kg.mappers.tape import Tape
from kg.resources import lexicon_data

_NO_VERBS = frozenset(("to", "not", "do", "having", "being", "be"))


@cache
def matter_words() -> dict[str, frozenset[str]]:
    """Return lexicon/matters.yaml: words by what they are to a topic."""
    data = lexicon_data("matters.yaml")
    return {name: frozenset(words) for name, words in data.items()}


def ends(tape: Tape, start: int, at: int, *, clausal: bool) -> bool:
    """Say whether a topic that starts at an item can't go on at another."""
    letter, word, words = tape.letter(at), tape.word(at), matter_words()
    if letter in '”"':
        return _closes(tape, start, at)
    if letter in ".;():?!—–[]":
        return True
    if at == start:
        return False
    if letter == "D":
        return not _of_matter(tape, at)
    if _goes_on(tape, start, at) or _leads_away(tape, start, at):
        return True
    if clausal:
        return word in ("said", "sources", "which", "who")
    if tape.words[at : at + 3] == ("as", "well", "as"):
        return False
    return word in words["end"] or word in clause_words()["auxiliary"] - _NO_VERBS


def _closes(tape: Tape, start: int, at: int) -> bool:
    """Say whether a quotation mark closes a quotation that began before a topic."""
    before = tape.letters[start:at]
    if tape.letter(at) == "”":
        return "“" not in before
    return at > start and before.count('"') % 2 == 0 and not _opens(tape, at)


def _of_matter(tape: Tape, at: int) -> bool:
    """Say whether a topic goes on at a date: "the polls in May", "the 2024 polls"."""
    noun = tape.letter(at + 1) in "wOLG"
    return in_month(tape, at) or (noun and tape.word(at - 1) in matter_words()["before_dates"])


def _goes_on(tape: Tape, start: int, at: int) -> bool:
    """Say whether the sentence goes on with somebody: "the missiles, Sen said", "and urged the"."""
    word, comma = tape.word(at), tape.letter(at) == ","
    paired = word == "and" and "between" in tape.words[start:at]
    if (comma or word in ("and", "or")) and not paired and _does(tape, at + 1):
        return True
    if comma and tape.word(at + 1) in ("and", "but") and _does(tape, at + 2):
        return True
    if comma and tape.letter(at + 1) in ("P", "T", "R"):
        return not _is_noun(tape, at + 2)  # "the rivers, Sir Creek port" is a list
    return comma and tape.letter(at + 1) in "GO" and tape.word(at + 2) in matter_words()["end"]


def _leads_away(tape: Tape, start: int, at: int) -> bool:
    """Say whether a preposition leads back to the occasion: "with Das", "at the meeting"."""
    word, words = tape.word(at), matter_words()
    if word in ("at", "in", "on"):
        return _is_aside(tape, at + 1)
    if word not in ("with", "from"):
        return False
    empty = (words["vague"] | words["determiners"]).issuperset(tape.words[start:at])
    return empty or _people(tape, at + 1)  # "the issue with the committee"


def in_month(tape: Tape, at: int) -> bool:
    """Say whether a date is of the matter rather than of the meeting: "the polls in May"."""
    return tape.word(at - 1) == "in" or tape.word_of(at).startswith("in ")


def _is_noun(tape: Tape, at: int) -> bool:
    """Say whether a name before an item belongs to a longer noun: "Sen's plan", "Das report"."""
    word = tape.word(at)
    verb = word in clause_words()["auxiliary"] | matter_words()["end"] | matter_words()["verbs"]
    return tape.letter(at) == "w" and not (verb or word.endswith("ed") or word == "and")


def _opens(tape: Tape, at: int) -> bool:
    """Say whether a quotation mark opens a quotation within the sentence."""
    quotation = tape.quotation(at + 1) if at + 1 < len(tape.items) else None
    return (
        quotation is not None
        and quotation.start <= tape.items[at + 1].start + 1
        and (quotation.start >= tape.items[at].start)
    )


def _does(tape: Tape, at: int) -> bool:
    """Say whether a word says what somebody did next: "and demanded the", "and he"."""
    word = tape.word(at)
    if word.endswith("ly"):
        return _does(tape, at + 1)
    if word in matter_words()["verbs"] or tape.letter(at) in ("R", "T"):
        return True
    follows = tape.letter(at + 1) != "w" or tape.word(at + 1) in matter_words()["after_verbs"]
    return word.endswith("ed") and word not in matter_words()["adjectives"] and follows


def _people(tape: Tape, at: int) -> bool:
    while tape.word(at) in ("the", "his", "her", "their", "both"):
        at += 1
    return tape.letter(at) in ("P", "T", "R", "G") and tape.word(at + 1) not in ("'s", "’s", "'")


def _is_aside(tape: Tape, at: int) -> bool:
    """Say whether "at", "in" goes on with the occasion itself: "at the meeting", "in a call"."""
    if tape.word(at - 1) == "at":
        return tape.word(at) in ("the", "a", "an", "his", "her", "its", "their", "length")
    if tape.word(at) in ("view", "detail", "presence"):
        return True
    near = tape.words[at : at + 5]
    return (
        near[:1] != ()
        and near[0] in ("the", "a", "an", "his", "her", "their")
        and any(word in matter_words()["occasions"] for word in near)
    )
