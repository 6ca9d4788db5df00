"""Map alliances, parties that nobody knows: by the list that a sentence puts them in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.linking.lexicon import words
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


def strangers(tape: Tape, pieces: Pieces, names: list[Entity]) -> Iterator[tuple[int, str]]:
    """Yield the pieces, a name that nobody knows as a party where a list has it beside one.

    Example: "the pact of the Foo, the Bar, the Qux Ittehad, the Greens and the XYZ".
    """
    text = tape.document.document.text
    spans = [n.span for n in tape.sentence.namings]
    line = [word for _, word in pieces]
    read: list[str] = []
    last = 0
    for at, (start, word) in enumerate(pieces):
        if at < last:
            continue
        end = _extent(text, pieces, at)
        form = text[start : pieces[end - 1][0] + len(line[end - 1])] if end > at else ""
        named = form and any(span.start <= start < span.end for span in spans)
        if form and not named and _listed(read[-_NEAR:], line[end : end + _NEAR]):
            last = end
            names.append(Entity(EntityKind.PARTY, slug(form), " ".join(form.split())))
            read.append(f"{{{len(names) - 1}}}")
        else:
            read.append(word)
        yield start, read[-1]


def _extent(text: str, pieces: Pieces, at: int) -> int:
    """Return where a name that may be a party's ends, if one begins at a piece; else that piece.

    An acronym; what follows "the" in capitals, if it is several words, or "Greens" and the like.
    """
    start, word = pieces[at]
    form = text[start : start + len(word)]
    if _ACRONYM.fullmatch(form) and form not in _lists()["no_parties"]:
        return at + 1
    if not (at and pieces[at - 1][1] == "the" and form.istitle()):
        return at
    end = at
    while end < len(pieces) and _goes_on(text, pieces, end):
        end += 1
    led = end < len(pieces) and pieces[end][1][0] in "{<-–"  # "the Sen-led Foos"
    return at if led or not _may_name([w for _, w in pieces[at:end]]) else end


def _may_name(named: list[str]) -> bool:
    """Say whether the words in capitals behind "the" may name a party."""
    if not _lists()["bare_parties"].isdisjoint(named):
        return True
    nouns = words()
    known = nouns.body_noun | nouns.thing_noun | nouns.common
    party = not nouns.party_noun.isdisjoint(named) or (named and named[-1] not in known)
    return bool(party) and len(named) > 1


def _goes_on(text: str, pieces: Pieces, at: int) -> bool:
    """Say whether a piece belongs to a name: "the Movement for Economic Change"."""
    start, word = pieces[at]
    if word in ("for", "of"):
        after = pieces[at + 1 : at + 2]
        return bool(after) and text[after[0][0]].isupper() and after[0][1][0] not in "{<["
    return word[0].isalpha() and text[start].isupper() and not word.endswith("-led")


def _listed(before: list[str], after: list[str]) -> bool:
    """Say whether a comma or "and" joins what is between with a party before or after it."""
    return bool(_BEFORE.search(" ".join(before)) or _AFTER.match(" ".join(after)))


@cache
def _lists() -> dict[str, frozenset[str]]:
    data = lexicon_data("alliance.yaml")
    return {name: frozenset(data[name]) for name in ("no_parties", "bare_parties")}
