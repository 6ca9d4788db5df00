"""Map alliances: the election or state that a pact is for, in the words of the text."""

from __future__ import annotations

import re

from kg.mappers.lines import Line
from kg.mappers.marks import spelt

_PLACE = re.compile(r" ?\b(?:in|for|at) (?:the )?\[0\]")


def scope(read: Line, start: int, end: int) -> str | None:
    """Return the election or state of the pact at start..end of a line's text.

    Example: "Jharkhand Assembly election" in "formed an alliance for the Jharkhand Assembly
    election", "Haryana" in "an alliance with it in Haryana".
    """
    place = _PLACE.match(read.text, end) or _PLACE.search(read.text[:end], start)
    text = read.tape.document.document.text
    span = read.tape.span
    if place:
        return _place(read, place.end() - 3)
    found = [
        (abs(m.start() - read.offsets[start]), words)
        for m in spelt("election").finditer(text, span.start, span.end)
        if " " in (words := spelt("before_election").sub("", " ".join(m.group().split())))
    ]
    return min(found)[1] if found else None


def _place(read: Line, at: int) -> str | None:
    item = read.tape.items[read.item(at)]
    return " ".join(item.span.of(read.tape.document.document.text).split()) or None
