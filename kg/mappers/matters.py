"""Map, about what: how far the words of a topic reach, and the topics of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mappers.extent import ends, in_month, matter_words
from kg.mappers.lexicon import clause_words
from kg.mappers.tape import Tape

_SHORTEST, _LONGEST = 4, 160  # code points
_MOST = 18  # items of one topic
_OPEN = re.compile('[“"]')
_CALLED = 10  # items of "what the ministry has described as"


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
    for number, (first_, last, by) in enumerate(parts[: closed + 1]):
        further = by == "and" and tape.word(first_) == "to"  # "and to underscore"
        start, end = _trimmed(tape, first_ + further, last)
        if is_matter(tape, start, end, loose=loose):
            found.append(_text(tape, start, end))
        elif number == 0 and (loose or not _stands_for(tape, start, end)):
            break
    return found


def content(tape: Tape, first: int) -> list[str]:
    """Return what the clause from an item says, as one topic.

    Example: in "told him that there was no permit for the march" it is "no permit for the march".
    """
    start = first
    while tape.word(start) in matter_words()["dummies"]:
        start += 1
    while start > first and tape.word(start) in _AUXILIARY | clause_words()["auxiliary"]:
        start += 1
    end = start
    while end < len(tape.items) and not _breaks_off(tape, start, end):
        end += 1
    if tape.word(end) in clause_words()["relative"]:
        return []  # of whom it says something only comes then
    start, end = _trimmed(tape, start, _before_open(tape, start, end))
    hollow = not matter_words()["hollow"].isdisjoint(tape.words[start : start + _HEAD])
    whole = end - start > 1 and is_matter(tape, start, end)
    return [_text(tape, start, end)] if whole and not hollow else []


_AUXILIARY = frozenset(("'s", "’s", "'d", "’d", "'ll", "’ll"))


def _before_open(tape: Tape, start: int, end: int) -> int:
    """Return where items end before a quotation that doesn't: "strikes “were just,” he said"."""
    letters, at = tape.letters[start:end], 0
    if letters.count("“") > letters.count("”"):
        at = letters.rindex("“")
    elif letters.count('"') % 2:
        at = letters.rindex('"')
    return start + at if at else end


def _breaks_off(tape: Tape, start: int, at: int) -> bool:
    """Say whether what a clause says ends at an item."""
    stops = matter_words()["asides"] if at > start else ()
    further = tape.word(at) in ("and", "but") and tape.word(at + 1) in clause_words()["auxiliary"]
    stop = further or tape.letter(at) == "," or tape.word(at) in stops
    return stop or ends(tape, start, at, clausal=True)


_HEAD = 4  # items that hold what a clause speaks of


def _stands_for(tape: Tape, start: int, end: int) -> bool:
    """Say whether a list may go on behind its first member: a place, or a mere "issues"."""
    return tape.letters[start:end] == "L" or set(tape.letters[start:end]) <= set("w-")


def is_matter(tape: Tape, start: int, end: int, *, loose: bool = False) -> bool:
    """Say whether items are a topic, and not a date, a person, a place, an empty word."""
    if not 0 < end - start <= _MOST:
        return False
    text = _text(tape, start, end)
    unpaired = text.count('"') % 2 or text.count("“") != text.count("”")
    if unpaired or not _SHORTEST <= len(text) <= _LONGEST:
        return False
    if not _may_start(tape, start, end) or (loose and _is_loose(tape, start, end)):
        return False
    vague = matter_words()["vague"]
    return any(
        letter in "LOG"
        or (letter == "w" and word not in vague and word.isascii() and not word[:1].isdigit())
        for letter, word in zip(tape.letters[start:end], tape.words[start:end], strict=True)
    )


def _may_start(tape: Tape, start: int, end: int) -> bool:
    """Say whether a topic may start with an item: no pronoun, preposition, verb, date alone."""
    words, first, letter = matter_words(), tape.word(start), tape.letter(start)
    stops = (words["end"] - words["clausal"]) | words["not_first"] | clause_words()["auxiliary"]
    if first in stops or letter in ",.;:)-" or not set(tape.letters[start:end]) - set("PTRD,"):
        return False
    if letter == "D":
        return end > start + 1 and tape.word(start + 1) not in words["loose_ends"]
    if letter in "PTR":
        return tape.word(start + 1) in ("'s", "’s", "'", "’")
    return letter != "w" or bool(first.strip("'’"))


def _is_loose(tape: Tape, start: int, end: int) -> bool:
    """Say whether items behind a mere "on" are a day, a place, an aside: "on the sidelines"."""
    if tape.letter(start) == "D" and not tape.word_of(start)[:4].isdigit():
        return True
    alone = tape.letters[start:end] in ("L", "O")
    return alone or not matter_words()["aside"].isdisjoint(tape.words[start : start + 4])


def _skip(tape: Tape, first: int, stop: int) -> int:
    """Return where a topic starts behind those with whom it was discussed, and its article."""
    first = _behind_people(tape, first, stop)
    if tape.word(first) != "what":
        return first
    quoted = _OPEN.search(tape.letters, first, min(first + _CALLED, stop))
    called = quoted and tape.word(quoted.start() - 1) in ("as", "called", "calls")
    return quoted.start() if quoted and called else first


def _behind_people(tape: Tape, first: int, stop: int) -> int:
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
        or (tape.letter(end - 1) == "D" and not in_month(tape, end - 1))
        or (tape.letter(end - 1) in '"“”' and not _QUOTES.search(tape.letters[start : end - 1]))
        or tape.word(end - 1) in matter_words()["loose_ends"]
    ):
        end -= 1
    if end - start > _MOST:  # "to engage a party to study it and recommend measures to ensure"
        cuts = (at for at in range(start + _MOST, start, -1) if tape.word(at) in _leading_on())
        end = next(cuts, end)
    return start, end


def _leading_on() -> frozenset[str]:
    return matter_words()["leading_on"]


_QUOTES = re.compile('["“”]')


def _other(tape: Tape, at: int) -> bool:
    return tape.word(at) == "on" or (tape.word(at) == "about" and tape.letter(at + 1) != "D")


def _parts(tape: Tape, first: int, stop: int) -> Iterator[tuple[int, int, str]]:
    """Yield the members of a list of topics, each with what it is joined by."""
    start, at, by = first, first, ""
    listed = False
    clausal = tape.word(first) in matter_words()["clausal"]
    while at < stop and not ends(tape, start, at, clausal=clausal):
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
    here += comma and tape.letter(here) in tuple('”"')
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


_ARTICLE = re.compile(r"^(?:(?:on|in|the|an?|its|their|his|her) )+")


def _text(tape: Tape, start: int, end: int) -> str:
    """Return items as a topic, marks of quotation at its ends only where they are a pair's."""
    text = _ARTICLE.sub("", tape.text(start, end))
    text = text.strip(" ,;:-–")
    bare = text.strip("\"“”'‘")
    paired = bare.count("“") == bare.count("”") and bare.count('"') % 2 == 0
    return _ARTICLE.sub("", bare.rstrip(",")) if paired else text
