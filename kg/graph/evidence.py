"""Step to_graph, evidence: a stretch of an article's text, in the terms of Web Annotation."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg.graph.iris import evidence_iri, selector_iri
from kg.graph.terms import TYPE, integer, oa, pol, words
from kg.model import Span

CONTEXT = 60  # code points of the text before and after that a quotation carries


def evidence_triples(article_iri: str, span: Span, text: str) -> Iterator[Triple]:
    """Yield the evidence SPAN of the article and its selector with offsets, quotation and context.

    Source: Web Annotation Data Model, 4.2.4 and 4.2.5; RFC 5147, 2.1.1.
    """
    node, at = (
        NamedNode(evidence_iri(article_iri, span)),
        NamedNode(selector_iri(article_iri, span)),
    )
    yield Triple(node, TYPE, pol("Evidence"))
    yield Triple(node, TYPE, oa("SpecificResource"))
    yield Triple(node, oa("hasSource"), NamedNode(article_iri))
    yield Triple(node, oa("hasSelector"), at)
    yield Triple(at, TYPE, oa("TextPositionSelector"))
    yield Triple(at, TYPE, oa("TextQuoteSelector"))
    yield Triple(at, oa("start"), integer(span.start))
    yield Triple(at, oa("end"), integer(span.end))
    for name, part in _quotation(span, text):
        yield Triple(at, oa(name), words(part))


def _quotation(span: Span, text: str) -> Iterator[tuple[str, str]]:
    """Yield the words of SPAN and, where there are any, those around it."""
    yield "exact", span.of(text)
    if before := text[max(0, span.start - CONTEXT) : span.start]:
        yield "prefix", before
    if after := text[span.end : span.end + CONTEXT]:
        yield "suffix", after
