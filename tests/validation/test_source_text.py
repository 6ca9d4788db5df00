"""The words of a graph against those of its article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.graph import ArticleGraph, Iris, to_graph
from kg.graph.terms import ALT_LABEL, LABEL, integer, oa, pol
from kg.model import Document, Entity, Facts, NamedEntity, Span
from kg.validation import check_text
from kg.vocabulary import DEFAULT_BASE, EntityKind

if TYPE_CHECKING:
    from tests.validation.conftest import Article

PERSON = "#person-mira-solberg"


def _changed(graph: ArticleGraph, predicate: NamedNode, value: Literal, at: str) -> ArticleGraph:
    """Return GRAPH with another VALUE of the nodes whose IRI ends with AT."""
    triples = [
        Triple(t.subject, t.predicate, value)
        if t.predicate == predicate and str(t.subject).rstrip(">").endswith(at)
        else t
        for t in graph.triples
    ]
    assert triples != list(graph.triples)
    return ArticleGraph(graph.article, tuple(triples))


def test_a_graph_of_its_own_text(articles: list[Article]) -> None:
    for article in articles:
        assert check_text(article.document, article.graph) == ()


CHANGES = {
    "exact": (oa("exact"), Literal("They met."), "#at=0,12", "At its offsets the text reads"),
    "prefix": (oa("suffix"), Literal(" of"), "#at=0,12", "At its offsets the text reads"),
    "offset": (oa("start"), integer(1), "#at=0,12", "At its offsets the text reads"),
    "no number": (oa("end"), Literal("end"), "#at=0,12", "At its offsets the text reads"),
    "name": (LABEL, Literal("Mira Quist"), PERSON, "the text has not: quist."),
    "quote": (pol("quote"), Literal("We stand apart"), "", "do not stand in the text"),
    "hash": (pol("sha256"), Literal("0" * 64), "", "another text"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_other_words_are_told(change: str, articles: list[Article]) -> None:
    predicate, value, at, message = CHANGES[change]
    article = articles[0]
    found = check_text(article.document, _changed(article.graph, predicate, value, at))
    assert any(message in violation.message for violation in found)
    assert {violation.path for violation in found} >= (
        {predicate.value} if predicate not in (oa("start"), oa("end")) else {oa("exact").value}
    )


def test_another_text_is_told(articles: list[Article]) -> None:
    other = replace(articles[0].document, text="x" + articles[0].document.text)
    assert check_text(other, articles[0].graph)


def test_forms_of_known_entities_stand_in_the_text_their_labels_need_not() -> None:
    party = Entity(EntityKind.PARTY, "harbour", "Harbour Party", known=True)
    document = Document("x", "HP won.", "x")
    used, unused = (
        to_graph(Facts(document, None, (NamedEntity(party, (form,), Span(0, 2)),)), Iris())
        for form in ("HP", "Harbourites")
    )
    assert check_text(document, used) == ()
    (violation,) = check_text(document, unused)
    assert (violation.focus, violation.path) == (DEFAULT_BASE + "party/harbour", ALT_LABEL.value)


@pytest.mark.parametrize(
    "text", ["“OmarHossain said", "OMAR HOSSAIN", "omar hossain’s", "Omar\x0bHossain"]
)
def test_words_may_be_glued_or_in_another_case(text: str) -> None:
    person = Entity(EntityKind.PERSON, "omar-hossain", "Omar Hossain")
    document = Document("x", text, "x")
    graph = to_graph(
        Facts(document, None, (NamedEntity(person, ("Omar Hossain",), Span(0, len(text))),)), Iris()
    )
    assert check_text(document, graph) == ()


def test_quotes_may_be_spaced_otherwise(articles: list[Article]) -> None:
    article = articles[0]
    spaced = _changed(article.graph, pol("quote"), Literal("We  stand\ntogether"), "")
    assert check_text(article.document, spaced) == ()
