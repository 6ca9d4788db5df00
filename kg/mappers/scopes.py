"""Map alliances: the election or state that a pact is for, in the words of the text."""

from __future__ import annotations

import re

from kg.mappers.lines import Line

_ELECTION = re.compile(
    r"(?:(?:[A-Z][\w&.'’-]*|and|of|\d{4}|by|civic|municipal|local body|panchayat|general|assembly|"
    r"parliamentary|presidential|state|council|bypolls? in) )*"
    r"(?:by-?elections?|elections?|polls?|by-?polls?)\b"
    r"(?! (?:commission|body|results?|rally|campaign))"
    r"(?: in (?:[A-Z][\w&]+(?: (?:and )?[A-Z][\w&]+){0,3}))?",
)
_LEADING = re.compile(
    r"^(?:(?:and|of|by|the|in|The|In|For|After|On|During|As|But|If|With|While) )+"
)
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
        for m in _ELECTION.finditer(text, span.start, span.end)
        if " " in (words := _LEADING.sub("", " ".join(m.group().split())))
    ]
    return min(found)[1] if found else None


def _place(read: Line, at: int) -> str | None:
    item = read.tape.items[read.item(at)]
    return " ".join(item.span.of(read.tape.document.document.text).split()) or None
