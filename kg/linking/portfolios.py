"""Link: what an office is for, up to the name behind it: "Minister for Climate Change Ada Sen"."""

from __future__ import annotations

from dataclasses import replace

from kg.linking.chunks import (
    ADJECTIVE,
    AND,
    COMMA,
    MODIFIER,
    PORTFOLIO,
    WORD,
    Chunk,
)
from kg.linking.lexicon import words
from kg.text import Token

_LEADING = frozenset(("of", "for"))


def with_portfolios(chunks: list[Chunk], tokens: tuple[Token, ...]) -> list[Chunk]:
    """Return chunks with the capitalised common words behind "Minister for" as its subject.

    Example: of "Minister for Climate Change Ada Sen" "Change" is no part of the name; of "Minister
    for Energy Grant Sen" "Grant" is, for a name has two words.
    """
    titled = [(number, chunk) for number, chunk in enumerate(chunks[:-2]) if chunk.title]
    found = list(chunks) if titled else chunks
    for number, chunk in titled:
        if tokens[chunks[number + 1].first].lower in _LEADING:
            minister = tokens[chunk.last - 1].lower in words().ministerial
            _convert(found, number + 2, tokens, minister)
    return found


def _convert(chunks: list[Chunk], at: int, tokens: tuple[Token, ...], rare: bool) -> None:
    """Make portfolios of the chunks from a place on, as far as an office's subject goes.

    `rare` lets the first word be no common one: no name stands between "Minister for" and its end.
    """
    while at < len(chunks) and chunks[at].last - chunks[at].first == 1:
        chunk = chunks[at]
        if chunk.kind in (WORD, MODIFIER) and _is_subject(chunks, at, tokens, rare):
            chunks[at] = replace(chunk, kind=PORTFOLIO)
        elif chunk.kind not in (PORTFOLIO, AND, COMMA, ADJECTIVE):
            return
        rare = rare and chunk.kind == ADJECTIVE
        at += 1


def _is_subject(chunks: list[Chunk], at: int, tokens: tuple[Token, ...], rare: bool) -> bool:
    """Say whether a word is what an office is for, and not the name behind it."""
    token, behind = tokens[chunks[at].first], _capitals(chunks, at + 1, tokens)
    known = token.lower in words().common and token.lower not in words().given_thing
    return token.text[0].isupper() and behind != 1 and (known or rare)


def _capitals(chunks: list[Chunk], at: int, tokens: tuple[Token, ...]) -> int:
    """Return how many words with a capital stand together from a place on."""
    end = at
    while end < len(chunks) and chunks[end].kind == WORD:
        if not tokens[chunks[end].first].text[0].isupper():
            break
        end += 1
    return end - at
