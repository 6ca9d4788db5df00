"""Link, second step: whether capitalised words that are common ones too name a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.linking.chunks import GROUP, HONORIFIC, TITLE, TITLES, Chunks
from kg.linking.lexicon import given_names, words
from kg.linking.names import Run
from kg.text import Sentence, Tokens

MONTH = "may"
_WHEN = frozenset(
    ("in", "of", "since", "until", "till", "by", "on", "last", "next", "this", "mid", "the")
)
_ASKING = frozenset(("i", "we", "you", "he", "she", "it", "they", "there", "the", "this", "not"))
_LONG = 3  # letters of a first name that is no initials
_BESIDE = 6  # tokens from a comma to the office of whom it parts


def is_surname(sentence: Sentence, at: int) -> bool:
    """Say whether "May" is somebody by the words beside it: no day of the month, no wish."""
    tokens = sentence.tokens
    if tokens.texts[at] != MONTH.title():
        return False
    before = tokens.lows[at - 1] if at else ""
    after = tokens.texts[at + 1] if at + 1 < len(tokens) else ""
    if before in words().honorific:
        return not after[:1].isdigit()
    dated = before in _WHEN or before[:1].isdigit()
    return not dated and (after == "'s" or (after.islower() and after not in _ASKING))


def titled(sentences: Sequence[Sentence], chunks: Iterable[Chunks]) -> Iterator[str]:
    """Yield the words right behind an honorific: the Steel of "Mr Steel"."""
    for sentence, found in zip(sentences, chunks, strict=True):
        if sentence.vocabulary.isdisjoint(words().honorific):
            continue
        for kind, behind in zip(found.kinds, sentence.tokens.texts[1:], strict=False):
            if kind == HONORIFIC:
                yield behind


def may_be_thing(run: Run, tokens: Tokens, chunks: Chunks, surnames: set[str]) -> bool:
    """Say whether a run may well be a thing's name: "Foo Steel", "Stop Foo Action".

    Its last word is a common one, its first no given name, and nothing tells of a person: not that
    last word alone (one of SURNAMES), no verb of speech behind it, no office that a comma parts
    from it.
    """
    first, last = tokens.texts[run.first], tokens.lows[run.last - 1]
    if last not in words().common or tokens.lows[run.first] in given_names() or last == MONTH:
        return False
    if len(first) < _LONG or "." in first or tokens.texts[run.last - 1] in surnames:
        return False
    behind = tokens.lows[run.last : run.last + 2]
    told = any(low in words().cue for low in behind[behind[:1] == (",",) :][:1])
    return not told and not _is_apposed(run, tokens, chunks)


def _is_apposed(run: Run, tokens: Tokens, chunks: Chunks) -> bool:
    """Say whether a comma parts a run from an office: "the leader, Foo Steel,"."""
    near = [
        at
        for at in (run.first - 1, run.last)
        if 0 <= at < len(tokens) and tokens.texts[at] in (",", "-", "–", "—", "(")
    ]
    return any(
        letter in (TITLE, TITLES, GROUP) and abs(first - at) <= _BESIDE
        for at in near
        for letter, first in zip(*chunks.in_letters(), strict=True)
    )
