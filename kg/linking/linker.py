"""Link: find who and what an article names, sentence by sentence."""

from __future__ import annotations

from itertools import islice
from math import ceil

from kg.linking.article import Article
from kg.linking.choice import Choice, is_foreign, is_part
from kg.linking.chunks import ADJECTIVE, ORG, PLACE, WORD, Chunk, Chunks
from kg.linking.compounds import compounds
from kg.linking.gazetteer import Gazetteer
from kg.linking.lexicon import words
from kg.linking.mentions import LinkedDocument, Naming
from kg.linking.portfolios import find_portfolios
from kg.linking.resolution import resolved
from kg.linking.tagger import Tagger
from kg.model import Document, Entity
from kg.text import Sentence, Story, Tokens, story, tokens
from kg.vocabulary import EntityKind

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
            self._settle(chunks, sentence, choice)
            find_portfolios(chunks, sentence.tokens, lower)
            article.chunks.append(chunks)
            article.compounds.append(self._compounds(document, sentence, choice, lower))
        article.find_names()
        return resolved(article, self._dateline_places(cut, lower, choice), self._acting)

    def _settle(self, chunks: Chunks, sentence: Sentence, choice: Choice) -> None:
        """Leave each chunk of a sentence the one entry that fits."""
        for chunk in chunks.known.values():
            if chunk.entries:
                following = chunks.known.get(chunk.last)
                settled = choice.settle(chunk, sentence.tokens, following)
                if is_part(settled, chunks, sentence.tokens) or is_foreign(settled, chunks):
                    settled = Chunk(WORD, chunk.first, chunk.last)
                chunks.put(settled)
        if not sentence.vocabulary.isdisjoint(words().government):
            self._find_governments(chunks, sentence.tokens)

    def _find_governments(self, chunks: Chunks, tokens: Tokens) -> None:
        """Put "the Afghan government", "the UK government" together as the state that acts.

        "The Afghan Government Chief Whip" holds an office, of which "Government" is a part.
        """
        for chunk in chunks.known.values():
            governs = tokens.lows[chunk.last : chunk.last + 1]
            more = chunk.last in chunks.known
            if (
                chunk.kind not in (ADJECTIVE, PLACE)
                or more
                or words().government.isdisjoint(governs)
            ):
                continue
            if state := self._states.get(chunk.entries[0].entity.slug):
                chunks.put(Chunk(ORG, chunk.first, chunk.last + 1, entries=(state,)))

    def _compounds(
        self, document: Document, sentence: Sentence, choice: Choice, lower: bool
    ) -> list[Naming]:
        text = sentence.span.of(document.text)
        if "-" not in text and "–" not in text:
            return []
        return list(
            compounds(
                sentence.tokens,
                self._tagger.vocabulary,
                lambda parts: self._settled(parts, choice, lower),
                lower,
            )
        )

    def _settled(self, tokens: Tokens, choice: Choice, lower: bool) -> list[Chunk]:
        """Return what tokens name by themselves, each with the one entry that fits."""
        known = self._tagger.tag(tokens, lower).known.values()
        return [choice.settle(chunk, tokens) for chunk in known if chunk.entries]

    def _dateline_places(self, cut: Story, lower: bool, choice: Choice) -> tuple[Entity, ...]:
        names = map(_proper, cut.dateline.places if cut.dateline else ())
        return tuple(
            chunk.entries[0].entity
            for name in names
            for chunk in self._settled(name, choice, lower)
            if chunk.kind == PLACE and chunk.last - chunk.first == len(name)
        )

    def _may_be_place(self, name: str, lower: bool) -> bool:
        """Say whether a name is a known place's, or in capitals, as datelines are, and unknown."""
        words_ = _proper(name)
        known = self._tagger.tag(words_, lower).known
        whole = known[0].entries if 0 in known and known[0].last == len(words_) else ()
        if any(entry.entity.kind is EntityKind.PLACE for entry in whole):
            return True
        return name.isupper() and not any(c.entries or c.title for c in known.values())


def _proper(name: str) -> Tokens:
    """Return the tokens of a dateline's place, written as a name where it is in one case."""
    proper = name.title() if name.isupper() or name.islower() else name
    return tokens(proper, 0, len(proper))
