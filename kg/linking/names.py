"""Link, second step: find the names that no gazetteer has, people's above all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import lru_cache

from kg.linking.chunks import (
    DETERMINER,
    HONORIFIC,
    KIN,
    ORG,
    PLACE,
    SUFFIX,
    TITLE,
    TITLES,
    Chunk,
)
from kg.linking.extent import Extent, may_begin
from kg.linking.lexicon import given_names, leads, naming_nouns, words
from kg.text import Sentence, Token, text_of
from kg.values import value

_LONGEST = 6  # tokens of a person's name
_SYLLABLE = 3  # letters of the syllables behind a hyphen in a name: "Jong-un", "Hyun-jin"
_CODE = re.compile(r"\d|^[A-Z]{2}[a-z]+[A-Z]")  # RCMA1, IMoD


class Cast(Enum):
    """What a run of capitalised words names, by its own words."""

    PERSON = "person"
    PARTY = "party"
    ALLIANCE = "alliance"
    BODY = "body"
    THING = "thing"


@value
class Run:
    """Capitalised tokens first..last (exclusive) of a sentence that stand together.

    `form` is its text, white space as single spaces. `cued` says that its surroundings name a
    person: a title or honorific before it, a verb of speech beside it, a relation.
    """

    sentence: int
    first: int
    last: int
    form: str
    cast: Cast
    cued: bool

    def __hash__(self) -> int:
        """Return the hash of where it begins, where no other does."""
        return hash((self.sentence, self.first))


def runs(number: int, sentence: Sentence, chunks: list[Chunk], lower: bool) -> Iterator[Run]:
    """Yield the runs of a tagged sentence.

    Example: "Bihar chief Akhilesh Prasad Singh met the Golden Temple Trust" has two runs, a person
    who is cued by the title, and a body.
    """
    beginning = [
        at
        for at, token in enumerate(sentence.tokens)
        if lower or (token.text != token.lower and may_begin(token.text, token.lower))
    ]
    if not beginning:
        return
    kinds = _kinds(chunks)
    extent = Extent(sentence, kinds, lower)
    last = 0
    for at in beginning:
        if at < last or (end := extent.end(at)) == at:
            continue
        last = end
        yield _run(number, sentence, kinds, at, end)


def _run(number: int, sentence: Sentence, kinds: list[Chunk], at: int, end: int) -> Run:
    """Return the run of the capitalised tokens at..end (exclusive)."""
    if sentence.heading:
        at, end = _trimmed(sentence.tokens, at, end)
    tokens = sentence.tokens[at:end]
    cast = Cast.THING
    if end - at > 1 or len(tokens[0].text) > 1:
        cast = _cast(tuple([t.text for t in tokens]), tuple([t.lower for t in tokens]))
    if cast is Cast.PERSON:
        leading = _leading(tokens)
        if leading < len(tokens):
            at, tokens = at + leading, tokens[leading:]
        if leading == len(tokens) or (
            end < len(sentence.tokens) and _is_of_thing(sentence.tokens[end])
        ):
            cast = Cast.THING
    cued = _cued(sentence, kinds, at, end)
    if _credited(sentence.tokens, end):
        cast, cued = Cast.THING, False
    elif _begins_name(kinds, tokens, at):
        cast = Cast.PERSON
    if cast is Cast.PERSON and end - at > _LONGEST:
        cast = Cast.THING
    return Run(number, at, end, text_of(tokens), cast, cued)


def _leading(tokens: tuple[Token, ...]) -> int:
    """Return how many words before a name only lead to it: "Co-founder Sen", "Affairs Anil Das"."""
    names = (*[token.lower for token in tokens[1:-1]], "", "")
    leads_to = (_leads_to(token.text, name) for token, name in zip(tokens, names, strict=False))
    return next((count for count, leading in enumerate(leads_to) if not leading), len(tokens))


@lru_cache(maxsize=16384)
def _leads_to(text: str, name: str) -> bool:
    """Say whether a word only leads to the NAME behind it.

    It goes on behind a hyphen in a common word, or is one itself and the name a given name.
    """
    first, _, last = text.rpartition("-")
    if first and len(last) > _SYLLABLE and last in words().common:
        return True
    low = text.lower()
    return name in given_names() and low in words().common and low not in given_names()


def _is_of_thing(token: Token) -> bool:
    """Say whether a word behind a name tells that no person is named: "hotel", "Sen-led"."""
    return token.text in words().kind_noun or (token.text[0].isupper() and leads(token.lower))


def _credited(tokens: tuple[Token, ...], end: int) -> bool:
    """Say whether a name is a photographer's, in the credit: "Rita Roy/AFP/Getty Images"."""
    after = [token.lower for token in tokens[end : end + 2]]
    return len(after) == 2 and after[0] in ("/", "via") and after[1] in words().credit


def _begins_name(kinds: list[Chunk], tokens: tuple[Token, ...], at: int) -> bool:
    """Say whether a thing's word begins a person's name: "President Park Chan-mi", "Bill Das"."""
    lows = [token.lower for token in tokens]
    if len(lows) != 2 or lows[0] not in words().thing_noun or lows[1] in words().common:
        return False
    titled = at > 0 and kinds[at - 1].kind in (TITLE, TITLES, HONORIFIC)
    return lows[1] not in naming_nouns() and (titled or lows[0] in words().given_thing)


def _trimmed(tokens: tuple[Token, ...], at: int, end: int) -> tuple[int, int]:
    """Return a headline's run without the common words at its ends, which have capitals there."""
    common = words().common
    while end - at > 2 and tokens[end - 1].lower in common:
        end -= 1
    while end - at > 2 and tokens[at].lower in common:
        at += 1
    return at, end


def _kinds(chunks: Iterable[Chunk]) -> list[Chunk]:
    """Return the chunk of each token."""
    return [chunk for chunk in chunks for _ in range(chunk.first, chunk.last)]


def _is_body_of(lows: Sequence[str]) -> bool:
    """Say whether words name a body with what it is for: "Strategic Council of Trade"."""
    return any(
        low in ("of", "for") and lows[number] in words().body_noun
        for number, low in enumerate(lows[1:])
    )


@lru_cache(maxsize=16384)
def _cast(texts: tuple[str, ...], lows: tuple[str, ...]) -> Cast:
    lexicon = words()
    if _is_body_of(lows):
        return Cast.BODY
    for low in (lows[-1], lows[0]):
        if low in lexicon.alliance_noun:
            return Cast.ALLIANCE
        if low in lexicon.body_noun:
            return Cast.BODY
        if low in lexicon.party_noun and len(lows) > 1 and low == lows[-1]:
            return Cast.PARTY
        if low in lexicon.thing_noun:
            return Cast.THING
    code = any(map(_CODE.search, texts))
    initials = all(len(low.strip(".")) < 2 for low in lows)
    single_acronym = len(texts) == 1 and texts[0].isupper() and len(lows[0]) > 1
    inside = any(low in lexicon.body_noun or low in lexicon.thing_noun for low in lows)
    compound = any(low.partition("-")[0] in lexicon.compounding for low in lows if "-" in low)
    if (
        inside
        or compound
        or code
        or initials
        or single_acronym
        or all(low in lexicon.common for low in lows)
    ):
        return Cast.THING
    return Cast.PERSON


def _cued(sentence: Sentence, kinds: list[Chunk], first: int, last: int) -> bool:
    """Say whether a person is named, by what stands beside a run."""
    before = kinds[first - 1].kind if first else ""
    after = sentence.tokens[last].lower if last < len(sentence.tokens) else ""
    if before in (TITLE, HONORIFIC, KIN, TITLES):
        return True
    if last < len(kinds) and kinds[last].kind == SUFFIX:
        return True
    if before in (DETERMINER, PLACE, ORG):
        return False
    return after in words().cue or (first > 0 and sentence.tokens[first - 1].lower in words().said)
