"""Link, last step: resolve the mentions of an article whose names are found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.linking.article import Article
from kg.linking.chunks import ORG, PLACE
from kg.linking.coreference import Reader
from kg.linking.holders import held
from kg.linking.mentions import LinkedDocument, LinkedSentence, MentionKind, Naming
from kg.linking.phrases import PhraseReader
from kg.linking.pronouns import Pronouns
from kg.model import Entity, NamedEntity, Span
from kg.vocabulary import EntityKind


def resolved(
    article: Article, dateline: tuple[Entity, ...], states: Mapping[str, Entity]
) -> LinkedDocument:
    """Return an article with its mentions resolved; DATELINE holds the places of its dateline.

    STATES are those that act, by the slugs of their places.
    """
    sentences = article.sentences
    phrases = [
        list(PhraseReader(s.tokens, article.chunks[i], article.entities[i]).read())
        for i, s in enumerate(sentences)
    ]
    feminine = {p.entity.slug: p.sex for p in article.people if p.entity and p.sex is not None}
    pronouns = Pronouns(article.story, feminine)
    reader = Reader(article.story, held(enumerate(phrases)), pronouns, states)
    linked = tuple(
        LinkedSentence(s, tuple(reader.resolve(i, s, phrases[i])), i, _namings(article, i))
        for i, s in enumerate(sentences)
    )
    _record_forms(article, linked, states)
    return LinkedDocument(article.story, linked, _named(article), dateline, feminine, states)


def _namings(article: Article, number: int) -> tuple[Naming, ...]:
    """Return the organisations of a sentence by their bare names."""
    if not (article.entities[number] or article.compounds[number]):
        return ()
    tokens, entities = article.sentences[number].tokens, article.entities[number]
    plain = [
        Naming(tokens.span(first, chunk.last), entities[first])
        for first, chunk in article.chunks[number].known.items()
        if chunk.kind == ORG and first in entities
    ]
    inside = article.compounds[number]
    kept = [n for n in plain if n.entity.known or not any(_holds(n, c) for c in inside)]
    return tuple(sorted(kept + inside))


def _record_forms(
    article: Article, sentences: Iterable[LinkedSentence], states: Mapping[str, Entity]
) -> None:
    """Record how the article calls what it names; a state that acts goes by its place's names."""
    for number, chunks in enumerate(article.chunks):
        tokens = article.sentences[number].tokens
        for first, chunk in chunks.known.items():
            if chunk.entries and chunk.kind in (ORG, PLACE):
                form, span = tokens.text(first, chunk.last), tokens.span(first, chunk.last)
                entity = chunk.entries[0].entity
                article.record(entity, form, span)
                if chunk.kind == PLACE and entity.slug in states:
                    article.record(states[entity.slug], form, span)
        for naming in article.compounds[number]:
            form = " ".join(naming.span.of(article.story.document.text).split())
            article.record(naming.entity, form, naming.span)
    for sentence in sentences:
        for mention in sentence.mentions:
            if mention.kind is MentionKind.GROUP and mention.entity:
                end = sentence.sentence.tokens.ends[mention.last - 1]
                span = Span(mention.name.start, end)
                article.record(mention.entity, mention.entity.label, span)


def _named(article: Article) -> tuple[NamedEntity, ...]:
    named = [
        NamedEntity(p.entity, _forms(p.entity.label, p.forms), p.first)
        for p in article.people
        if p.entity
    ]
    named += [
        NamedEntity(e, _forms(e.label, forms), min(forms.values()))
        for e, forms in article.forms.items()
    ]
    return tuple(sorted(named, key=_in_order))


def _in_order(named: NamedEntity) -> tuple[int, int, EntityKind, str]:
    return named.first.start, named.first.end, named.entity.kind, named.entity.slug


def _holds(whole: Naming, part: Naming) -> bool:
    """Say whether a naming holds another: "Foo-Bar Party", of the Foo and the Bar Party."""
    return whole.span.start <= part.span.start and part.span.end <= whole.span.end


def _forms(label: str, forms: Iterable[str]) -> tuple[str, ...]:
    """Return the forms, the label first."""
    return (label, *sorted(set(forms) - {label}))
