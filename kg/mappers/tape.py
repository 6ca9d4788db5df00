"""Map: a sentence as a tape of words, mentions and dates, on which the mappers' frames are laid."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Any, TypeVar

from kg.dates import find_dates
from kg.linking import LinkedDocument, LinkedSentence, MentionKind
from kg.mappers.groups import parted, widened
from kg.mappers.items import Item
from kg.model import Span
from kg.text import Token
from kg.vocabulary import EntityKind

PARTICIPANTS = "PGOTR"  # letters of mentions that can act


Found = TypeVar("Found")


class Tape:
    """The items of one sentence; `quotation` is the one that a place in it belongs to.

    It is laid out when its items are first asked for. Most sentences tell a mapper nothing: ask
    first whether one may (`may_have`, `names_person`), which its tokens and mentions say.
    """

    def __init__(self, document: LinkedDocument, sentence: LinkedSentence) -> None:
        self.document = document
        self.sentence = sentence
        self.span: Span = sentence.span  # where the sentence stands: what a report quotes
        self._found: dict[Any, Any] = {}

    def found(self, find: Callable[[Tape], Found]) -> Found:
        """Return what FIND makes of the tape, looked for once however often it is asked for."""
        if find not in self._found:
            self._found[find] = find(self)
        return self._found[find]  # type: ignore[no-any-return]

    def may_have(self, words: AbstractSet[str]) -> bool:
        """Say whether one of WORDS, in lower case, may stand at an item: if not, none does."""
        return not self.vocabulary.isdisjoint(words)

    @property
    def vocabulary(self) -> frozenset[str]:
        """Return the sentence's tokens in lower case, those of its mentions too."""
        return self.sentence.sentence.vocabulary

    @cached_property
    def lower(self) -> str:
        """Return the sentence's text in lower case."""
        return self.span.of(self.document.document.text).lower()

    @cached_property
    def names_person(self) -> bool:
        """Say whether a person is mentioned, by a name or otherwise."""
        mentions = self.sentence.mentions
        return any(m.entity and m.entity.kind is EntityKind.PERSON for m in mentions)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Return the mentions, dates, words and signs, in order."""
        return _items(self.document, self.sentence)

    @cached_property
    def letters(self) -> str:
        """Return the items' letters."""
        return "".join([item.letter for item in self.items])

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Return the lower-case words, "" for mentions and dates."""
        return tuple([item.lower for item in self.items])

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """Return the quotations of which something stands in the sentence."""
        return self.document.story.quotations_in(self.span)

    def quotation(self, at: int) -> Span | None:
        """Return the quotation in which an item stands."""
        if not self.quotations:
            return None
        return self._quoted[at]

    @cached_property
    def _quoted(self) -> tuple[Span | None, ...]:
        """Return the quotation of each item."""
        return tuple(self.document.story.quoted(item.span) for item in self.items)

    def word(self, at: int) -> str:
        """Return the word at a place, "" for a mention or beyond the ends."""
        return self.words[at] if 0 <= at < len(self.items) else ""

    def word_of(self, at: int) -> str:
        """Return the word at a place in lower case, a mention's words too."""
        return self.items[at].span.of(self.document.document.text).lower()

    def letter(self, at: int) -> str:
        """Return the letter at a place, "" beyond the ends."""
        return self.letters[at] if 0 <= at < len(self.items) else ""

    def text(self, first: int, last: int) -> str:
        """Return the text of items first..last (exclusive), white space as single spaces."""
        if first >= last:
            return ""
        span = Span(self.items[first].span.start, self.items[last - 1].span.end)
        return " ".join(span.of(self.document.document.text).split())


def _items(document: LinkedDocument, sentence: LinkedSentence) -> tuple[Item, ...]:
    """Return the items: mentions first, then dates outside of them, then what is left."""
    mentions = {m.first: m for m in sentence.mentions}
    dates = find_dates(document.document.text, sentence.span.start, sentence.span.end)
    found: list[Item] = []
    tokens, at = sentence.tokens, 0
    while at < len(tokens):
        mention = mentions.get(at)
        date = next((d for d in dates if d.span.start <= tokens[at].start < d.span.end), None)
        if mention and not (date and mention.kind is MentionKind.PLACE):
            done = mention.first
            at = mention.last
            for part in parted(mention, sentence, document):
                found += [_word(token) for token in tokens[done : part.first]]
                done = part.last
                span = Span(tokens[part.first].start, tokens[part.last - 1].end)
                found.append(Item(part.kind.value, span, mention=part))
            found += [_word(token) for token in tokens[done : mention.last]]
        elif date:
            end = at + 1
            while end < len(tokens) and tokens[end].start < date.span.end and end not in mentions:
                end += 1
            found.append(Item("D", date.span, date=date))
            at = end
        else:
            found.append(_word(tokens[at]))
            at += 1
    return widened(found, document.document.text)


def _word(token: Token) -> Item:
    mark = token.lower[0]  # of a mangled mark the one that is meant
    word = mark.isalnum() or mark in "@'" or (mark == "-" and len(token.text) > 1)  # a 25-minute
    letter = "w" if word else token.text if len(token.text) == 1 else mark
    return Item(letter, token.span, token.lower)
