"""Link, second step: find the names that no gazetteer has, people's above all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache

from kg.linking.bodies import first_of_body
from kg.linking.chunks import (
    COMMA,
    DETERMINER,
    HONORIFIC,
    KIN,
    ORG,
    PLACE,
    POSSESSIVE,
    SUFFIX,
    TITLE,
    TITLES,
    Chunk,
    Chunks,
)
from kg.linking.extent import Extent, beginning
from kg.linking.lexicon import given_names, leads, naming_nouns, words
from kg.text import Sentence, Tokens
from kg.values import value

_JOINING = ("of", "for", "and", "&", ",")
_LONGEST = 6  # tokens of a person's name
_PAIR = 2  # tokens of most names
_LONGEST_ACRONYM = 5  # letters of one before common words
_SYLLABLE = 3  # letters of the syllables behind a hyphen in a name: "Jong-un", "Hyun-jin"
_CODE = re.compile(  # RCMA1, IMoD, of "the TDP-Jana Sena-BJP alliance"
    r"\d|^[A-Z]{2}[a-z]+[A-Z]|[A-Z]{3}[-–][A-Z][a-z]|[a-z][-–][A-Z]{3,}$"
)


class Cast(Enum):
    """What a run of capitalised words names, by its own words."""

    PERSON = "person"
    PARTY = "party"
    ALLIANCE = "alliance"
    BODY = "body"
    COMPANY = "company"  # a body by the office that somebody has in it
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


def runs(number: int, sentence: Sentence, chunks: Chunks, lower: bool) -> Iterator[Run]:
    """Yield the runs of a tagged sentence.

    Example: "Bihar chief Akhilesh Prasad Singh met the Golden Temple Trust" has two runs, a person
    who is cued by the title, and a body.
    """
    tokens = sentence.tokens
    extent = Extent(sentence, chunks, lower)
    last = 0
    for at in range(len(tokens)) if lower else beginning(tokens):
        if at < last or (end := extent.end(at)) == at:
            continue
        last = end
        yield _run(number, sentence, chunks, at, end)


def _run(number: int, sentence: Sentence, chunks: Chunks, at: int, end: int) -> Run:
    """Return the run of the capitalised tokens at..end (exclusive)."""
    tokens, kinds = sentence.tokens, chunks.kinds
    if sentence.heading:
        at, end = _trimmed(tokens, at, end)
    cast, leading = _by_words(tokens.texts[at:end], tokens.lows[at:end])
    at = first_of_body(sentence, chunks, at, end) if cast is Cast.BODY else at + leading
    if cast is Cast.PERSON and end < len(kinds) and _is_of_thing(tokens, end):
        cast = Cast.THING
    cued = _cued(tokens, kinds, at, end)
    if _credited(tokens, end):
        cast, cued = Cast.THING, False
    elif _begins_name(kinds, tokens, at, end) or (
        cast is Cast.THING and not sentence.heading and _is_addressed(tokens, at, end)
    ):
        cast = Cast.PERSON
    if cast is Cast.PERSON and end - at > _LONGEST:
        cast = Cast.THING
    if cast in (Cast.PERSON, Cast.THING) and _is_company(tokens, chunks, at, end):
        cast, cued = Cast.COMPANY, False
    return Run(number, at, end, tokens.text(at, end), cast, cued)


@lru_cache(maxsize=4096)
def _by_words(texts: tuple[str, ...], lows: tuple[str, ...]) -> tuple[Cast, int]:
    """Return what words name by themselves, and how many of them only lead to a person's name."""
    cast = _cast(texts, lows) if texts[1:] or len(texts[0]) > 1 else Cast.THING
    if cast is not Cast.PERSON:
        return cast, 0
    leading = _leading(texts, lows)
    return (cast, leading) if leading < len(texts) else (Cast.THING, 0)


def _leading(texts: tuple[str, ...], lows: tuple[str, ...]) -> int:
    """Return how many words before a name only lead to it: "Co-founder Sen", "Affairs Anil Das"."""
    names = (*lows[1:-1], "", "")
    leads_to = (_leads_to(text, name) for text, name in zip(texts, names, strict=False))
    return next((count for count, leading in enumerate(leads_to) if not leading), len(texts))


def _leads_to(text: str, name: str) -> bool:
    """Say whether a word only leads to the NAME behind it.

    It goes on behind a hyphen in a common word, or is one itself and the name a given name.
    """
    first, _, last = text.rpartition("-")
    if first and len(last) > _SYLLABLE and last in words().common:
        return True
    low = text.lower()
    return name in given_names() and low in words().common and low not in given_names()


def _is_of_thing(tokens: Tokens, at: int) -> bool:
    """Say whether a word behind a name tells that no person is named: "hotel", "Sen-led"."""
    text = tokens.texts[at]
    return text in words().kind_noun or (text[0].isupper() and leads(tokens.lows[at]))


def _credited(tokens: Tokens, end: int) -> bool:
    """Say whether a name is a photographer's, in the credit: "Rita Roy/AFP/Getty Images"."""
    after = tokens.lows[end : end + 2]
    return len(after) == 2 and after[0] in ("/", "via") and after[1] in words().credit


def _is_company(tokens: Tokens, chunks: Chunks, at: int, end: int) -> bool:
    """Say whether a name is of what somebody runs: "Foo CEO Sen", "founder of the Foo Motors"."""
    lows, behind = tokens.lows, chunks.known.get(end)
    plain = end - at == 1 and lows[at] in words().common
    if plain or lows[end : end + 1] == ("'s",):
        return False
    if behind and _runs(behind, several=end - at > 1):
        return lows[behind.last : behind.last + 1] != ("of",)  # no "Sen, CEO of Foo"
    of = at - 1 - (lows[max(0, at - 1)] == "the")
    if of <= 0 or lows[of] not in ("of", "at") or chunks.kinds[of - 1] != TITLE:
        return False
    before = next(chunk for chunk in chunks.known.values() if chunk.last == of)
    return _runs(before, several=end - at > 1)


def _runs(chunk: Chunk, *, several: bool) -> bool:
    """Say whether a title is of who runs a company, or founded what has a name of several words."""
    label = chunk.title.label.lower() if chunk.title and chunk.kind == TITLE else ""
    return label in words().company_title or (several and label in words().founding_title)


def _begins_name(kinds: list[str], tokens: Tokens, at: int, end: int) -> bool:
    """Say whether a thing's word begins a name of two: "President Park Chan-mi", "Bill Das".

    Or one of three right behind a title: "President Park Sun Mi".
    """
    thing, name = tokens.lows[at], tokens.lows[at + 1 : at + 2]
    size = end - at
    if size not in (_PAIR, _PAIR + 1) or thing not in words().thing_noun:
        return False
    if name[0] in words().common or name[0] in naming_nouns():
        return False
    before = kinds[at - 1] if at else ""
    if size > _PAIR:
        return before == TITLE
    return before in (TITLE, TITLES, HONORIFIC) or thing in words().given_thing


def _is_addressed(tokens: Tokens, at: int, end: int) -> bool:
    """Say whether common words are a name, by what stands before: "Ms Rose", "Dame Una Castle"."""
    before, texts = tokens.lows[at - 1] if at else "", tokens.texts[at : end + 1]
    honoured = before in words().addressing or before in words().peerage
    if not honoured or not all(map(str.istitle, texts[: end - at])):
        return False
    given = end - at == 2 and tokens.lows[at] in given_names()
    return given or (end - at == 1 and not texts[-1][:1].isupper())


def _trimmed(tokens: Tokens, at: int, end: int) -> tuple[int, int]:
    """Return a headline's run without the common words at its ends, which have capitals there.

    What a body is "for" stays: "Department for Communities".
    """
    common, lows = words().common, tokens.lows
    while end - at > 2 and lows[end - 1] in common and lows[end - 2] not in _JOINING:
        end -= 1
    while end - at > 2 and lows[at] in common:
        at += 1
    return at, end


def _is_body_of(lows: Sequence[str]) -> bool:
    """Say whether words name a body with what it is for: "Strategic Council of Trade"."""
    return any(
        low in ("of", "for") and lows[number] in words().body_noun
        for number, low in enumerate(lows[1:])
    )


def _cast(texts: tuple[str, ...], lows: tuple[str, ...]) -> Cast:
    lexicon = words()
    if _is_body_of(lows):
        return Cast.BODY
    for low in (lows[-1], lows[0]):
        if low in lexicon.alliance_noun:
            return Cast.ALLIANCE
        if low in lexicon.body_noun:
            return Cast.BODY
        party = lexicon.party_noun if low == lows[-1] else lexicon.party_first
        if low in party and len(lows) > 1:
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
        or all(map(_names_nobody, texts, lows))
    ):
        return Cast.THING
    return Cast.PERSON


def _names_nobody(text: str, low: str) -> bool:
    """Say whether a word is a common one, or an acronym before one: "GE Power", "BC Archive"."""
    acronym = text.isupper() and text.isalpha() and 1 < len(text) <= _LONGEST_ACRONYM
    return acronym or low in words().common


def _cued(tokens: Tokens, kinds: list[str], first: int, last: int) -> bool:
    """Say whether a person is named, by what stands beside a run."""
    before = kinds[first - 1] if first else ""
    if before in (TITLE, HONORIFIC, KIN, TITLES):
        return True
    if last < len(kinds) and kinds[last] == SUFFIX:
        return True
    if before in (DETERMINER, PLACE, ORG):
        return False
    if (
        before == COMMA
        and kinds[first - 2 : first - 1] == [KIN]
        and kinds[last : last + 1] == [COMMA]
    ):
        return True  # "his wife, Rita,"
    if _is_partys(tokens, kinds, first, last):
        return True
    after = tokens.lows[last] if last < len(kinds) else ""
    return after in words().cue or (first > 0 and tokens.lows[first - 1] in words().said)


def _is_partys(tokens: Tokens, kinds: list[str], first: int, last: int) -> bool:
    """Say whether a party's man is named by one name: "met AIADMK's Mani", "BJP's Anil"."""
    if last - first > 1 or first < 2 or kinds[first - 2 : first] != [ORG, POSSESSIVE]:
        return False
    low, before = tokens.lows[first], tokens.lows[max(0, first - 3)]
    met = first > 2 and before in ("met", "meet", "meets", "meeting")
    return low not in words().common and (met or low in given_names())
