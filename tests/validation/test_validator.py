"""Verdicts: right, in plain words, and the same alone and in any company."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING

import pyshacl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple
from rdflib import RDF, Graph

from kg.graph import ArticleGraph
from kg.graph.terms import LABEL, TYPE, pol
from kg.resources import ontology_dir
from kg.validation import Validator
from kg.validation.batch import Batch
from kg.validation.forms import SH
from kg.validation.shapes import load_shapes
from kg.validation.validator import BATCH_GRAPHS
from kg.vocabulary import DEFAULT_BASE, POL, RDFS

if TYPE_CHECKING:
    from tests.validation.conftest import Article

PARTY = NamedNode(DEFAULT_BASE + "party/harbour")
REPORT = DEFAULT_BASE + "report/"


@pytest.fixture(scope="module")
def validator() -> Validator:
    return Validator()


def _of_report(triple: Triple) -> bool:
    return isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(REPORT)


BREAKS: dict[str, tuple[Callable[[Triple], bool], str]] = {
    "no evidence": (
        lambda t: _of_report(t) and t.predicate == pol("evidence"),
        "has to quote the sentence",
    ),
    "no status": (lambda t: t.predicate == pol("status"), "exactly one of"),
    "no name of the party": (
        lambda t: t.subject == PARTY and t.predicate == LABEL,
        "A name is missing",
    ),
    "no type of the party": (
        lambda t: t.subject == PARTY and t.predicate == TYPE,
        "its type is missing",
    ),
    "no hash": (lambda t: t.predicate == pol("sha256"), "SHA-256"),
}


@pytest.mark.parametrize("broken", BREAKS)
def test_a_broken_article_is_told_alone_and_beside_good_ones(
    broken: str, articles: list[Article], validator: Validator
) -> None:
    unwanted, message = BREAKS[broken]
    bad = articles[0].without(unwanted)
    (alone,) = validator.check([bad])
    assert any(message in violation.message for violation in alone.violations)
    beside = [articles[1].graph, bad, articles[2].graph]
    assert validator.check(beside)[1] == alone
    assert [verdict.conforms for verdict in validator.check(beside)] == [True, False, True]
    assert [verdict.article for verdict in validator.check(beside)] == [g.article for g in beside]


def test_good_articles_conform(articles: list[Article], validator: Validator) -> None:
    assert all(verdict.conforms for verdict in validator.check(a.graph for a in articles))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_any_damage_gives_one_verdict_in_any_company(
    articles: list[Article], validator: Validator, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311
    damaged = [
        ArticleGraph(
            article.graph.article,
            tuple(t for t in article.graph.triples if chance.random() > 0.01 * number),
        )
        for number, article in enumerate(articles)
    ]
    chance.shuffle(damaged)
    assert validator.check(damaged) == [validator.check([graph])[0] for graph in damaged]


def test_more_articles_than_a_batch_holds(articles: list[Article], validator: Validator) -> None:
    bad = articles[0].without(BREAKS["no status"][0])
    graphs = [bad if n % 40 == 0 else articles[1].graph for n in range(2 * BATCH_GRAPHS + 1)]
    verdicts = [verdict.conforms for verdict in validator.check(graphs)]
    assert verdicts == [n % 40 != 0 for n in range(len(graphs))]


def test_misspelt_properties_and_classes_are_told(
    articles: list[Article], validator: Validator
) -> None:
    article = articles[0]
    misspelt = article.with_triple(article.graph.article, POL + "sha265", Literal("x"))
    unknown = article.with_triple(article.graph.article + "#x", TYPE.value, pol("MeetngReport"))
    for graph, words in ((misspelt, "no such property"), (unknown, "not one of the vocabulary")):
        (verdict,) = validator.check([graph])
        assert [v.message for v in verdict.violations if words in v.message]


def test_a_violation_says_who_what_and_in_which_sentence(
    articles: list[Article], validator: Validator
) -> None:
    article = articles[3]
    (verdict,) = validator.check([article.without(BREAKS["no name of the party"][0])])
    (violation,) = verdict.violations
    sentence = article.document.text.split(" “")[0]
    assert violation.focus == PARTY.value
    assert violation.path == RDFS + "label"
    assert violation.sentence == sentence
    assert str(violation) == (
        f"pol:Party <{PARTY.value}>: A name is missing, empty or no plain text (rdfs:label). "
        f"In: “{sentence}”"
    )


def test_words_in_the_place_of_a_node_are_told_of_their_articles(
    articles: list[Article], validator: Validator
) -> None:
    reports = [t.subject for t in articles[0].graph.triples if t.object == pol("MeetingReport")]
    (report,) = {r for r in reports if isinstance(r, NamedNode)}
    bad = articles[0].with_triple(report.value, POL + "participant", Literal("Mira"))
    first, second = validator.check([bad, articles[1].graph])
    assert {violation.focus for violation in first.violations} == {report.value, "Mira"}
    assert second.conforms


def unmatched(validator: Validator, *triples: Triple) -> set[str]:
    """Return the names of the shapes that meet nothing in a graph of TRIPLES."""
    classes = {str(t.object)[1:-1] for t in triples if t.predicate == TYPE}
    properties = {t.predicate.value for t in triples}
    found = validator.unmatched(classes.__contains__, properties.__contains__)
    return {iri.rpartition("#")[2] for iri in found}


def test_shapes_that_meet_nothing_are_named(articles: list[Article], validator: Validator) -> None:
    names = unmatched(validator)
    assert {"MeetingReport", "Article", "Actor", "AnyNode"} <= names
    left = unmatched(validator, *articles[0].graph.triples)
    assert names - left >= {"MeetingReport", "Article", "Actor", "AnyNode", "Outlet"}
    assert left >= {"KinReport", "SeatShare", "Meeting"}


def test_a_misspelt_class_leaves_its_shape_unmatched(
    articles: list[Article], validator: Validator
) -> None:
    triples = (
        Triple(t.subject, t.predicate, pol("MeetngReport"))
        if t.object == pol("MeetingReport")
        else t
        for t in articles[0].graph.triples
    )
    assert "MeetingReport" in unmatched(validator, *triples)


def test_the_shapes_are_not_changed_by_use(articles: list[Article]) -> None:
    shapes = load_shapes()
    validator = Validator(shapes)
    validator.check([articles[0].graph])
    size = len(shapes.graph)
    validator.check([a.without(BREAKS["no status"][0]) for a in articles])
    assert len(shapes.graph) == size


def test_turned_shapes_find_what_the_plain_ones_find(articles: list[Article]) -> None:
    shapes, plain = load_shapes(), Graph().parse(ontology_dir() / "shapes.ttl")
    bad = [articles[0].without(unwanted) for unwanted, _ in BREAKS.values()]
    for graph in [articles[0].graph, *bad]:
        data = Batch([graph], shapes.terms).data
        assert _found(data, shapes.graph) == _found(data, plain)


def _found(data: Graph, shapes: Graph) -> set[tuple[str, ...]]:
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    return {
        tuple(
            str(report.value(result, name))
            for name in (SH.focusNode, SH.resultMessage, SH.value, SH.sourceConstraintComponent)
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def test_nothing_to_check(validator: Validator) -> None:
    assert validator.check([]) == []


def test_a_triple_term_is_no_name(validator: Validator) -> None:
    name = Triple(PARTY, LABEL, Literal("Harbour Party"))
    triples = (Triple(PARTY, TYPE, pol("Party")), Triple(PARTY, LABEL, name))
    (verdict,) = validator.check([ArticleGraph("x", triples)])
    assert [violation.path for violation in verdict.violations] == [LABEL.value]


def test_a_node_without_type_is_told(articles: list[Article], validator: Validator) -> None:
    bad = articles[0].without(lambda t: t.object == pol("MeetingReport"))
    (verdict,) = validator.check([bad])
    assert [v.message for v in verdict.violations] == ["This node has no type (rdf:type)."]
