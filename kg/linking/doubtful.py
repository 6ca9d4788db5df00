"""Link, second step: whether capitalised words that are common ones too name a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.linking.chunks import GROUP, HONORIFIC, TITLE, TITLES, Chunks
from kg.linking.lexicon import given_names, words
from kg.linking.names import Cast, Run
from kg.text import Sentence, Tokens

MONTH = "may"
_LONG = 3  # letters of a first name that is no initials
_BESIDE = 6  # tokens from a comma to the office of whom it parts


def titled(sentences: Sequence[Sentence], chunks: Iterable[Chunks]) -> Iterator[str]:
    """Yield the words right behind an honorific: the Steel of "Mr Steel"."""
    for sentence, found in zip(sentences, chunks, strict=True):
        if sentence.vocabulary.isdisjoint(words().honorific):
            continue
        for kind, behind in zip(found.kinds, sentence.tokens.texts[1:], strict=False):
            if kind == HONORIFIC:
                yield behind


def may_be_person(run: Run, tokens: Tokens, chunks: Chunks) -> bool:
    """Say whether a run that names a thing by its words is a person's name.

    A given name begins it, its last word is a surname as well, and a title, a verb of speech or an
    office behind a comma tells of a person.

    Example: "Minister Anna Field", "Ray Lane, head of the council,", not "at Victoria Park".
    """
    if run.cast is not Cast.THING or run.last - run.first != 2:
        return False
    first, last = tokens.lows[run.first : run.last]
    if first not in given_names() or not all(map(str.istitle, run.form.split())):
        return False
    if first in words().common and first not in words().given_thing:  # "Young People"
        return False
    thing = last in words().thing_noun and last not in words().surname_thing
    return not thing and (run.cued or _is_apposed(run, tokens, chunks))


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
