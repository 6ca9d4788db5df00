"""Text: the numbers that papers print in words."""

from __future__ import annotations

from functools import cache

from kg.resources import lexicon_data


@cache
def counting() -> dict[str, int]:
    """Return the numbers in words of lexicon/numbers.yaml, and what they are."""
    found: dict[str, int] = lexicon_data("numbers.yaml")["counting"]
    return found


@cache
def number() -> str:
    """Return the pattern of a number in figures or in words."""
    words = "|".join(counting())
    return rf"(?:\d+|{words})"
