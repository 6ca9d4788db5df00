"""Step query, evidence: the sentences that say a fact, for any rows of any query.

The saved query `evidence-for` gives the same as rows; here articles are asked for once, not with
each sentence, and only those that are shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias
from urllib.parse import unquote

from kg.queries.asking import Queryable, Solution, answers, text_of
from kg.queries.opening import OPENING, where_it_stands
from kg.vocabulary import POL

_REPORTED = (
    OPENING
    + """\
SELECT ?subject ?report ?article ?sentence ?start ?status ?source ?words ?published
WHERE {
  GRAPH <graph/facts> {
    VALUES ?subject { UNDEF }
    ?subject pol:hasReport ?report .
  }
  GRAPH ?article {
    ?report pol:reportedIn ?article ;
      pol:evidence ?evidence .
    ?evidence oa:hasSelector ?selector .
    ?selector oa:exact ?sentence ;
      oa:start ?start .
  }
  OPTIONAL { GRAPH ?article { ?report pol:status ?status } }
  OPTIONAL { GRAPH ?article { ?report pol:attributedTo ?whose . ?whose rdfs:label ?source } }
  OPTIONAL { GRAPH ?article { ?report pol:attribution ?words } }
  OPTIONAL { GRAPH ?article { ?article schema:datePublished ?published } }
}
"""
)
_ARTICLES = (
    OPENING
    + """\
SELECT ?subject ?headline ?outlet ?url
WHERE {
  GRAPH ?subject {
    VALUES ?subject { UNDEF }
    ?subject a schema:NewsArticle .
  }
"""
    + where_it_stands("?subject")
    + "}\n"
)


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


ByFact: TypeAlias = Mapping[str, tuple[Sentence, ...]]  # the earliest published first


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


def sentences(store: Queryable, facts: Iterable[str]) -> ByFact:
    """Return the sentences for each of FACTS (IRIs), the earliest published first."""
    return placed(store, reported(store, facts))


def reported(store: Queryable, facts: Iterable[str]) -> ByFact:
    """Return the sentences for each of FACTS, without headline, outlet and URL: see `placed`."""
    found: dict[str, list[tuple[Sentence, int]]] = defaultdict(list)
    for row in answers(store, _REPORTED, facts):
        words = {name: text_of(term) for name, term in row.items()}
        found[words["subject"]].append((_sentence(words), int(words["start"])))
    return {
        fact: tuple(dict.fromkeys(said for said, _ in sorted(each, key=_order)))
        for fact, each in found.items()
    }


def placed(store: Queryable, quoted: ByFact) -> ByFact:
    """Return the sentences QUOTED with the headlines, outlets and URLs of their articles."""
    articles = {sentence.article: None for each in quoted.values() for sentence in each}
    rows: dict[str, list[Solution]] = defaultdict(list)
    for row in answers(store, _ARTICLES, articles):
        rows[text_of(row["subject"])].append(row)
    where = {article: _where(each) for article, each in rows.items()}
    return {
        fact: tuple(replace(said, **where.get(said.article, {})) for said in each)
        for fact, each in quoted.items()
    }


def _sentence(words: Mapping[str, str]) -> Sentence:
    """Return the sentence that the WORDS of a row of the answer tell."""
    return Sentence(
        text=words["sentence"],
        article=words["article"],
        report=words["report"],
        status=words["status"].removeprefix(POL) if "status" in words else None,
        attribution=words.get("source", words.get("words")),
        published=words.get("published"),
    )


def _order(found: tuple[Sentence, int]) -> tuple[bool, str, str, int, str, str]:
    """Return by what a sentence stands among others: when, in which article, where in that."""
    said, start = found
    day = said.published or ""
    return not day, day, said.article, start, said.report, said.attribution or ""


def _where(rows: Iterable[Solution]) -> dict[str, str]:
    """Return where an article stands, by the ROWS of the answer for it."""
    told = sorted((name, text_of(row[name])) for row in rows for name in row if name != "subject")
    return dict(reversed(told))  # of several the first
