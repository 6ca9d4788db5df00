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
    for match in _counts().finditer(text):
        names.setdefault(match["count"].lower(), " ".join(match.group().split()))
    return names


def counted(text: str, sentence: Span, names: Mapping[str, str]) -> Iterator[tuple[Span, Entity]]:
    """Yield where a sentence names such an alliance, and which."""
    for match in _counts().finditer(sentence.of(text)):
        span = Span(sentence.start + match.start(), sentence.start + match.end())
        label = names.get(match["count"].lower(), " ".join(match.group().split()))
        yield span, Entity(EntityKind.ALLIANCE, slug(label), label)


@cache
def _counts() -> re.Pattern[str]:
    return re.compile(lexicon_data("alliance.yaml")["counted"])
