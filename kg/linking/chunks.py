"""Link: the chunks of a sentence, and what kind of word each word of the lexicon is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.linking.gazetteer import Entry, Title
from kg.linking.lexicon import describes, words
from kg.text.numbers import counting
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


@value
class Chunk:
    """Tokens first..last (exclusive) of a sentence that are one thing: a name, a title, a word.

    `entries` are the gazetteer's candidates; linking keeps the one that fits the article.
    Of those in `nicknamed` the words are a nickname only, which counts where their country fits.
    """

    kind: str
    first: int
    last: int
    entries: tuple[Entry, ...] = ()
    title: Title | None = None
    nicknamed: tuple[Entry, ...] = ()


@dataclass(slots=True)
class Chunks:
    """The chunks of a sentence.

    `kinds` is the kind of the chunk in which each token stands, "" where none does any more. Most
    are plain words; `known` has, by its first token, each that is more: those of the tagger in
    order, names behind them.
    """

    kinds: list[str]
    known: dict[int, Chunk] = field(default_factory=dict)

    def put(self, chunk: Chunk) -> None:
        """Put a chunk at its tokens, in the place of plain words and what began where it does."""
        self.kinds[chunk.first : chunk.last] = [chunk.kind] * (chunk.last - chunk.first)
        self.known[chunk.first] = chunk

    def drop(self, chunk: Chunk) -> None:
        """Take a chunk away, and leave none at its tokens."""
        self.kinds[chunk.first : chunk.last] = [""] * (chunk.last - chunk.first)
        del self.known[chunk.first]

    def rename(self, at: int, kind: str) -> None:
        """Make a chunk of one token one of another kind."""
        self.kinds[at] = kind
        self.known.pop(at, None)

    def end(self, first: int) -> int:
        """Return the end of the chunk that begins at a token."""
        chunk = self.known.get(first)
        return chunk.last if chunk else first + 1

    def is_single(self, at: int) -> bool:
        """Say whether one of the known chunks is a token alone."""
        chunk = self.known.get(at)
        return chunk is not None and chunk.last == at + 1

    def in_letters(self) -> tuple[str, Sequence[int]]:
        """Return the chunks as one letter each, and the token with which each begins."""
        kinds = self.kinds.copy()
        for chunk in self.known.values():
            kinds[chunk.first + 1 : chunk.last] = [""] * (chunk.last - chunk.first - 1)
        letters = "".join(kinds)
        if len(letters) == len(kinds):
            return letters, range(len(kinds))
        return letters, [at for at, kind in enumerate(kinds) if kind]


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


# The kind of a word in lower case that no name begins with, by the word.
PLAIN: Mapping[str, str] = ByWord(kind_of)


def is_number(word: str) -> bool:
    """Say whether a word in lower case is a number: "five", "14"."""
    return (word in counting() and word != "one") or word[:1].isdigit()


def without_ranks(chunks: Chunks) -> None:
    """Make honorifics of ranks between a title and a name.

    Example: "Army chief General Roy" holds one office.
    """
    kinds = chunks.kinds
    for chunk in [c for c in reversed(chunks.known.values()) if c.title]:
        titled = kinds[chunk.first - 1 : chunk.first] == [TITLE]
        named = kinds[chunk.last : chunk.last + 1] in ([NAME], [HONORIFIC])
        if titled and named and chunk.title and chunk.title.label.lower() in words().rank:
            chunks.put(replace(chunk, kind=HONORIFIC))


def without_verbs(chunks: Chunks, lows: tuple[str, ...]) -> None:
    """Make words of verbs: "Sen, who heads the panel", "Sen heads to Foo"."""
    if "who" not in lows and _HEADS_TO[0] not in lows:
        return
    for at in range(1, len(lows)):
        several = chunks.kinds[at] in (GROUP, TITLES) and lows[at].endswith("s")
        alone = at not in chunks.known or chunks.is_single(at)
        goes = lows[at : at + 2] == _HEADS_TO and chunks.kinds[at + 2 : at + 3] == [PLACE]
        if (lows[at - 1] == "who" or goes) and several and alone:
            chunks.rename(at, WORD)


def without_sides(chunks: Chunks, lows: tuple[str, ...]) -> None:
    """Make words of the sides that somebody only changes: "Sen switched sides"."""
    for at in range(1, len(lows) if _SIDES in lows else 1):
        if lows[at] == _SIDES and lows[at - 1] in words().siding:
            chunks.rename(at, WORD)


_HEADS_TO = ("heads", "to")
_SIDES = "sides"
