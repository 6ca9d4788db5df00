"""Link: the chunks of a sentence, and what kind of word each word of the lexicon is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from kg.linking.gazetteer import Entry, Title
from kg.linking.lexicon import describes, words
from kg.model import Span
from kg.text import Token
from kg.values import ByWord, value

# One letter a kind, so that a sentence's chunks read as a string for regular expressions.
NAME, OTHER, ORG, PLACE, ADJECTIVE = "P", "N", "O", "L", "A"
TITLE, TITLES, GROUP, HONORIFIC, SUFFIX = "T", "S", "G", "H", "j"
MODIFIER, FORMER, INCOMING, KIN, PORTFOLIO, NUMBER = "M", "F", "I", "k", "K", "n"
DETERMINER, THIS, OWNER, AND, POSSESSIVE, WORD = "d", "q", "p", "c", "s", "w"
OF, PREPOSITION = "o", "f"
COMMA, OPEN, CLOSE, MARK = ",", "(", ")", "-"

_PLAIN = {
    **dict.fromkeys(("the", "a", "an"), DETERMINER),
    **dict.fromkeys(("this", "that", "these", "those", "all", "both"), THIS),
    **dict.fromkeys(("his", "her", "its", "their", "our", "my", "your"), OWNER),
    **dict.fromkeys(("and", "&", "cum", "/", "as-well-as"), AND),
    **dict.fromkeys(("for", "in", "from", "at", "to"), PREPOSITION),
    **dict.fromkeys(("'s", "'"), POSSESSIVE),
    "of": OF,
    ",": COMMA,
    "(": OPEN,
    ")": CLOSE,
    "-": MARK,
    "–": MARK,
    "—": MARK,
}
_NUMBERS = frozenset(
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
)


@value
class Chunk:
    """Tokens first..last (exclusive) of a sentence that are one thing: a name, a title, a word.

    `entries` are the gazetteer's candidates; linking keeps the one that fits the article.
    """

    kind: str
    first: int
    last: int
    entries: tuple[Entry, ...] = ()
    title: Title | None = None

    def span(self, of: tuple[Token, ...]) -> Span:
        """Return where it stands in the text."""
        return Span(of[self.first].start, of[self.last - 1].end)


class _Singles(dict[int, Chunk]):
    """The chunks of one token that are of one kind, by its place, made when first asked for."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def __missing__(self, at: int) -> Chunk:
        chunk = self[at] = Chunk(self._kind, at, at + 1)
        return chunk


@cache
def singles(kind: str) -> Mapping[int, Chunk]:
    """Return the chunks of one token of that KIND, by its place; all alike are one object."""
    return _Singles(kind)


def kind_of(low: str) -> str:
    """Return the kind of a word in lower case that no name begins with."""
    if low in _PLAIN:
        return _PLAIN[low]
    lexicon = words()
    for kind, members in (
        (HONORIFIC, lexicon.honorific),
        (SUFFIX, lexicon.suffix),
        (FORMER, lexicon.former),
        (INCOMING, lexicon.incoming),
        (MODIFIER, lexicon.modifier),
        (GROUP, lexicon.group),
        (KIN, lexicon.kin),
        (PORTFOLIO, lexicon.portfolio),
    ):
        if low in members:
            return kind
    if describes(low):
        return MODIFIER
    return NUMBER if is_number(low) else WORD


# The chunks of a word in lower case that no name begins with, by the word and its place.
PLAIN: Mapping[str, Mapping[int, Chunk]] = ByWord(lambda low: singles(kind_of(low)))


def is_number(word: str) -> bool:
    """Say whether a word in lower case is a number: "five", "14"."""
    return word in _NUMBERS or word[:1].isdigit()


def without_ranks(chunks: list[Chunk]) -> list[Chunk]:
    """Return chunks with a rank between a title and a name as an honorific.

    Example: "Army chief General Roy" holds one office.
    """
    titles = [number for number, chunk in enumerate(chunks) if chunk.title]
    found = list(chunks)
    for number in reversed(titles):
        chunk = found[number]
        if (
            0 < number < len(found) - 1
            and chunk.title
            and chunk.title.label.lower() in words().rank
            and found[number - 1].kind == TITLE
            and found[number + 1].kind in (NAME, HONORIFIC)
        ):
            found[number] = replace(chunk, kind=HONORIFIC)
    return found
