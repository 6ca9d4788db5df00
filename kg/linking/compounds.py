"""Link: the parties inside hyphenated words, which are one token: "JMM-Congress", "BJP-led"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.linking.chunks import ORG, Chunk
from kg.linking.mentions import Naming
from kg.model import Span
from kg.text import Token

_PART = re.compile(r"[^-–]+|[-–]")


def compounds(
    tokens: tuple[Token, ...],
    tag: Callable[[tuple[Token, ...]], list[Chunk]],
    lower: bool = False,
) -> Iterator[Naming]:
    """Yield the known organisations that begin or end inside a hyphenated word of a sentence.

    `tag` gives the settled chunks of tokens; `lower`: the text is in lower case. Example: "the
    BJP-JD(U) alliance" has two, the BJP and the JD(U).
    """
    hyphenated = [t for t in tokens if "-" in t.text[1:-1] or "–" in t.text[1:-1]]
    if not (hyphenated and (lower or any(any(c.isupper() for c in t.text) for t in hyphenated))):
        return
    cut = tuple(part for token in tokens for part in split(token))
    whole = {(t.start, t.end) for t in tokens}
    for chunk in tag(cut):
        inside = {(t.start, t.end) for t in cut[chunk.first : chunk.last]}
        if chunk.kind == ORG and chunk.entries and not inside <= whole:
            span = Span(cut[chunk.first].start, cut[chunk.last - 1].end)
            yield Naming(span, chunk.entries[0].entity)
    for token in hyphenated:
        yield from _with_article(split(token), tag)
        yield from _gone_on(token, tag)


def _with_article(
    parts: list[Token], tag: Callable[[tuple[Token, ...]], list[Chunk]]
) -> Iterator[Naming]:
    """Yield what a hyphenated word goes on with, if that names after "the": "Congress-Left"."""
    for part in parts[2:3]:
        chunk = tag((Token(part.start, part.start, "the", "the"), part))[0]
        if chunk.kind == ORG and chunk.entries and chunk.last == 2:
            yield Naming(Span(part.start, part.end), chunk.entries[0].entity)


def _gone_on(token: Token, tag: Callable[[tuple[Token, ...]], list[Chunk]]) -> Iterator[Naming]:
    """Yield the hyphenated name that another part goes on: "Jamaat-e-Islami-led"."""
    name = token.text.rpartition("-")[0]
    if "-" in name:
        end = token.start + len(name)
        chunk = tag((Token(token.start, end, name, name.lower()),))[0]
        if chunk.kind == ORG and chunk.entries:
            yield Naming(Span(token.start, end), chunk.entries[0].entity)


def split(token: Token) -> list[Token]:
    """Return the parts of a hyphenated word, hyphens among them; any other token as it is."""
    inside = token.text[1:-1]
    if "-" not in inside and "–" not in inside:
        return [token]
    return [
        Token(token.start + m.start(), token.start + m.end(), m.group(), m.group().lower())
        for m in _PART.finditer(token.text)
    ]
