"""Step consolidate, rows: articles, mentions, reports and things as text in the index, and back."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.consolidation.reports import Article, Mention, Report, Term
from kg.consolidation.world import Thing
from kg.text import read_signature
from kg.vocabulary import EntityKind

_NOT_CONSOLIDATED = {"evidence", "reportedIn", "mapper", "seats"}  # no fact is made of these


def article_row(article: Article) -> str:
    """Return ARTICLE as text."""
    published = article.published and article.published.isoformat()
    told = {**_fields(article), "published": published, "people": sorted(article.people)}
    return _text({**told, "signature": article.signature and str(article.signature)})


def article_of(row: str) -> Article:
    """Return the article that ROW holds."""
    told = _told(row)
    told["published"] = told["published"] and date.fromisoformat(told["published"])
    told["signature"] = told["signature"] and read_signature(told["signature"])
    return Article(**{**told, "people": frozenset(told["people"])})


def mention_row(mention: Mention) -> str:
    """Return MENTION, all but its IRI and article, as text: much the same in many articles."""
    return _text({k: v for k, v in _fields(mention).items() if k not in ("iri", "article")})


def mention_of(iri: str, row: str, article: Article) -> Mention:
    """Return the mention at IRI in ARTICLE that ROW holds."""
    told = _told(row)
    return Mention(**{**told, "iri": iri, "article": article, "kind": EntityKind(told["kind"])})


def report_row(report: Report) -> str:
    """Return REPORT, all but its IRI, class and article, as text."""
    values = {
        name: [_term_row(term) for term in terms]
        for name, terms in report.values.items()
        if name not in _NOT_CONSOLIDATED
    }
    return _text([values, report.shares, report.sentence])


def report_of(iri: str, kind: str, row: str, article: Article) -> Report:
    """Return the report at IRI of the class KIND in ARTICLE that ROW holds."""
    values, shares, sentence = json.loads(row)
    terms = {name: tuple(map(_term_of, listed)) for name, listed in values.items()}
    return Report(iri, kind, article, terms, tuple(map(tuple, shares)), sentence)


def thing_row(thing: Thing) -> str:
    """Return THING as text."""
    return _text(_fields(thing))


def thing_of(row: str) -> Thing:
    """Return the thing that ROW holds."""
    told = _told(row)
    return Thing(**{**told, "kind": EntityKind(told["kind"])})


def _fields(value: Article | Mention | Thing) -> dict[str, Any]:
    """Return the fields of VALUE by their names."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _told(row: str) -> dict[str, Any]:
    """Return the fields that ROW holds; lists stand for tuples."""
    told = json.loads(row)
    return {name: tuple(v) if isinstance(v, list) else v for name, v in told.items()}


def _term_row(term: Term) -> str | list[str | None]:
    """Return an IRI as it is, a literal as its words, datatype and language."""
    if isinstance(term, NamedNode):
        return term.value
    return [term.value, term.datatype.value, term.language]


def _term_of(row: Any) -> Term:
    """Return the term that ROW holds."""
    if isinstance(row, str):
        return NamedNode(row)
    value, datatype, language = row
    if language:
        return Literal(value, language=language)
    return Literal(value, datatype=NamedNode(datatype))


def _text(value: object) -> str:
    """Return VALUE as JSON, the same for equal values; lone surrogates escaped."""
    return json.dumps(value, separators=(",", ":"))
