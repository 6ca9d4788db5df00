"""Step query, overview: what is in a store, in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.queries.asking import Queryable, select, text_of
from kg.queries.blocks import fill
from kg.queries.explain.said import local
from kg.queries.opening import OPENING

_ARTICLES = """\
SELECT (COUNT(?article) AS ?number)
WHERE { GRAPH ?article { ?article a schema:NewsArticle } }
"""
_DAYS = """\
SELECT (MIN(?published) AS ?first) (MAX(?published) AS ?last)
WHERE { GRAPH ?article { ?article schema:datePublished ?published } }
"""
_OUTLETS = """\
SELECT ?outlet (SAMPLE(?name) AS ?label) (COUNT(?article) AS ?number)
WHERE {
  GRAPH ?article {
    ?article a schema:NewsArticle ;
      schema:publisher ?outlet .
    ?outlet rdfs:label ?name .
  }
}
GROUP BY ?outlet
"""
_KINDS = """\
SELECT ?kind (COUNT(?node) AS ?number)
WHERE {
  GRAPH <graph/facts> {
    VALUES ?kind {
      schema:Person pol:Party pol:Alliance schema:Place pol:Body pol:Meeting pol:Tenure pol:Move
      pol:Conflict pol:MergeCandidate pol:AllianceMembership pol:AllianceStance
    }
    ?node a ?kind .
  }
}
GROUP BY ?kind
"""
_STATUSES = """\
SELECT ?status (COUNT(?meeting) AS ?number)
WHERE {
  GRAPH <graph/facts> {
    ?meeting a pol:Meeting ;
      pol:status ?status .
  }
}
GROUP BY ?status
"""
_LATEST = """\
SELECT ?meeting ?label ?status ?earliest
WHERE {
  GRAPH <graph/facts> {
    ?meeting a pol:Meeting ;
      pol:earliest ?earliest ;
      pol:status ?status ;
      rdfs:label ?label .
  }
}
ORDER BY DESC(?earliest) ?label ?meeting
LIMIT 8
"""


@dataclass(frozen=True, slots=True)
class Latest:
    """One of the meetings of the latest days: its IRI, label, status (`Held`) and first day."""

    iri: str
    label: str
    status: str
    day: str


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes, and how many of the articles."""

    iri: str
    label: str
    articles: int


@dataclass(frozen=True, slots=True)
class Overview:
    """How much there is: articles with the days of the first and last, outlets, nodes by class.

    `kinds` is by class (`Person`, `Meeting`), `statuses` counts meetings (`Held`), the most first.
    """

    articles: int
    first: str | None
    last: str | None
    outlets: tuple[Outlet, ...]
    kinds: Mapping[str, int]
    statuses: tuple[tuple[str, int], ...]
    latest: tuple[Latest, ...]


def overview(store: Queryable) -> Overview:
    """Return what is in STORE."""
    (articles,), (days,) = _rows(store, _ARTICLES), _rows(store, _DAYS)
    outlets = [
        Outlet(row["outlet"], row["label"], int(row["number"])) for row in _rows(store, _OUTLETS)
    ]
    kinds = {local(row["kind"]): int(row["number"]) for row in _rows(store, _KINDS)}
    statuses = [(local(row["status"]), int(row["number"])) for row in _rows(store, _STATUSES)]
    return Overview(
        articles=int(articles["number"]),
        first=days.get("first"),
        last=days.get("last"),
        outlets=tuple(sorted(outlets, key=lambda each: (-each.articles, each.label))),
        kinds=kinds,
        statuses=tuple(sorted(statuses, key=lambda each: (-each[1], each[0]))),
        latest=tuple(
            Latest(row["meeting"], row["label"], local(row["status"]), row["earliest"])
            for row in _rows(store, _LATEST)
        ),
    )


def _rows(store: Queryable, question: str) -> list[dict[str, str]]:
    """Return the rows of QUESTION in words."""
    found = select(store, fill(OPENING + question, store.base, {}))
    return [{name: text_of(term) for name, term in row.items()} for row in found]
