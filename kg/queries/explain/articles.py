"""Step explain, articles: what an article says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from kg.queries.asking import Queryable
from kg.queries.explain import questions
from kg.queries.explain.model import Value
from kg.queries.explain.said import first, said_of
from kg.vocabulary import POL, SCHEMA


@dataclass(frozen=True, slots=True)
class Told:
    """When an article appeared (YYYY-MM-DD), who published it, out of which agency, and where."""

    published: str | None
    publisher: Value | None
    agency: Value | None
    url: str | None


def told_of(store: Queryable, article: str) -> Told:
    """Return what ARTICLE (an IRI) says of itself; what it doesn't say is None."""
    said = said_of(store, [article], questions.TOLD_OF_ARTICLE).get(article, {})
    return Told(
        published=first(said, SCHEMA + "datePublished"),
        publisher=next(iter(said.get(SCHEMA + "publisher", ())), None),
        agency=next(iter(said.get(POL + "agency", ())), None),
        url=first(said, SCHEMA + "url"),
    )
