"""Link, first step: tag the tokens of a sentence with what the gazetteer and the lexicon know."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from kg.linking.chunks import (
    ADJECTIVE,
    GROUP,
    MODIFIER,
    ORG,
    OTHER,
    PLACE,
    PLAIN,
    TITLE,
    TITLES,
    Chunk,
    Chunks,
    without_sides,
    without_verbs,
)
from kg.linking.gazetteer import Entry, Gazetteer, Title
from kg.linking.lexicon import words
from kg.text import Tokens, tokens
from kg.vocabulary import EntityKind

_SHORT = re.compile(r"[A-Z][a-z]{2}\.")  # Rep., Sen., Gov.


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of an entry or title, ready to be matched token by token."""

    texts: tuple[str, ...]
    lowers: tuple[str, ...]
    kind: str
    entry: Entry | None = None
    title: Title | None = None
    nickname: bool = False


@dataclass(slots=True)
class _Node:
    """What may follow the words that lead here, and the forms that they make up."""

    following: dict[str, _Node] = field(default_factory=dict)
    forms: list[_Form] = field(default_factory=list)


class Tagger:
    """Tags sentences with all forms of a gazetteer; the longest match wins.

    An acronym counts in capitals only ("INDIA", "US"), other names with their capitals or in
    capitals throughout, titles and nicknames in any case. In a text without capitals every form
    counts but acronyms that are words ("us", "it").
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._root = _Node()
        self.vocabulary: set[str] = set()  # the words of all forms, in lower case
        for form in _forms(gazetteer):
            node = self._root
            self.vocabulary.update(form.lowers)
            for word in form.lowers:
                node = node.following.setdefault(word, _Node())
            node.forms.append(form)
        self._named = lru_cache(maxsize=4096)(self._read)
        begin = self._root.following
        # What begins a name: before which words, or by itself (None). All others are what they are.
        self._opening: dict[str, Collection[str] | None] = {
            word: None if node.forms else node.following.keys() for word, node in begin.items()
        }
        groups = [group.split() for group in words().group if " " in group]
        groups += [["two", verb] for verb in words().after_pair]
        for first, second in groups:
            if (seconds := self._opening.get(first, ())) is not None:
                self._opening[first] = {*seconds, second}
        self._opening |= dict.fromkeys(words().media)

    def tag(self, tokens: Tokens, lower: bool = False) -> Chunks:
        """Return the chunks of tokens, in order and without gaps; `lower`: a lower-case text."""
        chunks = Chunks(list(map(PLAIN.__getitem__, tokens.lows)))
        done = 0
        for at in self._beginning(tokens.lows):
            if at >= done and (chunk := self._chunk_at(tokens, at, lower)):
                chunks.put(chunk)
                done = chunk.last
        without_verbs(chunks, tokens.lows)
        without_sides(chunks, tokens.lows)
        return chunks

    def _beginning(self, lows: tuple[str, ...]) -> list[int]:
        """Return where a name, a title or a group of two words may begin."""
        opening, after = self._opening, (*lows[1:], "")
        return [
            at
            for at, low in enumerate(lows)
            if low in opening and ((seconds := opening[low]) is None or after[at] in seconds)
        ]

    def _chunk_at(self, tokens: Tokens, at: int, lower: bool) -> Chunk | None:
        """Return the chunk that begins at a token, None if it is the word that it always is."""
        chunk = self._known(tokens, at, lower)
        if chunk is None:
            return _unknown(tokens, at)
        low = tokens.lows[at]
        if low == "the" and chunk.last - at == 2:  # the Left | Front
            longer = self._known(tokens, at + 1, lower)
            return None if longer and longer.last > chunk.last else chunk
        if chunk.title and low == "leaders" and tokens.lows[chunk.last - 1] == "opposition":
            return self._of_opposition(tokens, chunk, lower)
        if chunk.title and low in words().modifier:
            return self._shorter(tokens, chunk, lower)
        if chunk.entries and chunk.last - at > 1:
            return self._without_unit(tokens, chunk, lower)
        return chunk

    def _without_unit(self, tokens: Tokens, chunk: Chunk, lower: bool) -> Chunk:
        """Return a party alone where small words behind it only tell which leader of it is meant.

        Example: "Foo legislature party leader", though there is a Foo Legislature Party.
        """
        small = [
            at
            for at in range(chunk.first, chunk.last)
            if tokens.texts[at].islower() and not (lower and PLAIN[tokens.lows[at]] != MODIFIER)
        ]
        behind = tokens.lows[chunk.last : chunk.last + 1]
        if not small or behind not in (("leader",), ("leaders",)):
            return chunk
        unit = all(PLAIN[low] == MODIFIER for low in tokens.lows[small[0] : chunk.last])
        whole = chunk.entries[0].entity.kind is EntityKind.BODY
        size = small[0] - chunk.first
        party = self._known(tokens, chunk.first, lower, size) if whole and unit else None
        return party if party and party.last == small[0] and party.entries else chunk

    def _of_opposition(self, tokens: Tokens, chunk: Chunk, lower: bool) -> Chunk:
        """Return a title, or only "leaders" where who is in opposition is named behind it.

        Example: "Leaders of the Opposition Foo Front".
        """
        behind = self._known(tokens, chunk.last, lower)
        named = behind and behind.kind == ORG
        return (self._known(tokens, chunk.first, lower, 1) or chunk) if named else chunk

    def _shorter(self, tokens: Tokens, chunk: Chunk, lower: bool) -> Chunk:
        """Return a title, or only its first word where a title that goes further begins behind it.

        Example: "State Leader of the Opposition" is no state leader.
        """
        if chunk.last - chunk.first < 2:
            return chunk
        behind = self._known(tokens, chunk.first + 1, lower)
        further = behind and behind.title and behind.last > chunk.last
        return Chunk(MODIFIER, chunk.first, chunk.first + 1) if further else chunk

    def _known(self, tokens: Tokens, at: int, lower: bool, most: int | None = None) -> Chunk | None:
        """Return the longest form that stands at a token, of so many at most; None for none."""
        texts, lows = tokens.texts, tokens.lows[: at + most if most else None]
        node = self._root
        ends: list[int] = []
        for last in range(at, len(lows)):
            following = node.following.get(lows[last])
            if following is None:
                break
            node = following
            if node.forms:
                ends.append(last + 1)
        for last in reversed(ends):
            if found := self._named(texts[at:last], lows[at:last], lower):
                return Chunk(found.kind, at, last, found.entries, found.title, found.nicknamed)
        return None

    def _read(self, texts: tuple[str, ...], lowers: tuple[str, ...], lower: bool) -> Chunk | None:
        """Return what words name as they are written, as a chunk from 0 on, None where nothing."""
        node = self._root
        for word in lowers:
            node = node.following[word]
        fitting = [form for form in node.forms if _matches(form, texts, lower)]
        # to the letter: "INDIA" is the alliance, not the country
        exact = [form for form in fitting if form.texts == texts]
        return _chunk(exact or fitting) if fitting else None


def _unknown(tokens: Tokens, at: int) -> Chunk | None:
    """Return the chunk that begins where the gazetteer knows nothing: a group's, a medium's."""
    pair = tokens.lows[at : at + 2]
    if len(pair) == 2 and " ".join(pair) in words().group:
        return Chunk(GROUP, at, at + 2)
    if pair[0] == "two" and pair[-1] in words().after_pair and tokens.lows[at - 1] == "the":
        return Chunk(GROUP, at, at + 1)  # "the two met"
    medium = pair[0] in words().media and tokens.texts[at].isupper()
    return Chunk(OTHER, at, at + 1) if medium else None


def _chunk(forms: list[_Form]) -> Chunk:
    """Return the chunk of equally long forms: of entries, else of a title."""
    last = len(forms[0].lowers)
    named = [form for form in forms if form.entry]
    if not named:
        return Chunk(forms[0].kind, 0, last, title=forms[0].title)
    entries = tuple(dict.fromkeys(form.entry for form in named if form.entry))
    formal = {form.entry for form in named if not form.nickname}
    nicknamed = tuple(entry for entry in entries if entry not in formal)
    return Chunk(named[0].kind, 0, last, entries, nicknamed=nicknamed)


def _matches(form: _Form, texts: tuple[str, ...], lower: bool) -> bool:
    """Say whether a form may be written as a stretch of the same words is."""
    small = len(texts) if lower else _small(form, texts)
    for number, (own, text, low) in enumerate(zip(form.texts, texts, form.lowers, strict=True)):
        if form.title or own in (text, low) or own.islower():
            continue
        if lower:
            if len(texts) == 1 and (len(own) < 3 or low in words().common):
                return False
        elif number >= small and own.istitle():
            continue
        elif own.isupper() or not text.isupper() or len(own) < 4:
            return False
    return True


def _small(form: _Form, texts: tuple[str, ...]) -> int:
    """Return from which word on a name may be printed small: "Foo Development party".

    Its last word has to tell what it is, and the first, an article aside, has its capital.
    """
    if not (form.texts[-1] in words().lowered_noun or form.lowers[-1] in words().body_noun):
        return len(texts)
    capital = max((number for number, text in enumerate(texts, 1) if not text.islower()), default=0)
    return max(capital, 1 + (form.lowers[0] == "the"))


def _forms(gazetteer: Gazetteer) -> Iterator[_Form]:
    for entry in gazetteer.entries:
        kind = PLACE if entry.entity.kind is EntityKind.PLACE else ORG
        for text in entry.forms:
            yield from _form(text, kind, entry=entry)
        for text in entry.nicknames:
            yield from _form(text, kind, entry=entry, nickname=True)
        for text in entry.adjectives:
            yield from _form(text, ADJECTIVE, entry=entry)
    for title in gazetteer.titles:
        for text in title.forms:
            yield from _form(text, TITLE, title=title)
        for text in plurals(title.forms):
            yield from _form(text, TITLES, title=title)


def _form(
    text: str,
    kind: str,
    entry: Entry | None = None,
    title: Title | None = None,
    nickname: bool = False,
) -> Iterator[_Form]:
    cut = tokens(text, 0, len(text))
    if cut.texts:
        yield _Form(cut.texts, cut.lows, kind, entry, title, nickname)


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
