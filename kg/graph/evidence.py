"""Step to_graph, evidence: a stretch of an article's text, in the terms of Web Annotation."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg.graph.iris import evidence_iri, selector_iri
from kg.graph.terms import TYPE, integer, oa, pol, words
from kg.model import Span

CONTEXT = 60  # code points of the text before and after that a quotation carries

_EVIDENCE, _RESOURCE = pol("Evidence"), oa("SpecificResource")
_SOURCE, _HAS_SELECTOR = oa("hasSource"), oa("hasSelector")
_POSITION, _QUOTE = oa("TextPositionSelector"), oa("TextQuoteSelector")
_START, _END = oa("start"), oa("end")
_EXACT, _PREFIX, _SUFFIX = oa("exact"), oa("prefix"), oa("suffix")


def evidence_triples(article_iri: str, span: Span, text: str) -> Iterator[Triple]:
    """Yield the evidence SPAN of the article and its selector with offsets, quotation and context.

    Source: Web Annotation Data Model, 4.2.4 and 4.2.5; RFC 5147, 2.1.1.
    """
    node, at = (
        NamedNode(evidence_iri(article_iri, span)),
        NamedNode(selector_iri(article_iri, span)),
    )
    yield Triple(node, TYPE, _EVIDENCE)
    yield Triple(node, TYPE, _RESOURCE)
    yield Triple(node, _SOURCE, NamedNode(article_iri))
    yield Triple(node, _HAS_SELECTOR, at)
    yield Triple(at, TYPE, _POSITION)
    yield Triple(at, TYPE, _QUOTE)
    yield Triple(at, _START, integer(span.start))
    yield Triple(at, _END, integer(span.end))
    yield Triple(at, _EXACT, words(span.of(text)))
    if before := text[max(0, span.start - CONTEXT) : span.start]:
        yield Triple(at, _PREFIX, words(before))
    if after := text[span.end : span.end + CONTEXT]:
        yield Triple(at, _SUFFIX, words(after))
