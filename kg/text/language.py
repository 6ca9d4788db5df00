"""Tell English from other languages by its function words."""

from __future__ import annotations

import re

_FUNCTION_WORDS = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "that",
        "is",
        "for",
        "on",
        "it",
        "with",
        "as",
        "was",
        "he",
        "by",
        "at",
        "be",
        "his",
        "from",
        "are",
        "has",
        "have",
        "had",
        "they",
        "said",
        "not",
        "which",
        "will",
        "an",
        "who",
        "she",
        "their",
        "were",
        "been",
        "its",
        "this",
        "but",
        "after",
        "would",
    ]
)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000  # code points are plenty to tell
_SHARE = 0.17  # English news has .30 to .45 of them, other languages in Latin script below .10
_FEWEST = 12  # words; less tells nothing


def is_english(text: str) -> bool:
    """Say whether the text is English; one too short to tell is taken to be."""
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    if len(words) < _FEWEST:
        return text.isascii() or not words
    return sum(word in _FUNCTION_WORDS for word in words) / len(words) >= _SHARE
