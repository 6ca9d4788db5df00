"""Step query, evidence: the sentences that say a fact, for any rows of any query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from urllib.parse import unquote

from pyoxigraph import NamedNode

from kg.queries.asking import Queryable, Solution, select, text_of
from kg.queries.catalogue import Catalogue
from kg.queries.model import SavedQuery
from kg.queries.parameters import bind
from kg.vocabulary import POL

EVIDENCE_QUERY = "evidence-for"
_BATCH = 200  # facts asked for at once: about 20 kB of query


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article that says a fact; what isn't known is None.

    `status` is what its report says of the fact (`Held`), `attribution` whose word it is by the
    text, `published` a day as YYYY-MM-DD, `article` and `report` are IRIs.
    """

    text: str
    article: str
    report: str
    status: str | None = None
    attribution: str | None = None
    headline: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None


def source_of(sentence: Sentence) -> str:
    """Return where SENTENCE stands, and on whose word, on one line."""
    where = place_of(
        sentence.headline, sentence.outlet, sentence.published, sentence.url, sentence.article
    )
    word = sentence.attribution
    return f"{where}, on the word of {' '.join(word.split())}" if word else where


def place_of(
    headline: str | None, outlet: str | None, published: str | None, url: str | None, article: str
) -> str:
    """Return where an article stands; by its identifier, if it has neither headline nor URL."""
    name = None if headline or url else unquote(article.partition("article/")[2] or article)
    parts = (headline, outlet, published, url, name)
    return ", ".join(" ".join(part.split()) for part in parts if part)


def sentences(store: Queryable, facts: Iterable[str]) -> dict[str, tuple[Sentence, ...]]:
    """Return the sentences for each of FACTS (IRIs), the earliest published first."""
    found: dict[str, dict[Sentence, None]] = {}
    pending = iter(dict.fromkeys(facts))
    while batch := tuple(islice(pending, _BATCH)):
        for row in _rows(store, batch):
            found.setdefault(text_of(row["fact"]), {})[_sentence(row)] = None
    return {fact: tuple(each) for fact, each in found.items()}


def _rows(store: Queryable, facts: tuple[str, ...]) -> Iterator[Solution]:
    """Yield the rows of the saved query for evidence."""
    terms = {"fact": tuple(map(NamedNode, facts))}
    yield from select(store, bind(_query(), terms, store.base))


@cache
def _query() -> SavedQuery:
    """Return the saved query for evidence."""
    return Catalogue.load()[EVIDENCE_QUERY]


def _sentence(row: Solution) -> Sentence:
    """Return the sentence that ROW of the saved query holds."""
    words = {name: text_of(term) for name, term in row.items()}
    return Sentence(
        text=words["sentence"],
        article=words["article"],
        report=words["report"],
        status=words["status"].removeprefix(POL) if "status" in words else None,
        attribution=words.get("attribution"),
        headline=words.get("headline"),
        outlet=words.get("outlet"),
        published=words.get("published"),
        url=words.get("url"),
    )
