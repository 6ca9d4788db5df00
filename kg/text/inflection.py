"""Text: the forms of English verbs, so that a lexicon need name only the lemma."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import product

from kg.resources import lexicon_data

# A short verb whose last letter is doubled: "step", "drop"; "submit" is listed as irregular.
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
_HISSES = ("s", "x", "z", "ch", "sh", "o")


@cache
def forms(lemma: str) -> tuple[str, ...]:
    """Return the forms of a verb in lower case, its lemma first, none twice.

    Example: "take" gives take, takes, took, taken, taking.
    """
    past, *more = _irregular().get(lemma) or (f"{_stem(lemma, 'e')}ed",)
    if lemma.endswith("y") and lemma not in _irregular() and lemma[-2] not in "aeiou":
        past = f"{lemma[:-1]}ied"
    return tuple(dict.fromkeys((lemma, _third(lemma), past, *more, f"{_stem(lemma, 'i')}ing")))


def inflected(phrases: Iterable[str]) -> tuple[str, ...]:
    """Return phrases in all their forms: verbs stand in capitals, "a|b" for each of the two.

    Example: "TAKE oath|charge as" gives "take oath as", "takes charge as" and so on.
    """
    return tuple(
        " ".join(words)
        for phrase in phrases
        for words in product(*(_ways(word) for word in phrase.split()))
    )


def _ways(word: str) -> list[str]:
    """Return what may stand for a word of a phrase."""
    ways = word.split("|")
    return [form for way in ways for form in (forms(way.lower()) if way.isupper() else (way,))]


def _third(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return f"{lemma[:-1]}ies"
    return f"{lemma}es" if lemma.endswith(_HISSES) else f"{lemma}s"


def _stem(lemma: str, before: str) -> str:
    """Return what an ending that begins with a vowel follows: "step" doubles, "leave" drops."""
    if lemma.endswith("e") and (before == "e" or not lemma.endswith("ee")):
        return lemma[:-1]
    doubles = _SHORT.fullmatch(lemma) or lemma in lexicon_data("verbs.yaml")["doubled"]
    return lemma + lemma[-1] if doubles else lemma


@cache
def _irregular() -> dict[str, list[str]]:
    """Return past and participle of the verbs that have their own."""
    found: dict[str, list[str]] = lexicon_data("verbs.yaml")["irregular"]
    return found
