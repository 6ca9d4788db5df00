"""Link: find who and what an article names, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from math import ceil

from kg.linking.article import Article
from kg.linking.choice import Choice
from kg.linking.chunks import ADJECTIVE, ORG, PLACE, Chunk
from kg.linking.compounds import compounds
from kg.linking.gazetteer import Gazetteer
from kg.linking.mentions import LinkedDocument, Naming
from kg.linking.portfolios import with_portfolios
from kg.linking.resolution import resolved
from kg.linking.tagger import Tagger
from kg.model import Document, Entity
from kg.text import Sentence, Story, Token, story, tokens
from kg.vocabulary import EntityKind

_GOVERNMENT = frozenset(("government", "govt", "administration", "authorities"))
_FEW_CAPITALS = 0.01  # of the code points; a text with fewer is printed without any


def _has_few_capitals(text: str) -> bool:
    """Say whether a text is printed without capitals; of any other some first words say it."""
    enough = ceil(_FEW_CAPITALS * len(text))
    return sum(1 for _ in islice(filter(str.isupper, text), enough)) < enough


class Linker:
    """Links documents by one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._tagger = Tagger(gazetteer)
        self._states = {
            entry.entity.area.slug: entry
            for entry in gazetteer.entries
            if entry.entity.kind is EntityKind.BODY
            and entry.entity.area
            and entry.entity.label == entry.entity.area.label
        }
        self._acting = {slug: entry.entity for slug, entry in self._states.items()}

    def link(self, document: Document) -> LinkedDocument:
        """Return a document with its mentions."""
        lower = _has_few_capitals(document.text)
        cut = story(document, lambda name: self._may_be_place(name, lower))
        tagged = [self._tagger.tag(s.tokens, lower) for s in cut.sentences]
        choice = Choice(tagged)
        article = Article(cut, lower)
        for number, chunks in enumerate(tagged):
            sentence = cut.sentences[number]
            settled = self._settled(chunks, sentence, choice)
            article.chunks.append(with_portfolios(settled, sentence.tokens))
            article.compounds.append(self._compounds(document, sentence, choice, lower))
        article.find_names()
        return resolved(article, self._dateline_places(cut, lower, choice), self._acting)

    def _settled(self, chunks: list[Chunk], sentence: Sentence, choice: Choice) -> list[Chunk]:
        """Return a sentence's chunks, each with the one entry that fits."""
        settled = [
            choice.settle(c, sentence.tokens, following) if c.entries else c
            for c, following in zip(chunks, (*chunks[1:], None), strict=True)
        ]
        if sentence.vocabulary.isdisjoint(_GOVERNMENT):
            return settled
        return list(self._governments(settled, sentence.tokens))

    def _governments(self, chunks: list[Chunk], tokens: tuple[Token, ...]) -> Iterator[Chunk]:
        """Yield the chunks, "the Afghan government" as the state that acts."""
        at = 0
        while at < len(chunks):
            chunk, following = chunks[at], chunks[at + 1] if at + 1 < len(chunks) else None
            state = self._states.get(chunk.entries[0].entity.slug) if chunk.entries else None
            governs = following and tokens[following.first].lower in _GOVERNMENT
            if state and following and governs and chunk.kind == ADJECTIVE:
                yield Chunk(ORG, chunk.first, following.last, entries=(state,))
                at += 1
            else:
                yield chunk
            at += 1

    def _compounds(
        self, document: Document, sentence: Sentence, choice: Choice, lower: bool
    ) -> list[Naming]:
        text = sentence.span.of(document.text)
        if "-" not in text and "–" not in text:
            return []
        return list(
            compounds(
                sentence.tokens,
                lambda cut: [choice.settle(c, cut) for c in self._tagger.tag(cut, lower)],
                lower,
            )
        )

    def _dateline_places(self, cut: Story, lower: bool, choice: Choice) -> tuple[Entity, ...]:
        places: list[Entity] = []
        for name in cut.dateline.places if cut.dateline else ():
            words_ = _proper(name)
            for chunk in self._tagger.tag(words_, lower):
                settled = choice.settle(chunk, words_)
                if settled.kind == PLACE and settled.last - settled.first == len(words_):
                    places.append(settled.entries[0].entity)
        return tuple(places)

    def _may_be_place(self, name: str, lower: bool) -> bool:
        """Say whether a name is a known place's, or in capitals, as datelines are, and unknown."""
        words_ = _proper(name)
        chunks = self._tagger.tag(words_, lower)
        known = any(e.entity.kind is EntityKind.PLACE for e in chunks[0].entries)
        return (known and chunks[0].last == len(words_)) or (
            name.isupper() and not any(chunk.entries or chunk.title for chunk in chunks)
        )


def _proper(name: str) -> tuple[Token, ...]:
    """Return the tokens of a dateline's place, written as a name where it is in one case."""
    proper = name.title() if name.isupper() or name.islower() else name
    return tokens(proper, 0, len(proper))
