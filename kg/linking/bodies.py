"""Link: how far the name of a body goes over words that are known by themselves."""

from __future__ import annotations

from kg.linking.chunks import (
    ADJECTIVE,
    GROUP,
    MODIFIER,
    ORG,
    PLACE,
    PLAIN,
    PORTFOLIO,
    POSSESSIVE,
    TITLES,
    WORD,
    Chunks,
)
from kg.linking.lexicon import leads, words
from kg.text import Sentence, Tokens
from kg.vocabulary import EntityKind

_KNOWN = (PLACE, ADJECTIVE, TITLES, GROUP)  # what a body is named after, or whose it is
_INSIDE = (WORD, MODIFIER, PORTFOLIO, *_KNOWN)
_LONGEST = 14  # tokens of a body's name


def whole_body(sentence: Sentence, chunks: Chunks, at: int, begins: bool) -> int:
    """Return the end of the body's name that goes over words known by themselves; `at` for none.

    `begins`: a name begins at the token, whatever follows. Examples: "Mizoram University", "Patent
    Officers Union", "Supreme Court Bar Association". A headline has capitals where no name goes on.
    """
    if sentence.heading or not (begins or _may_open(sentence, chunks, at)):
        return at
    end = _end(sentence, chunks, at)
    return end if end > at + 1 else at


def first_of_body(sentence: Sentence, chunks: Chunks, at: int, end: int) -> int:
    """Return where a body's name begins, with what no name begins with: "US", "Asian", "All"."""
    texts, lows = sentence.tokens.texts, sentence.tokens.lows
    if at == 0 or sentence.heading or not texts[at - 1][0].isupper():
        return at
    if chunks.kinds[at - 1] == PLACE and chunks.is_single(at - 1):
        return at - 1
    leading = not words().before_body.isdisjoint((lows[at - 1], " ".join(lows[at - 1 : at + 1])))
    return at - 1 if leading and end - at > 1 else at


def _may_open(sentence: Sentence, chunks: Chunks, at: int) -> bool:
    """Say whether a body's name may begin with a word that is known by itself."""
    kind, lows = chunks.kinds[at], sentence.tokens.lows
    if kind == GROUP or (at in chunks.known and (kind in _KNOWN or _is_body(chunks, at))):
        return True
    return lows[at] in words().body_noun and lows[at + 1 : at + 2] == ("of",)


def _end(sentence: Sentence, chunks: Chunks, at: int) -> int:
    """Return the end of the name behind its last noun, and whose it is.

    0 where there is no such noun, or another word goes on behind it ("Foo University Road").
    """
    texts, lows, kinds = sentence.tokens.texts, sentence.tokens.lows, chunks.kinds
    end, most = 0, min(len(texts) - 1, at + _LONGEST)
    place, joined = at if at not in chunks.known else chunks.end(at), False
    while place <= most:
        goes_on = place == at or _goes_on(sentence, chunks, place)
        plural = kinds[place] == POSSESSIVE and lows[place] == "'" and kinds[place - 1] in _KNOWN
        joins = place == end > 0 and _joins(lows[place - 1], lows[place])
        joins = joins or (joined and joins_fields(sentence.tokens, chunks, place))
        if not (goes_on or plural or (joins and place < most)):
            break
        joined = joins or (joined and goes_on)
        if joined and kinds[place - 1] == TITLES and kinds[place] == WORD:
            return 0  # "a Bench of Justices Sen and Roy"
        if goes_on and (joined or _is_noun(sentence, chunks, place)):
            end = place + 1
        place += 1
    return end if place == end or kinds[place - 1] != WORD else 0


def _is_noun(sentence: Sentence, chunks: Chunks, at: int) -> bool:
    """Say whether a token is a body's noun; "House" may be a place, "Foo Union" a territory."""
    low, kinds = sentence.tokens.lows[at], chunks.kinds
    if low not in words().body_noun or low in words().body_building:
        return False
    union = kinds[at] == MODIFIER and at > 0 and kinds[at - 1] in (TITLES, GROUP, POSSESSIVE)
    joined = sentence.tokens.lows[at + 1 : at + 2] == ("of",)
    return kinds[at] == WORD or union or (joined and kinds[at] == MODIFIER)


def _joins(noun: str, low: str) -> bool:
    """Say whether a body's name goes on behind its noun: "Council of", "Institute for"."""
    return low == "of" or (low == "for" and noun in words().body_for)


def joins_fields(tokens: Tokens, chunks: Chunks, at: int) -> bool:
    """Say whether a token joins two fields of a body, plain words; another body begins anew.

    Examples: "Council of Scientific and Industrial Research", "Ministry of Arts, Media and Sport",
    not "Board of Commerce and State Bank".
    """
    low = tokens.lows[at]
    if low not in ("and", "&", ",") or not _is_field(tokens, chunks, at - 1):
        return False
    end = at + 1
    while end < len(tokens) and end - at <= _LONGEST and _is_field(tokens, chunks, end):
        end += 1
    if end == at + 1 or end == len(tokens):
        return end > at + 1 and low != ","
    if low == ",":
        return tokens.lows[end] in ("and", "&") and joins_fields(tokens, chunks, end)
    return not tokens.texts[end][0].isupper()


def _is_field(tokens: Tokens, chunks: Chunks, at: int) -> bool:
    """Say whether a token is a capitalised plain word, and no noun that only bodies have."""
    text, low = tokens.texts[at], tokens.lows[at]
    if not text[0].isupper() or chunks.kinds[at] not in (WORD, PORTFOLIO, MODIFIER):
        return False
    if low in words().body_noun and low not in words().body_field:
        return False
    return low in words().common or PLAIN[low] == PORTFOLIO


def _goes_on(sentence: Sentence, chunks: Chunks, at: int) -> bool:
    """Say whether a token may stand inside a body's name, as every department's word may."""
    if not sentence.tokens.texts[at][0].isupper() or leads(sentence.tokens.lows[at]):
        return False
    department = PLAIN[sentence.tokens.lows[at]] == PORTFOLIO and chunks.is_single(at)
    return department or chunks.kinds[at] in _INSIDE


def _is_body(chunks: Chunks, at: int) -> bool:
    """Say whether a body of the gazetteer begins at a token."""
    chunk = chunks.known.get(at)
    if chunk is None or chunk.kind != ORG or not chunk.entries:
        return False
    return chunk.entries[0].entity.kind is EntityKind.BODY
