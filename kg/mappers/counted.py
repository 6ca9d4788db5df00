"""Map alliances, those named by how many they are: "the 11-party alliance"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from kg.model import Entity, Span
from kg.resources import lexicon_data
from kg.text.slugs import slug
from kg.vocabulary import EntityKind


def first_names(text: str) -> dict[str, str]:
    """Return for each number what an article first calls the alliance of so many.

    Example: "the 11-party electoral alliance" is "11-party electoral alliance" throughout.
    """
    names: dict[str, str] = {}
    if not _gist().search(text):
        return names  # nearly all: the pattern itself tries every letter
    for match in _counts().finditer(text):
        names.setdefault(match["count"].lower(), " ".join(match.group().split()))
    return names


def counted(text: str, sentence: Span, names: Mapping[str, str]) -> Iterator[tuple[Span, Entity]]:
    """Yield where a sentence names such an alliance, and which."""
    for match in _counts().finditer(sentence.of(text)) if names else ():
        span = Span(sentence.start + match.start(), sentence.start + match.end())
        label = names.get(match["count"].lower(), " ".join(match.group().split()))
        yield span, Entity(EntityKind.ALLIANCE, slug(label), label)


@cache
def _counts() -> re.Pattern[str]:
    return re.compile(lexicon_data("alliance.yaml")["counted"])


@cache
def _gist() -> re.Pattern[str]:
    """Return the pattern from the letters on that all its matches have, which are found fast."""
    _, letters, rest = _counts().pattern.partition("arty ")
    return re.compile(letters + rest)
