"""Map: a sentence as a tape of words, mentions and dates, on which the mappers' frames are laid."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Any, TypeVar

from kg.dates import DateExpression, find_dates
from kg.linking import LinkedDocument, LinkedSentence, MentionKind
from kg.mappers.groups import parted, widened
from kg.mappers.items import Item, Marked
from kg.model import Span
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
        self.vocabulary = sentence.sentence.vocabulary  # its tokens, of its mentions too
        self._found: dict[Any, Any] = {}

    def found(self, find: Callable[..., Found], *places: Hashable) -> Found:
        """Return what FIND makes of the tape at PLACES, once however often it is asked for."""
        asked = find, places
        if asked not in self._found:
            self._found[asked] = find(self, *places)
        return self._found[asked]  # type: ignore[no-any-return]

    def may_have(self, words: AbstractSet[str]) -> bool:
        """Say whether one of WORDS, in lower case, may stand at an item: if not, none does."""
        return not self.vocabulary.isdisjoint(words)

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
        found: list[Span | None] = [None] * len(self.items)
        for quotation in self.quotations:
            first = bisect_left(self.items, quotation.start, key=lambda item: item.start)
            last = bisect_right(self.items, quotation.end, key=lambda item: item.end)
            found[first:last] = [quotation] * (last - first)
        return tuple(found)

    def word(self, at: int) -> str:
        """Return the word at a place, "" for a mention or beyond the ends."""
        words = self.words
        return words[at] if 0 <= at < len(words) else ""

    def word_of(self, at: int) -> str:
        """Return the word at a place in lower case, a mention's words too."""
        return self.items[at].span.of(self.document.document.text).lower()

    def letter(self, at: int) -> str:
        """Return the letter at a place, "" beyond the ends."""
        letters = self.letters
        return letters[at] if 0 <= at < len(letters) else ""

    def text(self, first: int, last: int) -> str:
        """Return the text of items first..last (exclusive), white space as single spaces."""
        if first >= last:
            return ""
        span = Span(self.items[first].start, self.items[last - 1].end)
        return " ".join(span.of(self.document.document.text).split())


def _items(document: LinkedDocument, sentence: LinkedSentence) -> tuple[Item, ...]:
    """Return the items: mentions first, then dates outside of them, then what is left."""
    mentions = {m.first: m for m in sentence.mentions}
    dates = _dates(document, sentence)
    found: list[Item] = []
    tokens, at = sentence.tokens, 0
    for stop in sorted({*mentions, *dates}):
        if stop < at:
            continue
        found += tokens[at:stop]
        at = stop
        mention, date = mentions.get(at), dates.get(at)
        if mention and not (date and mention.kind is MentionKind.PLACE):
            done = mention.first
            at = mention.last
            for part in parted(mention, sentence, document):
                found += tokens[done : part.first]
                done = part.last
                begin, end = tokens[part.first].start, tokens[part.last - 1].end
                found.append(Marked(part.kind, begin, end, mention=part))
            found += tokens[done : mention.last]
        elif date:
            end = at + 1
            while end < len(tokens) and tokens[end].start < date.span.end and end not in mentions:
                end += 1
            found.append(Marked("D", date.span.start, date.span.end, date=date))
            at = end
    found += tokens[at:]
    grouped = any(m.kind is MentionKind.GROUP for m in sentence.mentions)
    return widened(found, document.document.text) if grouped else tuple(found)


def _dates(document: LinkedDocument, sentence: LinkedSentence) -> dict[int, DateExpression]:
    """Return the date in which each token stands that does."""
    found: dict[int, DateExpression] = {}
    starts = sentence.sentence.tokens.starts
    for date in find_dates(document.document.text, sentence.span.start, sentence.span.end):
        first, last = bisect_left(starts, date.span.start), bisect_left(starts, date.span.end)
        found.update(dict.fromkeys(range(first, last), date))
    return found
