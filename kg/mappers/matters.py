"""Map, about what: how far the words of a topic reach, and the topics of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import yaml

from kg.mappers.lexicon import clause_words
from kg.mappers.tape import Tape
from kg.resources import lexicon

_SHORTEST, _LONGEST = 4, 160  # code points
_MOST = 18  # items of one topic
_OPEN, _CLOSE = "“‘", "”"
_NO_VERBS = frozenset(("to", "not", "do", "having", "being", "be"))


@cache
def matter_words() -> dict[str, frozenset[str]]:
    """Return lexicon/matters.yaml: words by what they are to a topic."""
    data = yaml.safe_load(lexicon("matters.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in data.items()}


def matters(
    tape: Tape, first: int, stop: int, *, loose: bool = False, whole: bool = False
) -> list[str]:
    """Return the topics that start at an item: "the polls, seat sharing and ways to win".

    `loose`: behind a mere "on", where a place alone, an hour or an aside is more likely.
    `whole`: commas join them, without "and" before the last.
    """
    parts = _merged(tape, list(_parts(tape, _skip(tape, first, stop), stop)))
    closed = (
        len(parts)
        if whole
        else max((n for n, (_, _, by) in enumerate(parts) if by not in ("", ",")), default=0)
    )
    found: list[str] = []
    for number, (start, end, by) in enumerate(parts[: closed + 1]):
        start, end = _trimmed(tape, start + (by == "and" and tape.word(start) == "to"), end)
        if is_matter(tape, start, end, loose=loose):
            found.append(_text(tape, start, end))
        elif number == 0 and (loose or not _stands_for(tape, start, end)):
            break
    return found


def _stands_for(tape: Tape, start: int, end: int) -> bool:
    """Say whether a list may go on behind its first member: a place, or a mere "issues"."""
    return tape.letters[start:end] == "L" or set(tape.letters[start:end]) <= set("w-")


def is_matter(tape: Tape, start: int, end: int, *, loose: bool = False) -> bool:
    """Say whether items are a topic, and not a date, a person, a place, an empty word."""
    if not 0 < end - start <= _MOST:
        return False
    text = _text(tape, start, end)
    if not _SHORTEST <= len(text) <= _LONGEST or text.count('"') % 2:
        return False
    words, first = matter_words(), tape.words[start]
    letters = tape.letters[start:end]
    if first in words["not_first"] or first in words["end"] - words["clausal"]:
        return False
    if (
        first in clause_words()["auxiliary"]
        or letters[0] in ",.;:)-"
        or not set(letters) - set("PTRD,")
    ):
        return False
    if letters[0] == "D" and loose and not text[:4].isdigit():
        return False
    if letters[0] == "D" and (end == start + 1 or tape.word(start + 1) in _LOOSE_ENDS):
        return False
    if letters[0] in "PTR" and tape.word(start + 1) not in ("'s", "’s", "'", "’"):
        return False
    if letters in ("L", "O") and loose:
        return False
    if letters[0] == "w" and not tape.words[start].strip("'’"):
        return False
    if loose and not words["aside"].isdisjoint(tape.words[start : start + 4]):
        return False
    return any(
        letter not in "PTRD,w" or (letter == "w" and word not in words["vague"] and word.isascii())
        for letter, word in zip(letters, tape.words[start:end], strict=True)
    )


def _skip(tape: Tape, first: int, stop: int) -> int:
    """Return where a topic starts behind those with whom it was discussed, and its article."""
    if tape.word(first) == "with":
        at = first + 1
        at += tape.word(at) in ("the", "his", "her", "their")
        people = at
        while at < stop and tape.letter(at) in "PTRGO":
            at += 1
        first = at if people < at < stop and tape.letter(at) == "w" else first
    return first


def _trimmed(tape: Tape, start: int, end: int) -> tuple[int, int]:
    """Return items without an article before and prepositions, signs and dates behind."""
    determiners = matter_words()["determiners"]
    while start < end and (
        tape.word(start) in determiners
        or (tape.letter(start) in "\"'“‘”-" and not _QUOTES.search(tape.letters[start + 1 : end]))
        or _other(tape, start)
    ):
        start += 1
    while end > start and (
        tape.letter(end - 1) in ",'‘-–—:;"
        or (tape.letter(end - 1) == "D" and not _in_month(tape, end - 1))
        or (tape.letter(end - 1) in '"“”' and not _QUOTES.search(tape.letters[start : end - 1]))
        or tape.word(end - 1) in _LOOSE_ENDS
    ):
        end -= 1
    return start, end


_QUOTES = re.compile('["“”]')
_LOOSE_ENDS = frozenset(
    "signed scheduled due slated published now beginning starting "
    "in on at of for with by from to into over about and or the a an its their his her between "
    "both all not under around early late including such as".split()
)


def _other(tape: Tape, at: int) -> bool:
    return tape.word(at) == "on" or (tape.word(at) == "about" and tape.letter(at + 1) != "D")


def _parts(tape: Tape, first: int, stop: int) -> Iterator[tuple[int, int, str]]:
    """Yield the members of a list of topics, each with what it is joined by."""
    start, at, by = first, first, ""
    listed = False
    clausal = tape.word(first) in matter_words()["clausal"]
    while at < stop and not _ends(tape, start, at, clausal=clausal):
        joined, length = _joint(tape, at, stop, listed=listed)
        if joined and at > start:
            yield start, at, by
            start, at, by = at + length, at + length, joined
            listed = listed or joined in (",", "including")
            clausal = tape.word(start) in matter_words()["clausal"]
            continue
        at += 1
    yield start, at, by


def _merged(tape: Tape, parts: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return the parts of a list, adjectives of one noun as one: "economic and social ties"."""
    found: list[tuple[int, int, str]] = []
    start: int | None = None
    for first, end, by in parts:
        opened = first if start is None else start
        alone = end - first == 1 and tape.word(first).endswith(_ADJECTIVE)
        if alone and (first, end, by) != parts[-1]:
            start = opened
            continue
        found.append((opened, end, by if start is None else ""))
        start = None
    return found


_ADJECTIVE = ("ic", "al", "ive", "ary", "ian", "ural")


def _joint(tape: Tape, at: int, stop: int, *, listed: bool) -> tuple[str, int]:
    """Return what joins two topics at an item, and over how many items."""
    words = matter_words()
    comma = tape.letter(at) == ","
    here = at + comma
    if tape.word(here) in words["including"] and here + 1 < stop:
        return "including", here + 1 + (tape.word(here + 1) == "as") - at
    if tape.words[here : here + 3] == ("as", "well", "as"):
        return "as well as", here + 3 - at
    between = "between" in tape.words[max(0, at - 4) : at]
    if (
        tape.word(here) in ("and", "besides")
        and not between
        and (comma or listed or tape.word(here + 1) in words["afresh"])
    ):
        return "and", here + 1 - at
    return (",", 1) if comma else ("", 0)


def _ends(tape: Tape, start: int, at: int, *, clausal: bool) -> bool:
    """Say whether a topic that starts at an item can't go on at another."""
    letter, word, words = tape.letter(at), tape.word(at), matter_words()
    if letter in ".;():?!—–[]" or letter in _CLOSE:
        return "“" not in tape.letters[start:at] if letter in _CLOSE else True
    if letter == '"':
        return at > start and tape.letters[start:at].count('"') % 2 == 0 and not _opens(tape, at)
    if at == start:
        return False
    if letter == "D":
        return not _in_month(tape, at) and not (
            tape.letter(at + 1) in "wOLG" and tape.word(at - 1) in _BEFORE_DATES
        )
    paired = word == "and" and "between" in tape.words[start:at]
    if word in ("and", "or", ",") and not paired and _does(tape, at + 1):
        return True
    if letter == "," and tape.word(at + 1) in ("and", "but") and _does(tape, at + 2):
        return True
    if letter == "," and tape.letter(at + 1) in ("P", "T", "R") and not _is_noun(tape, at + 2):
        return True  # "the missiles, Sen said", and not "the rivers, Sir Creek port"
    if letter == "," and tape.letter(at + 1) in "GO" and tape.word(at + 2) in words["end"]:
        return True  # "on the missiles, officials said"
    if word in ("with", "from") and _people(tape, at + 1):
        return True
    if word in ("with", "from") and (words["vague"] | words["determiners"]).issuperset(
        tape.words[start:at]
    ):
        return True  # "the issue with the committee"
    if word in ("at", "in", "on") and _is_aside(tape, at + 1):
        return True
    if clausal:
        return word in ("said", "sources", "which", "who")
    return (
        word in words["end"] and tape.words[at : at + 3] != ("as", "well", "as")
    ) or word in clause_words()["auxiliary"] - _NO_VERBS


def _in_month(tape: Tape, at: int) -> bool:
    """Say whether a date is of the matter rather than of the meeting: "the polls in May"."""
    return tape.word(at - 1) == "in" or tape.word_of(at).startswith("in ")


_BEFORE_DATES = frozenset("the a an of post pre upcoming forthcoming coming".split())


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
        and quotation.start <= tape.items[at + 1].span.start + 1
        and (quotation.start >= tape.items[at].span.start)
    )


def _does(tape: Tape, at: int) -> bool:
    """Say whether a word says what somebody did next: "and demanded the", "and he"."""
    word = tape.word(at)
    if word.endswith("ly"):
        return _does(tape, at + 1)
    if word in matter_words()["verbs"] or tape.letter(at) in ("R", "T"):
        return True
    follows = tape.letter(at + 1) != "w" or tape.word(at + 1) in _AFTER_VERBS
    return word.endswith("ed") and word not in matter_words()["adjectives"] and follows


_AFTER_VERBS = frozenset(
    "the a an his her its their that to for on in with at over of upon him them it not".split()
)


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
        and any(word in _OCCASIONS for word in near)
    )


_OCCASIONS = frozenset(
    "meeting meetings talks call conversation presence phone sidelines discussion view summit "
    "wake context backdrop fringes".split()
)


def _text(tape: Tape, start: int, end: int) -> str:
    text = re.sub(r"^(?:(?:on|in|the|an?|its|their|his|her) )+", "", tape.text(start, end))
    for mark, other in (("“", "”"), ('"', '"')):
        if text.count(mark) != text.count(other) or (mark == other and text.count(mark) % 2):
            text = text.replace(mark, "") if text.startswith(mark) else text
    return text.strip(" ,;:\"“”'‘-–")
