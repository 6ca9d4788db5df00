"""Map alliances, parties that nobody knows: by the list that a sentence puts them in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.mappers.tape import Tape
from kg.model import Entity
from kg.resources import lexicon_data
from kg.text.slugs import slug
from kg.vocabulary import EntityKind

_ACRONYM = re.compile(r"[A-Z]{3,6}")
_JOINED = r"(?:, and|,|and|&)(?: the)?"
_BEFORE = re.compile(rf"\}} {_JOINED}$")
_AFTER = re.compile(rf"(?:\( \S+ \) )?{_JOINED} \{{")
_NEAR = 7  # words in which a list goes on
Pieces = list[tuple[int, str]]  # marks and words, each with where it starts


def may_name_stranger(tape: Tape) -> bool:
    """Say whether a sentence has an acronym at all."""
    span = tape.span
    return bool(_ACRONYM.search(tape.document.document.text, span.start, span.end))


def strangers(tape: Tape, pieces: Pieces, names: list[Entity]) -> Iterator[tuple[int, str]]:
    """Yield the pieces, an acronym that nobody knows as a party where a list has it beside one.

    Example: "the pact of the Foo, the Bar and the XYZ".
    """
    text = tape.document.document.text
    spans = [n.span for n in tape.sentence.namings]
    line = [word for _, word in pieces]
    for at, (start, word) in enumerate(pieces):
        form = text[start : start + len(word)]
        unknown = _ACRONYM.fullmatch(form) and form not in _no_parties()
        named = unknown and any(span.start <= start < span.end for span in spans)
        if unknown and not named and _is_listed(line, at):
            names.append(Entity(EntityKind.PARTY, slug(form), form))
            line[at] = f"{{{len(names) - 1}}}"
        yield start, line[at]


def _is_listed(line: list[str], at: int) -> bool:
    """Say whether a comma or "and" joins a word with a party before or after it."""
    before = " ".join(line[max(0, at - _NEAR) : at])
    after = " ".join(line[at + 1 : at + 1 + _NEAR])
    return bool(_BEFORE.search(before) or _AFTER.match(after))


@cache
def _no_parties() -> frozenset[str]:
    return frozenset(lexicon_data("alliance.yaml")["no_parties"])
