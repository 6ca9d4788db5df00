"""Map: patterns of the lexicons, in which names in capitals stand for patterns of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.text.numbers import number


def put(pattern: str, name: str, words: str) -> str:
    """Return a pattern with words for a name in capitals: "tie-up with A" with a list for A."""
    return words.join(re.split(rf"(?<![A-Z\\]){name}(?![A-Z])", pattern))


def spelt_out(pattern: str, parts: Mapping[str, str]) -> str:
    """Return a pattern with its parts put in, each of which may hold later ones, and NUMBER."""
    for name, words in parts.items():
        pattern = put(pattern, name, words)
    return put(pattern, "NUMBER", number())
