"""Step consolidate, names: what a person's name is made of, and how two spellings may be one name.

All here is about two names alone. Who bears them, and whether they are one, is `people`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import cache, lru_cache

from kg.graph import slug
from kg.linking.lexicon import words
from kg.resources import lexicon_data

_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))
_ARTICLES = frozenset(("al", "el"))  # Arabic ones, which papers put or leave: (al-)Hariri
_INITIAL = re.compile("[a-z]|[^aeiou]{2}")  # W., H.W.
_LONGEST = 6  # given names at most that are looked at
_INITIALS = 3  # letters at most that stand together for given names: APJ Kalam
_SPELT = 3  # letters at least of a given name that is surely spelt out


class Likeness(IntEnum):
    """How two names of one surname may be one, the surest first."""

    LETTERS = 1  # "Bal Ram Jakhar", "Balram Jakhar"
    MIDDLE_INITIAL = 2  # "John A. Boehner", "John Boehner"
    INITIALS = 3  # "J.P. Nadda", "Jagat Prakash Nadda"
    PARTS = 4  # "Akhilesh Singh", "Akhilesh Prasad Singh"; "A Revanth Reddy", "Revanth Reddy"
    SHORT_FORM = 5  # "Vince Cable", "Vincent Cable"
    SLIP = 6  # "Sheikh Hasina", "Shiekh Hasina": never more than a near miss, as is the next
    GENERATION = 7  # "Joseph Biden", "Joseph Biden Jr."

    @property
    def reason(self) -> str:
        """Return in plain words how the names are alike."""
        return _REASONS[self]


_REASONS = {
    Likeness.LETTERS: "names that are written with the same letters",
    Likeness.MIDDLE_INITIAL: "names that differ in a middle initial",
    Likeness.INITIALS: "initials of a name that is spelt out elsewhere",
    Likeness.PARTS: "a shorter and a fuller form of one name",
    Likeness.SHORT_FORM: "a given name and its short form",
    Likeness.SLIP: "spellings of a name that differ in a letter or two",
    Likeness.GENERATION: "names of which one has Jr. or the like",
}


@lru_cache(maxsize=65536)
def name_of(label: str) -> str:
    """Return the slug of a name without honorifics and letters after it, one for all spellings."""
    parts = label.split()
    while len(parts) > 1 and parts[0].lower() in words().honorific:
        parts = parts[1:]
    while len(parts) > 1 and _follows(parts[-1], len(parts)):
        parts = parts[:-1]
    return slug(" ".join(parts))


def surname_of(name: str) -> str:
    """Return the last part of a name's slug but for `jr` and the like: what its spellings share."""
    parts = name.split("-")
    while len(parts) > 1 and parts[-1] in _GENERATIONS:
        parts.pop()
    return parts[-1]


def is_bare(name: str) -> bool:
    """Return whether the slug of a name is a surname only, particles (`de klerk`) counted in."""
    *before, _ = name.split("-")
    return all(part in words().particle for part in before)


def likeness(one: str, other: str) -> Likeness | None:
    """Return how two slugs of full names may be one name; None if they can't, by the surname too.

    With `jr` and `sr` they never are; with `jr` and without, it may be father and son.
    """
    mine, theirs = given_of(one), given_of(other)
    if surname_of(one) != surname_of(other) or is_bare(one) or is_bare(other):
        return None
    if max(len(mine), len(theirs)) > _LONGEST:
        return None
    found = _likeness(*sorted((mine, theirs), key=lambda given: (len("".join(given)), given)))
    if _generation(one) == _generation(other):
        return found
    return Likeness.GENERATION if found and not (_generation(one) and _generation(other)) else None


def _likeness(short: tuple[str, ...], long: tuple[str, ...]) -> Likeness | None:
    """Return how two persons' given names are alike, SHORT with fewer letters."""
    if "".join(short) == "".join(long):
        return Likeness.LETTERS
    if _middle_initial(short, long):
        return Likeness.MIDDLE_INITIAL
    if _fits(short, long) or _fits(long, short):
        return Likeness.PARTS if set(short) <= set(long) else Likeness.INITIALS
    if short == long[-len(short) :]:
        return Likeness.PARTS
    if _short_form(short[0], long[0]) and _rest_fits(short[1:], long[1:]):
        return Likeness.SHORT_FORM
    return Likeness.SLIP if is_slip("".join(short), "".join(long)) else None


def is_slip(one: str, other: str) -> bool:
    """Return whether two words differ in one letter, or in two that stand side by side.

    Short words that differ are other words, and so are those that begin with another letter.
    """
    short, long = sorted((one, other), key=len)
    if one == other or len(short) <= _SPELT or short[0] != long[0] or len(long) - len(short) > 1:
        return False
    at = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    turned = short[:at] + short[at : at + 2][::-1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or turned == long


def _follows(word: str, parts: int) -> bool:
    """Say whether WORD after a name of so many PARTS is none of it: `ji`, and "KC" after two."""
    low = word.lower().strip(".,")
    return low in words().suffix or (parts > 2 and low in words().postnominal)


def _generation(name: str) -> tuple[str, ...]:
    """Return `jr` or the like at a name's end."""
    return tuple(part for part in name.split("-")[1:] if part in _GENERATIONS)


def given_of(name: str) -> tuple[str, ...]:
    """Return the given names of a name's slug, without the Arabic article; `("",)` if none."""
    parts = [part for part in name.split("-") if part not in _GENERATIONS]
    return tuple(part for part in parts[:-1] if part not in _ARTICLES) or ("",)


def _middle_initial(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Say whether LONG is SHORT, a given name that is spelt out, and initials after it."""
    rest = long[len(short) :]
    spelt = len(short[0]) >= _SPELT and long[: len(short)] == short
    return spelt and all(_INITIAL.fullmatch(part) for part in rest)


def _fits(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Say whether each part of SHORT is one of LONG or initials of some, in order, the first first.

    "J P" and "JP" fit "Jagat Prakash", "Akhilesh" fits "Akhilesh Prasad".
    """
    if not short[0] or not long[0]:
        return False
    return any(_rest_fits(short[1:], long[used:]) for used in _taken(short[0], long))


def _rest_fits(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Say whether SHORT fits LONG, of which any part may be left out."""
    if not short:
        return True
    return any(
        _rest_fits(short[1:], long[start + used :])
        for start in range(len(long))
        for used in _taken(short[0], long[start:])
    )


def _taken(part: str, long: tuple[str, ...]) -> Iterator[int]:
    """Yield how many parts of LONG from its first PART may stand for."""
    if part == long[0]:
        yield 1
    elif may_be_initials(part) and part == "".join(word[:1] for word in long[: len(part)]):
        yield len(part)


def may_be_initials(part: str) -> bool:
    """Return whether PART of a name's slug is short enough for initials: `jp`."""
    return len(part) <= _INITIALS


def given_names(part: str) -> set[str]:
    """Return PART and all given names of which it is a short form."""
    return {part, *_long_forms().get(part, ())}


def _short_form(one: str, other: str) -> bool:
    """Say whether one given name is a short form of the other."""
    return other in _short_forms().get(one, ()) or one in _short_forms().get(other, ())


@cache
def _long_forms() -> dict[str, list[str]]:
    """Return the given names of each short form."""
    found: dict[str, list[str]] = {}
    for name, forms in _short_forms().items():
        for form in forms:
            found.setdefault(form, []).append(name)
    return found


@cache
def _short_forms() -> dict[str, list[str]]:
    """Return the short forms of given names."""
    forms: dict[str, list[str]] = lexicon_data("given_names.yaml")["short_forms"]
    return forms
