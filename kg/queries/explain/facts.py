"""Step explain, facts: what the store says of facts, as entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from kg.queries.asking import Queryable
from kg.queries.evidence import Sentence, placed, reported
from kg.queries.explain.disputes import Marked, conflicts, doubts
from kg.queries.explain.model import Conflict, Detail, Doubt, Entry
from kg.queries.explain.said import LABEL, TYPE, Said, first, local, said_of, texts
from kg.vocabulary import POL

# What is told of a fact besides its label, in order: property, how people read it.
_DETAILS = (
    ("participant", "took part"),
    ("chair", "chaired by"),
    ("host", "hosted by"),
    ("represented", "represented"),
    ("absentee", "stayed away"),
    ("place", "place"),
    ("venue", "venue"),
    ("topic", "about"),
    ("topicDenied", "not about"),
    ("holder", "held by"),
    ("mover", "who"),
    ("moveKind", "what"),
    ("title", "office"),
    ("organization", "of"),
    ("area", "in"),
    ("member", "member"),
    ("inAlliance", "in"),
    ("scope", "for"),
    ("opponent", "against"),
    ("agent", "by"),
    ("person", "who"),
    ("relation", "is the"),
    ("relative", "of"),
    ("seats", "seats"),
    ("speaker", "said by"),
    ("quote", "quoted"),
    ("medium", "in"),
    ("dateExpression", "when, in the report's words"),
    ("validFrom", "valid from"),
    ("validUntil", "valid until"),
    ("attributedTo", "only on the word of"),
    ("attribution", "only on the word of"),
)


def entries(
    store: Queryable, facts: Iterable[str], marked: Marked, most: int | None = None
) -> dict[str, Entry]:
    """Return an entry for each of FACTS (IRIs), in their order, with at most MOST sentences.

    What is MARKED of them is told too.
    """
    facts = tuple(facts)
    said = said_of(store, facts)
    disputed = conflicts(store, [fact for fact in facts if fact in marked.disputed])
    doubted = doubts(store, [fact for fact in facts if fact in marked.doubtful])
    every = reported(store, facts)
    shown = {fact: _chosen(every.get(fact, ()), _status(said[fact]), most) for fact in said}
    quoted = placed(store, shown)
    return {
        fact: _entry(
            fact,
            said[fact],
            quoted[fact],
            len(every.get(fact, ())) - len(quoted[fact]),
            disputed.get(fact, ()),
            doubted.get(fact, ()),
        )
        for fact in facts
        if fact in said
    }


def _entry(
    fact: str,
    said: Said,
    quoted: tuple[Sentence, ...],
    omitted: int,
    disputed: tuple[Conflict, ...],
    doubted: tuple[Doubt, ...],
) -> Entry:
    """Return the entry of FACT, of which SAID is said, with QUOTED of its sentences."""
    sources = first(said, POL + "independentSources")
    confidence = first(said, POL + "confidence")
    return Entry(
        fact=fact,
        label=first(said, LABEL) or fact,
        kind=local(first(said, TYPE) or ""),
        status=_status(said),
        date=first(said, POL + "date"),
        earliest=first(said, POL + "earliest"),
        latest=first(said, POL + "latest"),
        details=tuple(_details(said)),
        sources=int(sources) if sources else None,
        confidence=float(confidence) if confidence else None,
        first=first(said, POL + "firstReported"),
        last=first(said, POL + "lastReported"),
        sentences=quoted,
        omitted=omitted,
        conflicts=disputed,
        merged=texts(said, POL + "mergeReason"),
        doubts=doubted,
    )


def _status(said: Said) -> str | None:
    """Return the status of a fact (`Held`)."""
    status = first(said, POL + "status")
    return local(status) if status else None


def _details(said: Said) -> Iterator[Detail]:
    """Yield what is told of a fact besides its label."""
    for name, words in _DETAILS:
        if values := said.get(POL + name):
            yield Detail(name, words, values)


def _chosen(
    quoted: tuple[Sentence, ...], status: str | None, most: int | None
) -> tuple[Sentence, ...]:
    """Return at most so many of the sentences QUOTED, those of STATUS first (a plan came before).

    Of those, one of each article goes before a second of the same.
    """
    ordered = sorted(quoted, key=lambda sentence: sentence.status != status)
    if most is None or len(ordered) <= most:
        return tuple(ordered)
    by_article = {sentence.article: sentence for sentence in reversed(ordered)}
    openers = set(by_article.values())
    ranked = sorted(ordered, key=lambda sentence: sentence not in openers)
    kept = set(islice(ranked, most))
    return tuple(sentence for sentence in ordered if sentence in kept)
