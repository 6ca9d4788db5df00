"""Step explain: all that is known of someone, something or a fact, on whose word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from pyoxigraph import Literal

from kg.queries.asking import Queryable
from kg.queries.explain import questions
from kg.queries.explain.addresses import address, moved, unknown
from kg.queries.explain.disputes import doubts, marked
from kg.queries.explain.model import Dossier, Doubt
from kg.queries.explain.said import LABEL, TYPE, Said, first, local, said_of, texts
from kg.queries.explain.sections import (
    FACTS,
    Extent,
    Known,
    fact_of,
    known,
    sections,
)
from kg.queries.explain.subjects import namesakes, naming, namings
from kg.queries.names import resolve_any
from kg.queries.parameters import share
from kg.vocabulary import POL, SCHEMA, SKOS

_BELONGS = (POL + "groupOf", POL + "area", SCHEMA + "containedInPlace", SCHEMA + "publisher")
_HEADLINE = SCHEMA + "headline"
# Nodes that are neither facts nor someone or something: what has the facts is asked so.
_LINKED = frozenset({"Report", "Conflict", "MergeCandidate"})
# The classes that people know, before the finer ones that a node may have too.
_KINDS = ("Person", "Party", "Alliance", "Body", "Place", "NewsArticle")


def explain(
    store: Queryable, name: str, min_confidence: str | None = None, limit: int | None = None
) -> Dossier:
    """Return what STORE knows of NAME: a name or alias in any spelling, or an IRI.

    An IRI is whole or relative to the store's base (`meeting/0123456789abcdef`): of a person,
    party, alliance, body, place, fact, report, conflict, merge candidate or article. The one of a
    fact that has become part of another leads to that. With MIN_CONFIDENCE (`0.8`) only those facts
    are told of someone or something that a report says with at least that confidence; with LIMIT
    the latest so many of a section. A fact asked for is told whole. Raises UsageError with
    candidates for a name that is unknown or ambiguous.
    """
    least = share("--min-confidence", min_confidence) if min_confidence else None
    node = address(store, name) or resolve_any(store, name).value
    if dossier := _on_what_was(store, node, least, Extent(limit)):
        return dossier
    raise unknown(store, name, node)


def dossier(store: Queryable, node: str, extent: Extent) -> Dossier | None:
    """Return what STORE knows of what has the IRI NODE, None if that is nothing."""
    return _on_what_was(store, node, None, extent)


def _on_what_was(
    store: Queryable, node: str, least: Literal | None, extent: Extent
) -> Dossier | None:
    """Return the dossier on NODE, or on what it has become part of."""
    if found := _on(store, node, least, extent):
        return found
    if (now := moved(store, node)) and (found := _on(store, now, least, extent)):
        return replace(found, asked=node)
    return None


def _on(store: Queryable, node: str, least: Literal | None, extent: Extent) -> Dossier | None:
    """Return the dossier on NODE, None if STORE knows nothing of it."""
    said = said_of(store, [node]).get(node, {})
    kinds = {local(kind) for kind in texts(said, TYPE)}
    if "Mention" in kinds:
        return None  # but whom it mentions is told
    if kinds & FACTS:
        subject = {prop: said[prop] for prop in (LABEL, TYPE)}  # the entry tells the rest
        return _dossier(store, node, subject, [fact_of(node, said)], Extent())
    if kinds & _LINKED:
        return _dossier(store, node, said, known(store, questions.FACTS_LINKED, node), extent)
    told = {} if kinds else said_of(store, [node], questions.TOLD_OF_ARTICLE)
    if article := told.get(node):
        return _dossier(store, node, article, known(store, questions.FACTS_IN, node), extent)
    said = {**said_of(store, [node], questions.KNOWN_OF).get(node, {}), **said}
    return _on_entity(store, node, said, least, extent) if said else None


def _on_entity(
    store: Queryable, node: str, said: Said, least: Literal | None, extent: Extent
) -> Dossier:
    """Return the dossier on the person, party, alliance, body or place at NODE."""
    facts = known(store, questions.FACTS_ON, node, (least,) if least else ())
    articles = naming(store, node)
    days = [article.published for article in articles if article.published]
    return replace(
        _dossier(store, node, said, facts, extent),
        namesakes=namesakes(store, node),
        doubts=doubts(store, [node]).get(node, ()),
        named=len(articles),
        first=min(days, default=None),
        last=max(days, default=None),
        namings=namings(store, node, articles[: extent.limit]),
        min_confidence=float(least.value) if least else None,
    )


def _dossier(
    store: Queryable, node: str, said: Said, facts: Sequence[Known], extent: Extent
) -> Dossier:
    """Return the dossier of FACTS on NODE, of which SAID is said."""
    label = first(said, LABEL) or first(said, _HEADLINE) or node
    kind = _kind({local(each) for each in texts(said, TYPE)})
    marks = marked(store, [each.fact for each in facts])
    return Dossier(
        iri=node,
        label=label,
        kind=kind,
        base=store.base,
        asked=None,
        aliases=tuple(name for name in texts(said, SKOS + "altLabel") if name != label),
        belongs=tuple(dict.fromkeys(w for prop in _BELONGS for w in said.get(prop, ()))),
        merged=texts(said, POL + "mergeReason"),
        namesakes=(),
        doubts=() if facts else tuple(_candidates(said)),  # else its facts say so
        named=0,
        first=None,
        last=None,
        namings=(),
        disputed=len(marks.disputed),
        doubtful=len(marks.doubtful),
        sections=tuple(sections(store, facts, marks, kind, extent)),
    )


def _candidates(said: Said) -> Iterator[Doubt]:
    """Yield those of whom a merge candidate, of which SAID is said, says that they may be one."""
    reason, score = first(said, POL + "reason"), first(said, POL + "score")
    for value in said.get(POL + "candidate", ()):
        yield Doubt(value.iri or "", value.label, reason or "", float(score) if score else None)


def _kind(types: Set[str]) -> str:
    """Return the class of a node of TYPES that people know."""
    return next((kind for kind in _KINDS if kind in types), min(types, default=""))
