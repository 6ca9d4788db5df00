"""Text: tell English from other languages by their function words."""

from __future__ import annotations

import re
from functools import cache

from kg.resources import lexicon_data

_WORD = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPT = re.compile(r"[^\0-\u024f]")
_SAMPLE = 4000  # code points are plenty to tell
_ENGLISH = "english"
_LEAD = 2  # small words; names are written like some ("Das", "De")
_ENOUGH = 60  # words in which English has its small ones: it has one in three, lists one in ten
_RARE = 15


def other_language(text: str) -> str | None:
    """Return what a text is written in, None for English: "French", "in another script".

    It is English unless another language's small words lead, it is mostly in another script, or has
    many words with hardly a small one. A short text without any such words is taken to be English.
    Example: "Il est parti avec le ministre." is French.
    """
    words = " ".join(_WORD.findall(text[:_SAMPLE])).lower().split()
    letters = "".join(words)
    if len(_OTHER_SCRIPT.findall(letters)) * 2 > len(letters):
        return "in another script"
    counts = dict.fromkeys(_function_words(), 0)
    for word in filter(_languages().__contains__, words):
        for name in _languages()[word]:
            counts[name] += 1
    first = max(counts, key=lambda name: counts[name])
    if counts[first] >= counts[_ENGLISH] + _LEAD:
        return first.capitalize()
    if len(words) >= _ENOUGH and counts[_ENGLISH] * _RARE < len(words):
        return "in a language unknown here"
    return None


@cache
def _function_words() -> dict[str, frozenset[str]]:
    """Return the small words of each language."""
    data: dict[str, str] = lexicon_data("function_words.yaml")
    return {language: frozenset(words.split()) for language, words in data.items()}


@cache
def _languages() -> dict[str, list[str]]:
    """Return the languages of which each small word is."""
    found: dict[str, list[str]] = {}
    for language, words in _function_words().items():
        for word in words:
            found.setdefault(word, []).append(language)
    return found
