"""Link, first step: tag the tokens of a sentence with what the gazetteer and the lexicon know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.linking.gazetteer import Entry, Gazetteer, Title
from kg.linking.lexicon import words
from kg.model import Span
from kg.text import Token, tokens
from kg.values import value
from kg.vocabulary import EntityKind

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
    **dict.fromkeys(("and", "&", "&amp;", "cum", "/", "as-well-as"), AND),
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
# "a four-term corporator", "a Pune-based lawyer", "his 40-year-old aide"
_DESCRIBING = re.compile(
    r"[^\W\d_]+-(?:time|term|times|based|born|backed|educated|trained|old|turned|nominated)$"
)
_SHORT = re.compile(r"[A-Z][a-z]{2}\.")  # Rep., Sen., Gov.
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


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of an entry or title, ready to be matched token by token."""

    texts: tuple[str, ...]
    lowers: tuple[str, ...]
    kind: str
    entry: Entry | None = None
    title: Title | None = None


class Tagger:
    """Tags sentences with all forms of a gazetteer; the longest match wins.

    An acronym counts in capitals only ("INDIA", "US"), other names with their capitals or in
    capitals throughout, titles and nicknames in any case. In a text without capitals every form
    counts but acronyms that are words ("us", "it").
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._forms: dict[tuple[str, ...], list[_Form]] = {}
        sizes: dict[str, set[int]] = {}
        for form in _forms(gazetteer):
            self._forms.setdefault(form.lowers, []).append(form)
            sizes.setdefault(form.lowers[0], set()).add(len(form.lowers))
        self._sizes = {word: tuple(sorted(each, reverse=True)) for word, each in sizes.items()}

    def tag(self, sentence: tuple[Token, ...], lower: bool = False) -> list[Chunk]:
        """Return the sentence's chunks, in order and without gaps; `lower`: a lower-case text."""
        found: list[Chunk] = []
        at = 0
        while at < len(sentence):
            chunk = self._known(sentence, at, lower) or _plain(sentence, at)
            if sentence[at].lower == "the" and chunk.last - at == 2:  # the Left | Front
                longer = self._known(sentence, at + 1, lower)
                chunk = _plain(sentence, at) if longer and longer.last > chunk.last else chunk
            if chunk.title and sentence[at].lower in words().modifier:
                chunk = self._shorter(sentence, chunk, lower)
            found.append(chunk)
            at = chunk.last
        return found

    def _shorter(self, sentence: tuple[Token, ...], chunk: Chunk, lower: bool) -> Chunk:
        """Return a title, or only its first word where a title that goes further begins behind it.

        Example: "State Leader of the Opposition" is no state leader.
        """
        if chunk.last - chunk.first < 2:
            return chunk
        behind = self._known(sentence, chunk.first + 1, lower)
        further = behind and behind.title and behind.last > chunk.last
        return Chunk(MODIFIER, chunk.first, chunk.first + 1) if further else chunk

    def _known(self, sentence: tuple[Token, ...], at: int, lower: bool) -> Chunk | None:
        """Return the longest form that stands at a token, None where none does."""
        for size in self._sizes.get(sentence[at].lower, ()):
            stretch = sentence[at : at + size]
            forms = self._forms.get(tuple(token.lower for token in stretch), ())
            best = [form for form in forms if _matches(form, stretch, lower)]
            if best:
                return _chunk([f for f in best if _exact(f, stretch)] or best, at)
        return None


def _chunk(forms: list[_Form], at: int) -> Chunk:
    """Return the chunk of equally long forms: of entries, else of a title."""
    last = at + len(forms[0].lowers)
    named = [form for form in forms if form.entry]
    if not named:
        return Chunk(forms[0].kind, at, last, title=forms[0].title)
    entries = tuple(dict.fromkeys(form.entry for form in named if form.entry))
    return Chunk(named[0].kind, at, last, entries=entries)


def _matches(form: _Form, stretch: tuple[Token, ...], lower: bool) -> bool:
    """Say whether a form may be written as a stretch of the same words is."""
    for number, (text, token) in enumerate(zip(form.texts, stretch, strict=True)):
        if form.title or text in (token.text, token.lower) or text.islower():
            continue
        if lower:
            if len(stretch) == 1 and (len(text) < 3 or token.lower in words().common):
                return False
        elif number + 1 == len(stretch) > 1 + (form.lowers[0] == "the") and text in _MAY_BE_LOWER:
            continue
        elif text.isupper() or not token.text.isupper() or len(text) < 4:
            return False
    return True


# "Justice and Development party", as some papers print it
_MAY_BE_LOWER = frozenset(("Party", "Alliance", "Front", "Movement", "Government", "Assembly"))


def _exact(form: _Form, stretch: tuple[Token, ...]) -> bool:
    """Say whether a form stands there to the letter: "INDIA" is the alliance, not the country."""
    return all(text == token.text for text, token in zip(form.texts, stretch, strict=True))


def _forms(gazetteer: Gazetteer) -> Iterator[_Form]:
    for entry in gazetteer.entries:
        kind = PLACE if entry.entity.kind is EntityKind.PLACE else ORG
        for text in (*entry.forms, *entry.nicknames):
            yield from _form(text, kind, entry=entry)
        for text in entry.adjectives:
            yield from _form(text, ADJECTIVE, entry=entry)
    for title in gazetteer.titles:
        for text in title.forms:
            yield from _form(text, TITLE, title=title)
        for text in plurals(title.forms):
            yield from _form(text, TITLES, title=title)


def _form(
    text: str, kind: str, entry: Entry | None = None, title: Title | None = None
) -> Iterator[_Form]:
    cut = tokens(text, 0, len(text))
    if cut:
        yield _Form(tuple(t.text for t in cut), tuple(t.lower for t in cut), kind, entry, title)


def plurals(forms: Iterable[str]) -> list[str]:
    """Return the plural of each title that has a regular one.

    Example: "general secretary" gives "general secretaries", "Leader of the Opposition" none.
    """
    found = []
    for form in forms:
        if _SHORT.fullmatch(form):
            found.append(f"{form[:-1]}s.")
        if " of " in form or form.endswith(("s", ".", "-charge")):
            continue
        ending = (
            form[:-1] + "ies" if form.endswith("y") and form[-2:-1] not in "aeou" else form + "s"
        )
        if ending.endswith("mans"):
            ending = ending[:-4] + "men"
        found.append(ending)
    return found


def _plain(sentence: tuple[Token, ...], at: int) -> Chunk:
    """Return the chunk of a token that the gazetteer doesn't know."""
    lexicon, token = words(), sentence[at]
    low = token.lower
    kind = _PLAIN.get(low)
    if kind is None:
        pair = f"{low} {sentence[at + 1].lower}" if at + 1 < len(sentence) else ""
        if pair in lexicon.group:
            return Chunk(GROUP, at, at + 2)
        kind = _word(low, token)
    return Chunk(kind, at, at + 1)


def _word(low: str, token: Token) -> str:
    lexicon = words()
    if low in lexicon.media and token.text.isupper():
        return OTHER
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
    if _DESCRIBING.match(low):
        return MODIFIER
    return NUMBER if is_number(low) else WORD


def is_number(word: str) -> bool:
    """Say whether a word in lower case is a number: "five", "14"."""
    return word in _NUMBERS or word[:1].isdigit()


def without_ranks(chunks: list[Chunk]) -> list[Chunk]:
    """Return chunks with a rank between a title and a name as an honorific.

    Example: "Army chief General Roy" holds one office.
    """
    found = list(chunks)
    for number in range(len(found) - 2, 0, -1):
        chunk = found[number]
        if (
            chunk.title
            and chunk.title.label.lower() in words().rank
            and found[number - 1].kind == TITLE
            and found[number + 1].kind in (NAME, HONORIFIC)
        ):
            found[number] = replace(chunk, kind=HONORIFIC)
    return found
