"""Link: what an office is for, up to the name behind it: "Minister for Climate Change Ada Sen"."""

from __future__ import annotations

from kg.linking.chunks import (
    ADJECTIVE,
    AND,
    COMMA,
    MODIFIER,
    PORTFOLIO,
    WORD,
    Chunks,
)
from kg.linking.lexicon import words
from kg.text import Tokens

_LEADING = frozenset(("of", "for"))


def find_portfolios(chunks: Chunks, tokens: Tokens) -> None:
    """Make portfolios of the capitalised common words behind "Minister for".

    Example: of "Minister for Climate Change Ada Sen" "Change" is no part of the name; of "Minister
    for Climate Change Grant Sen" "Grant" is, for a name has two words.
    """
    for chunk in [c for c in chunks.known.values() if c.title]:
        if tokens.lows[chunk.last + 2 : chunk.last + 3] in (("reasons",), ("grounds",)):
            chunks.rename(chunk.last + 1, WORD)  # "resigned as minister for health reasons"
        elif not _LEADING.isdisjoint(tokens.lows[chunk.last : chunk.last + 1]):
            minister = tokens.lows[chunk.last - 1] in words().ministerial
            _convert(chunks, chunks.end(chunk.last), tokens, minister)


def _convert(chunks: Chunks, at: int, tokens: Tokens, rare: bool) -> None:
    """Make portfolios of the chunks from a token on, as far as an office's subject goes.

    `rare` lets the first word be no common one: no name stands between "Minister for" and its end.
    """
    while at < len(tokens) and chunks.end(at) == at + 1:
        kind = chunks.kinds[at]
        if kind in (WORD, MODIFIER) and _is_subject(chunks, at, tokens, rare):
            chunks.rename(at, PORTFOLIO)
        elif kind not in (PORTFOLIO, AND, COMMA, ADJECTIVE):
            return
        rare = rare and kind == ADJECTIVE
        at += 1


def _is_subject(chunks: Chunks, at: int, tokens: Tokens, rare: bool) -> bool:
    """Say whether a word is what an office is for, and not the name behind it."""
    low, behind = tokens.lows[at], _capitals(chunks, at + 1, tokens)
    known = low in words().common and low not in words().given_thing
    return tokens.texts[at][0].isupper() and behind != 1 and (known or rare)


def _capitals(chunks: Chunks, at: int, tokens: Tokens) -> int:
    """Return how many words with a capital stand together from a token on."""
    count = 0
    while at < len(tokens) and chunks.kinds[at] == WORD and tokens.texts[at][0].isupper():
        count += 1
        at = chunks.end(at)
    return count
