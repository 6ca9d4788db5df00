"""Map alliances, the ways of telling of a pact: patterns of words over a sentence in marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from kg.mappers.lines import BARE, JOIN, LIST, ONE, PARTNERS
from kg.mappers.marks import data
from kg.mappers.spelling import put, spelt_out

_ANYBODY = rf"(?:{ONE}|<\d+>)"
_OTHERS = r"(?:[\w.]+ (?:and )?){0,3}?"
_LOOSE = rf"(?:[\w.]+ )?{_OTHERS}"
_PEOPLE = rf"{_LOOSE}{_ANYBODY}(?>(?: '?s)?{JOIN}{_OTHERS}{_ANYBODY})*"
_TALLY = (
    r" (?:(?:\(|with|won|secured|bagged|got|has|have|had|took|will|would|to|be|contest|contesting|"
    r"fight|on) )*NUMBER"
    r"(?: (?:seats?|mlas?|mps?|constituencies))?(?: \((?: [^ )]+){1,8} \)| \))?"
)
_GROUP = r"(?: group)?(?: \( \[0\] \))?"
_TALLIED = rf"{ONE}{_GROUP}{_TALLY}(?>{JOIN}{ONE}{_GROUP}{_TALLY})+"
_PAIR = r"\{\d+\}(?: (?:-|–|/)(?:\w+)? ?\{\d+\})+"

_LEADER = r"(?:(?:the )?\{\d+\}(?: \( \S+ \))? -led )?"  # of "joined the Foo-led Bar Front"
_LISTS = {  # the group of each list's name, and what it is made of
    "PAIR": ("a", _PAIR),
    "TOGETHER": ("a", PARTNERS),
    "A": ("a", LIST),
    "PEOPLE": ("people", _PEOPLE),
    "B": ("b", LIST),
    "TALLIED": ("b", _TALLIED),
    "MANY": ("b", rf"{ONE}(?>{JOIN}{ONE})+"),
    "HOST": ("host", ONE),
    "OPPONENT": ("against", LIST),
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A way of telling of a pact; see lexicon/alliance.yaml."""

    find: re.Pattern[str]
    kind: str
    subject: bool = False
    party: bool = False
    plain: bool = False
    voice: bool = False
    definite: bool = False
    ruling: bool = False
    only: str | None = None
    status: str | None = None
    needs: str | None = None


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return the patterns, their parts spelt out."""
    return tuple(_pattern(**entry) for entry in data()["patterns"])


def _pattern(find: str, needs: str | None = None, **others: Any) -> Pattern:
    return Pattern(re.compile(_spelt(find)), needs=needs and spelt_out(needs, {}), **others)


def fitting(line: str) -> list[Pattern]:
    """Return the patterns that may find something in a line: it has a word that each needs."""
    met = set().union(*map(_needed, set(line.split())))
    return [pattern for pattern in patterns() if pattern.needs is None or pattern.needs in met]


@lru_cache(maxsize=4096)  # the words of a language
def _needed(word: str) -> frozenset[str]:
    """Return what patterns need, as far as a word has it."""
    if not _any_need().search(word):
        return _NONE
    return frozenset(needs for needs, find in _needs().items() if find.search(word))


_NONE: frozenset[str] = frozenset()


@cache
def _needs() -> dict[str, re.Pattern[str]]:
    return {needs: re.compile(needs) for pattern in patterns() if (needs := pattern.needs)}


@cache
def _any_need() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_needs())))


def _spelt(find: str) -> str:
    find = spelt_out(find, data()["parts"])
    for name, (group, words) in _LISTS.items():
        listed = f"(?P<{group}>{_at_mark(words) if find.startswith(name) else words})"
        leader = _LEADER if name == "HOST" and not find.startswith(name) else ""
        find = put(find, name, leader + listed)
    return spelt_out(find, {"ONE": ONE})


def _at_mark(words: str) -> str:
    """Return the pattern of a list that begins at its first mark, where it is found fast."""
    for loose, bare in ((_LOOSE, ""), (_ANYBODY, rf"(?:{BARE}|<\d+>)"), (ONE, BARE)):
        if words.startswith(loose):
            words = bare + words.removeprefix(loose)
    return words
