"""Link, second step: find the names that no gazetteer has, people's above all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from kg.linking.chunks import (
    ADJECTIVE,
    AND,
    DETERMINER,
    HONORIFIC,
    KIN,
    MODIFIER,
    NUMBER,
    OF,
    ORG,
    PLACE,
    PORTFOLIO,
    PREPOSITION,
    SUFFIX,
    TITLE,
    TITLES,
    WORD,
    Chunk,
)
from kg.linking.lexicon import words
from kg.text import Sentence, Token

_LONGEST = 6  # tokens of a person's name
_SPEECH = frozenset(
    "said says told added stated alleged claimed asked met announced tweeted wrote replied "
    "urged accused demanded insisted argued noted explained warned asserted remarked observed "
    "who".split()
)
_CITY = "City"
_LED = re.compile(r"-(?:led|backed|based|ruled|headed|era)$")  # "the Sen-led party" names a party


class Cast(Enum):
    """What a run of capitalised words names, by its own words."""

    PERSON = "person"
    PARTY = "party"
    ALLIANCE = "alliance"
    BODY = "body"
    THING = "thing"


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised tokens first..last (exclusive) of a sentence that stand together.

    `cued` says that its surroundings name a person: a title or honorific before it, a verb of
    speech beside it, a relation.
    """

    sentence: int
    first: int
    last: int
    cast: Cast
    cued: bool

    def words(self, sentences: list[Sentence]) -> tuple[Token, ...]:
        """Return its tokens."""
        return sentences[self.sentence].tokens[self.first : self.last]


def runs(number: int, sentence: Sentence, chunks: list[Chunk], lower: bool) -> Iterator[Run]:
    """Yield the runs of a tagged sentence.

    Example: "Bihar chief Akhilesh Prasad Singh met the Golden Temple Trust" has two runs, a person
    who is cued by the title, and a body.
    """
    kinds = _kinds(chunks)
    at = 0
    while at < len(sentence.tokens):
        end = _run_end(sentence, kinds, at, lower)
        if end == at:
            at += 1
            continue
        if sentence.heading:
            at, end = _trimmed(sentence.tokens, at, end)
        tokens = sentence.tokens[at:end]
        cast = _cast(tokens) if end - at > 1 or len(tokens[0].text) > 1 else Cast.THING
        cued = _cued(sentence, kinds, at, end)
        if cast is Cast.BODY or (cast is Cast.PERSON and end - at > _LONGEST):
            cast = cast if cast is Cast.BODY else Cast.THING
        yield Run(number, at, end, cast, cued)
        at = end


def _trimmed(tokens: tuple[Token, ...], at: int, end: int) -> tuple[int, int]:
    """Return a headline's run without the common words at its ends, which have capitals there."""
    common = words().common
    while end - at > 2 and tokens[end - 1].lower in common:
        end -= 1
    while end - at > 2 and tokens[at].lower in common:
        at += 1
    return at, end


_MONTHS = frozenset(("may", "april", "june", "august"))


def _kinds(chunks: Iterable[Chunk]) -> list[Chunk]:
    """Return the chunk of each token."""
    return [chunk for chunk in chunks for _ in range(chunk.first, chunk.last)]


def capital(token: Token, lower: bool) -> bool:
    """Say whether a token may be part of a name; in lower-case text a rare word may."""
    text = token.text
    acronym = len(text) <= 3 and not (lower or text.isupper())  # "Un" is no "UN"
    if (
        (token.lower in words().never_name and not acronym)
        or token.lower in words().function
        or not any(c.isalpha() for c in text)
    ):
        return False
    if lower:
        return text.isalpha() and len(text) > 2 and text not in words().common
    return text[0].isupper() or (text[:3].lower() in ("al-", "el-") and text[3:4].isupper())


def _run_end(sentence: Sentence, kinds: list[Chunk], at: int, lower: bool) -> int:
    """Return the end of the run that begins at a token; the same place where none does."""
    tokens = sentence.tokens
    if not _begins(sentence, kinds, at, lower):
        return at
    end = at + 1
    while end < len(tokens):
        token = tokens[end]
        if (
            _inside(kinds[end], token, lower)
            or _surname_month(tokens, at, end)
            or _titular(tokens, kinds, end)
        ):
            end += 1
        elif (
            token.lower in words().particle
            and (follow := _after_particles(tokens, end)) < len(tokens)
            and _inside(kinds[follow], tokens[follow], lower)
            and not lower
        ):
            end = follow + 1
        elif token.lower == "of" and tokens[end - 1].lower in words().body_noun and not lower:
            follow = end + 1
            while (
                follow < len(tokens)
                and tokens[follow].text[0].isupper()
                and kinds[follow].kind
                in (
                    WORD,
                    PORTFOLIO,
                    MODIFIER,
                )
            ):
                follow += 1
            if follow == end + 1:
                break
            end = follow
        else:
            break
    return end


def _after_particles(tokens: tuple[Token, ...], at: int) -> int:
    """Return the token after the particles of a name: "von der Leyen"."""
    while at < len(tokens) and tokens[at].lower in words().particle:
        at += 1
    return at


def _titular(tokens: tuple[Token, ...], kinds: list[Chunk], at: int) -> bool:
    """Say whether a title is part of a body's name: "Core Convenor Committee"."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        kinds[at].kind == TITLE
        and tokens[at].text[0].isupper()
        and after is not None
        and after.text[0].isupper()
        and after.lower in words().body_noun
        and kinds[at + 1].kind == WORD
    )


def _surname_month(tokens: tuple[Token, ...], at: int, end: int) -> bool:
    """Say whether a month's name is a surname: "Theresa May" and not "in Patna May 2"."""
    month = tokens[end].lower in _MONTHS and tokens[end].text.istitle()
    number = end + 1 < len(tokens) and tokens[end + 1].text[0].isdigit()
    return month and not number and end - at == 1 and tokens[at].lower not in words().common


def _begins(sentence: Sentence, kinds: list[Chunk], at: int, lower: bool) -> bool:
    token, chunk = sentence.tokens[at], kinds[at]
    if not capital(token, lower) or token.text.startswith("@"):
        return False
    rare = token.lower not in words().common
    follower = at + 1 < len(kinds) and (
        _inside(kinds[at + 1], sentence.tokens[at + 1], lower)
        or _titular(sentence.tokens, kinds, at + 1)
    )
    if chunk.kind == WORD:
        if _opens(sentence, at) and not rare:
            return False
        return not (token.text.isupper() and len(token.text) > 1 and not rare and not lower)
    if chunk.kind in (PORTFOLIO, MODIFIER):
        before = _kind_before(kinds, at)
        # "Minister Home Affairs" goes on the title, "chief Raj Sen" begins a name
        barred = (PORTFOLIO, OF) if rare else (PORTFOLIO, OF, TITLE)
        return (rare or not _opens(sentence, at)) and follower and before not in barred
    if chunk.kind == PLACE and chunk.last - chunk.first == 1:
        # "met Anand Sharma": a city's name before a rare name, with no preposition before it
        before = sentence.tokens[at - 1].lower if at else ""
        city = all(_CITY in entry.kinds for entry in chunk.entries)
        next_rare = follower and sentence.tokens[at + 1].lower not in words().common
        person_like = next_rare and _cast(sentence.tokens[at + 1 : at + 2]) is Cast.PERSON
        return (
            city and person_like and before not in ("in", "at", "from", "near", "to", "of", "via")
        )
    return False


def _kind_before(kinds: list[Chunk], at: int) -> str:
    """Return the kind of the chunk before a token: "Minister for Road Transport & Highways"."""
    joined = at > 1 and kinds[at - 1].kind in (AND, PREPOSITION)
    return kinds[at - 1 - joined].kind if at else ""


def _inside(chunk: Chunk, token: Token, lower: bool) -> bool:
    """Say whether a token goes on a run."""
    if not capital(token, lower) or token.text.startswith("@"):
        return False
    if chunk.kind in (PLACE, ADJECTIVE):
        return chunk.last - chunk.first == 1 and all(_CITY in e.kinds for e in chunk.entries)
    return chunk.kind in (WORD, PORTFOLIO, MODIFIER, NUMBER) and not token.text[0].isdigit()


def _opens(sentence: Sentence, at: int) -> bool:
    """Say whether a token opens its sentence or a quotation, where any word has a capital."""
    return at == 0 or sentence.tokens[at - 1].text in '"“‘:([–—-•.'


def _cast(tokens: tuple[Token, ...]) -> Cast:
    lexicon = words()
    lows = [token.lower for token in tokens]
    for low in (lows[-1], lows[0]):
        if low in lexicon.alliance_noun:
            return Cast.ALLIANCE
        if low in lexicon.body_noun:
            return Cast.BODY
        if low in lexicon.party_noun and len(lows) > 1 and low == lows[-1]:
            return Cast.PARTY
        if low in lexicon.thing_noun:
            return Cast.THING
    if any(low in lexicon.body_noun or low in lexicon.thing_noun for low in lows):
        return Cast.THING
    single_acronym = len(tokens) == 1 and tokens[0].text.isupper() and len(lows[0]) > 1
    if single_acronym or all(low in lexicon.common for low in lows):
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
    return after in _SPEECH or (first > 0 and sentence.tokens[first - 1].lower in ("said", "told"))
