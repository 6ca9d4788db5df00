"""Link, third step: where known surnames stand that are common words as well: Rose, May, Long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.linking.chunks import HONORIFIC, MODIFIER, PORTFOLIO, TITLE, WORD, Chunks
from kg.linking.doubtful import MONTH
from kg.linking.lexicon import words
from kg.linking.people import People
from kg.text import Sentence, Tokens

_OPENING = '"“‘'
_BEFORE_THINGS = frozenset(("the", "a", "an", "in", "at", "on", "near", "via", "-"))
_WHEN = frozenset(
    ("in", "of", "since", "until", "till", "by", "on", "last", "next", "this", "mid", "the")
)
_ASKING = frozenset(("i", "we", "you", "he", "she", "it", "they", "there", "the", "this", "not"))


def surnames(
    people: People, sentences: Sequence[Sentence], chunks: Sequence[Chunks]
) -> Iterator[tuple[int, int, str]]:
    """Yield sentence, token and word of each place where a surname of PEOPLE may stand.

    Only of those that are common words too, which name nobody by themselves.

    Example: where Rita Rose is known, "Rose said", "told Rose" and "Ms Rose", not "the Rose
    Garden", nor "rose"; where Anil May is, "Mr May" and "May met Das", not "in May".
    """
    known = {person.parts[-1]: len(person.parts) > 1 for person in people}
    known = {name: full for name, full in known.items() if _is_word(name)}
    if not known:
        return
    for number, (sentence, found) in enumerate(zip(sentences, chunks, strict=True)):
        if sentence.vocabulary.isdisjoint(known):
            continue
        tokens, kinds = sentence.tokens, found.kinds
        opener = 1 if tokens.texts[0] in _OPENING else 0
        for at, low in enumerate(tokens.lows):
            if low not in known or not tokens.texts[at].istitle():
                continue
            if low == MONTH:
                stands = kinds[at] == WORD and _is_no_month(tokens, at)
            elif at == opener:
                stands = kinds[at] == WORD and len(tokens) > at + 1
            else:
                stands = known[low] and not sentence.heading and _stands(tokens, kinds, at)
            if stands:
                yield number, at, low


def _is_word(name: str) -> bool:
    """Say whether a surname is a word of its own, which is no name without its bearer."""
    lexicon = words()
    plain = name in lexicon.common or name in lexicon.thing_noun or name in lexicon.surname_title
    return name == MONTH or (plain and name not in lexicon.function)


def _stands(tokens: Tokens, kinds: Sequence[str], at: int) -> bool:
    """Say whether a capitalised word within a sentence stands as a name does, by its neighbours."""
    before = kinds[at - 1]
    if before == HONORIFIC:
        return kinds[at] in (WORD, TITLE, MODIFIER, PORTFOLIO)
    plain = kinds[at] == WORD or (kinds[at] == TITLE and tokens.lows[at] in words().surname_title)
    word = tokens.lows[at - 1]
    if not plain or word in _BEFORE_THINGS:
        return False
    if before != TITLE and tokens.texts[at - 1][0].isupper() and word not in words().function:
        return False  # "US Steel"
    behind = tokens.texts[at + 1 : at + 2]
    return not (behind and (behind[0][0].isupper() or behind[0][0].isdigit()))


def _is_no_month(tokens: Tokens, at: int) -> bool:
    """Say whether "May" is somebody by the words beside it: no day of the month, no wish."""
    before = tokens.lows[at - 1] if at else ""
    after = tokens.texts[at + 1] if at + 1 < len(tokens) else ""
    if before in words().honorific:
        return not after[:1].isdigit()
    dated = before in _WHEN or before[:1].isdigit()
    return not dated and (after == "'s" or (after.islower() and after not in _ASKING))
