"""Step to_graph: all that one article reports, as the triples of its named graph."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg import __version__
from kg.graph.entities import described_entities, entity_triples, used
from kg.graph.evidence import evidence_triples
from kg.graph.identity import identified
from kg.graph.iris import Iris
from kg.graph.reports import report_triples
from kg.graph.terms import LABEL, TYPE, day, pol, schema, words, xsd
from kg.model import Document, Facts
from kg.text import signature

EXTRACTOR = f"politics-kg {__version__}"


@dataclass(frozen=True, slots=True)
class ArticleGraph:
    """The named graph of one article: its IRI, and its triples, each once and in order."""

    article: str
    triples: tuple[Triple, ...]


def to_graph(facts: Facts, iris: Iris) -> ArticleGraph:
    """Return the graph of FACTS: the article, whom it names, what it reports, the sentences.

    The same facts give the same triples in the same order, whatever the order of equal things.
    """
    article_iri = iris.article(facts.document.identifier)
    triples = set(_triples(facts, iris, article_iri))
    return ArticleGraph(article_iri, tuple(sorted(triples, key=str)))


def _triples(facts: Facts, iris: Iris, article_iri: str) -> Iterator[Triple]:
    """Yield the triples of the article's graph, some of them twice."""
    entities = described_entities(facts, iris, article_iri)
    reports = identified(facts.document.identifier, facts.reports, iris)
    yield from _article_triples(facts, iris, NamedNode(article_iri))
    for iri, described in entities.items():
        yield from entity_triples(iri, described, iris, article_iri)
    for iri, report in reports.items():
        yield from report_triples(iri, report, iris, article_iri)
    spans = {d.first for d in entities.values() if d.first and not d.entity.known}
    spans.update(span for report in reports.values() for span in report.evidence)
    for span in spans:
        yield from evidence_triples(article_iri, span, facts.document.text)


def _article_triples(facts: Facts, iris: Iris, node: NamedNode) -> Iterator[Triple]:
    """Yield what is known of the article; of its text, only hash and signature."""
    document = facts.document
    yield Triple(node, TYPE, schema("NewsArticle"))
    yield Triple(node, pol("sha256"), words(text_hash(document)))
    if found := signature(document.text):
        yield Triple(node, pol("textSignature"), words(str(found)))
    yield Triple(node, pol("extractor"), words(EXTRACTOR))
    if document.headline:
        yield Triple(node, schema("headline"), words(document.headline))
    if document.published:
        yield Triple(node, schema("datePublished"), day(document.published))
    if document.url:
        yield Triple(
            node, schema("url"), Literal(words(document.url).value, datatype=xsd("anyURI"))
        )
    if facts.dateline:
        yield Triple(node, schema("dateline"), words(facts.dateline))
    for property_, name in (
        (schema("publisher"), document.publisher),
        (pol("agency"), document.agency),
    ):
        if name:
            yield from _outlet_triples(node, property_, NamedNode(iris.outlet(name)), name)


def text_hash(document: Document) -> str:
    """Return the SHA-256 of the text as read, in UTF-8, as hex digits."""
    return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()


def _outlet_triples(
    article: NamedNode, property_: NamedNode, outlet: NamedNode, name: str
) -> Iterator[Triple]:
    """Yield the publisher or agency NAME of the article."""
    yield Triple(article, property_, outlet)
    yield used(article, outlet, name)
    yield Triple(outlet, TYPE, schema("NewsMediaOrganization"))
    yield Triple(outlet, TYPE, schema("Organization"))
    yield Triple(outlet, LABEL, words(name))
