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
from kg.linking.extent import capital
from kg.linking.lexicon import words
from kg.text import Tokens

_LEADING = frozenset(("of", "for"))
_MOST = 5  # words of an office's subject where nothing but a name behind them tells it


def find_portfolios(chunks: Chunks, tokens: Tokens, lower: bool) -> None:
    """Make portfolios of the capitalised common words behind "Minister for".

    Without capitals (`lower`) they are the common words up to a name: "minister for adult education
    arun sen", not "the minister for doubting the reports".

    Example: of "Minister for Climate Change Ada Sen" "Change" is no part of the name; of "Minister
    for Climate Change Grant Sen" "Grant" is, for a name has two words.
    """
    for chunk in [c for c in chunks.known.values() if c.title]:
        if tokens.lows[chunk.last + 2 : chunk.last + 3] in (("reasons",), ("grounds",)):
            chunks.rename(chunk.last + 1, WORD)  # "resigned as minister for health reasons"
        elif not _LEADING.isdisjoint(tokens.lows[chunk.last : chunk.last + 1]):
            minister = tokens.lows[chunk.last - 1] in words().ministerial
            if lower:
                _convert_to_name(chunks, chunk.last + 1, tokens)
            else:
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


def _convert_to_name(chunks: Chunks, first: int, tokens: Tokens) -> None:
    """Make portfolios of the common words from a token on, where a name is right behind them."""
    last = first
    while last < len(tokens) and chunks.end(last) == last + 1 and _may_be_subject(chunks, last):
        if chunks.kinds[last] == WORD and not _is_common(tokens.lows[last]):
            break
        last += 1
    named = first < last < len(tokens) and capital(tokens.texts[last], tokens.lows[last], True)
    if not named or last - first > _MOST or tokens.lows[last - 1] in words().function:
        return
    for at in range(first, last):
        if chunks.kinds[at] in (WORD, MODIFIER):
            chunks.rename(at, PORTFOLIO)


def _may_be_subject(chunks: Chunks, at: int) -> bool:
    return chunks.kinds[at] in (WORD, MODIFIER, PORTFOLIO, AND)


def _is_common(low: str) -> bool:
    """Say whether a word in lower case may tell what an office is for, as "having" doesn't."""
    lexicon = words()
    return low in lexicon.common and low not in lexicon.function and not low.endswith("ing")


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
