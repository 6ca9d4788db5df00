"""Step evaluate, names: when two names, titles or groups of words mean the same.

More lenient than the names of the graph: gold has names as its articles write them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TypeAlias

Names: TypeAlias = frozenset[str]  # all forms of one entity's name
Same: TypeAlias = Callable[[str, str], bool]

_HONORIFICS = frozenset(["mr", "mrs", "ms", "dr", "shri", "smt", "sri", "thiru", "sir", "prof"]) | {
    "the",
    "ji",
    "late",
    "sh",
}
_PARTY_WORDS = frozenset(
    ["party", "of", "india", "indian", "national", "bloc", "alliance", "block"]
)
_SMALL_WORDS = frozenset(
    ["and", "of", "the", "in", "for", "to", "a", "on", "with", "s", "from"]
) | {"party", "leaders", "leader"}
_ALIKE_PERSON = 0.9
_ALIKE_ORGANIZATION = 0.92
_INITIALS = 2  # letters of a word that may be initials


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Return TEXT as lower-case ASCII words without honorifics; `K.C.` and `K C` as `kc`."""
    ascii_ = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.split(r"[^a-z0-9]+", re.sub(r"'s\b", "", ascii_))
    joined: list[str] = []
    for word in words:
        if not word or word in _HONORIFICS:
            continue
        if joined and _initials(word) and _initials(joined[-1]):
            joined[-1] += word
        else:
            joined.append(word)
    return " ".join(joined)


def same_person(one: str, other: str) -> bool:
    """Return whether two names are one person's: alike, or one the short form of the other."""
    a, b = plain(one), plain(other)
    if not a or not b:
        return False
    if a == b or SequenceMatcher(None, a, b).ratio() >= _ALIKE_PERSON:
        return True
    short, long = sorted((a.split(), b.split()), key=len)
    return short[-1] == long[-1] and set(short) <= set(long)


def same_organization(one: str, other: str) -> bool:
    """Return whether two names are one organisation's: alike, or but for words such as "party"."""
    a, b = plain(one), plain(other)
    if not a or not b:
        return False
    if a.replace(" ", "") == b.replace(" ", ""):
        return True
    if SequenceMatcher(None, a, b).ratio() >= _ALIKE_ORGANIZATION:
        return True
    core = _core(a)
    return bool(core) and core == _core(b)


def any_same(names: Iterable[str], others: Iterable[str], same: Same) -> bool:
    """Return whether one of NAMES is the SAME as one of OTHERS."""
    others = tuple(others)
    return any(same(name, other) for name in names for other in others)


def overlap(some: Iterable[str], others: Iterable[str]) -> float:
    """Return the share of the shorter side's words that both have; small words don't count."""
    a, b = _telling(some), _telling(others)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _initials(word: str) -> bool:
    """Return whether WORD may be initials."""
    return len(word) <= _INITIALS and word.isalpha()


def _core(text: str) -> str:
    """Return TEXT without the words that many parties' names have."""
    return " ".join(word for word in text.split() if word not in _PARTY_WORDS)


def _telling(texts: Iterable[str]) -> set[str]:
    """Return the words of TEXTS that tell something."""
    return {word for text in texts for word in plain(text).split()} - _SMALL_WORDS
