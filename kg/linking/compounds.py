"""Link: the parties inside hyphenated words, which are one token: "JMM-Congress", "BJP-led"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import TypeAlias

from kg.linking.chunks import ADJECTIVE, ORG, Chunk
from kg.linking.mentions import Naming
from kg.model import Span
from kg.text import LOWER, Token, Tokens
from kg.vocabulary import EntityKind

Tag: TypeAlias = Callable[[Tokens], list[Chunk]]
_HYPHENS = frozenset("-–")
_PART = re.compile(r"[^-–]+|[-–]")


def compounds(
    tokens: Tokens, known: AbstractSet[str], tag: Tag, lower: bool = False
) -> Iterator[Naming]:
    """Yield the known organisations that begin or end inside a hyphenated word of a sentence.

    `known` are the words of all names, `tag` gives what tokens name, settled; `lower`: the text is
    in lower case. Example: "the BJP-JD(U) alliance" has two, the BJP and the JD(U).
    """
    hyphenated = [
        tokens[at] for at, text in enumerate(tokens.texts) if not _HYPHENS.isdisjoint(text[1:-1])
    ]
    if not (lower or any(any(map(str.isupper, token.text)) for token in hyphenated)):
        return
    parts = {part.lower for token in hyphenated for part in split(token)}
    if not known.isdisjoint(parts - _HYPHENS):
        yield from _across(tokens, tag)
    for token in hyphenated:
        yield from _with_article(split(token), known, tag)
        yield from _gone_on(token, known, tag)


def _across(tokens: Tokens, tag: Tag) -> Iterator[Naming]:
    """Yield what hyphenated words name with the words round them."""
    whole = set(zip(tokens.starts, tokens.ends, strict=True))
    cut = _joined([part for token in tokens for part in split(token)])
    for chunk in tag(cut):
        inside = zip(cut.starts, cut.ends, strict=True)
        if (chunk.kind == ORG or _is_party(chunk)) and not whole.issuperset(
            islice(inside, chunk.first, chunk.last)
        ):
            yield Naming(cut.span(chunk.first, chunk.last), chunk.entries[0].entity)


def _joined(parts: Iterable[Token]) -> Tokens:
    """Return tokens in columns."""
    return Tokens(*zip(*((t.start, t.end, t.text, t.lower) for t in parts), strict=True))


def _with_article(parts: list[Token], known: AbstractSet[str], tag: Tag) -> Iterator[Naming]:
    """Yield what a hyphenated word goes on with, if that names after "the": "Congress-Left"."""
    for part in (part for part in parts[2:3] if part.lower in known):
        for chunk in tag(_joined([Token(part.start, part.start, "the", "the"), part])):
            if chunk.kind == ORG and chunk.last - chunk.first == 2:
                yield Naming(Span(part.start, part.end), chunk.entries[0].entity)


def _gone_on(token: Token, known: AbstractSet[str], tag: Tag) -> Iterator[Naming]:
    """Yield the hyphenated name that another part goes on: "Jamaat-e-Islami-led"."""
    name = token.text.rpartition("-")[0]
    if "-" in name and LOWER[name] in known:
        end = token.start + len(name)
        for chunk in tag(_joined([Token(token.start, end, name, LOWER[name])])):
            if chunk.kind == ORG:
                yield Naming(Span(token.start, end), chunk.entries[0].entity)


def split(token: Token) -> list[Token]:
    """Return the parts of a hyphenated word, hyphens among them; any other token as it is."""
    if _HYPHENS.isdisjoint(token.text[1:-1]):
        return [token]
    return [
        Token(token.start + m.start(), token.start + m.end(), m.group(), LOWER[m.group()])
        for m in _PART.finditer(token.text)
    ]


def _is_party(chunk: Chunk) -> bool:
    """Say whether an adjective is a party's: the "Tory" of "a Tory-Labour pact"."""
    return chunk.kind == ADJECTIVE and chunk.entries[0].entity.kind is EntityKind.PARTY
