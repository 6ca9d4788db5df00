"""IRIs: one address each, under the base, and back to the identifier."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.errors import UsageError
from kg.graph import Iris, evidence_iri, selector_iri
from kg.model import Entity, Span
from kg.vocabulary import DEFAULT_BASE, EntityKind

IRIS = Iris("https://example.org/kg/")
kinds = st.sampled_from(EntityKind)
spans = st.builds(lambda a, b: Span(a, a + b), st.integers(0, 10**6), st.integers(1, 10**4))


@given(st.text())
def test_an_article_leads_back_to_its_identifier(identifier: str) -> None:
    iri = IRIS.article(identifier)
    assert IRIS.identifier(iri) == identifier
    assert NamedNode(iri).value == iri


@given(st.text(), st.text())
def test_two_identifiers_have_two_articles(one: str, other: str) -> None:
    assert (IRIS.article(one) == IRIS.article(other)) == (one == other)


def test_other_iris_have_no_identifier_of_their_own() -> None:
    assert IRIS.identifier("https://other.example/x") == "https://other.example/x"


@given(kinds, st.text(min_size=1), st.booleans())
def test_an_entity_is_the_gazetteers_or_its_articles(
    kind: EntityKind, slug: str, known: bool
) -> None:
    article = IRIS.article("a")
    iri = IRIS.entity(Entity(kind, slug, "x", known=known), article)
    assert NamedNode(iri).value == iri
    assert iri.startswith(f"{IRIS.base}{kind}/" if known else f"{article}#{kind}-")


def test_entities_of_the_table() -> None:
    article = IRIS.article("x1")
    party = Entity(EntityKind.PARTY, "jmm", "JMM", known=True)
    person = Entity(EntityKind.PERSON, "mira-solberg", "Mira Solberg")
    assert IRIS.entity(party, article) == "https://example.org/kg/party/jmm"
    assert IRIS.entity(person, article) == "https://example.org/kg/article/x1#person-mira-solberg"
    assert IRIS.outlet("The Lindow Courier") == "https://example.org/kg/outlet/the-lindow-courier"
    assert IRIS.report("00ff") == "https://example.org/kg/report/00ff"
    assert IRIS.facts_graph == "https://example.org/kg/graph/facts"
    assert IRIS.gazetteer_graph == "https://example.org/kg/graph/gazetteer"


@given(spans, spans)
def test_evidence_and_selectors_are_as_many_as_spans(one: Span, other: Span) -> None:
    article = IRIS.article("a")
    assert (evidence_iri(article, one) == evidence_iri(article, other)) == (one == other)
    assert (selector_iri(article, one) == selector_iri(article, other)) == (one == other)
    assert evidence_iri(article, one) != selector_iri(article, one)
    assert evidence_iri(article, one) == f"{article}#char={one.start},{one.end}"


@pytest.mark.parametrize(
    "base",
    [
        "",
        "kg/",
        "https://example.org",
        "https://example.org/kg",
        "https://example.org/a b/",
        "https://example.org/#/",
        "https://example.org/?a=/",
        "https://example.org/<x>/",
    ],
)
def test_a_base_of_another_form_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="ends in a slash"):
        Iris(base)


def test_the_default_base() -> None:
    assert Iris().base == DEFAULT_BASE
