"""Nodes that are alike get one verdict: the one that pySHACL gives each of them by itself."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple
from rdflib import Graph

from kg.graph import ArticleGraph
from kg.graph.terms import TYPE, integer, pol
from kg.stores import Term
from kg.validation import Validator
from kg.validation.forms import Rules
from kg.validation.shapes import load_shapes
from kg.vocabulary import XSD

if TYPE_CHECKING:
    from tests.validation.conftest import Article

PREFIXES = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX ex: <https://example.org/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
ODD: list[Term] = [
    Literal(""),
    Literal("x" * 5_000),
    Literal("Harbour", language="en"),
    integer(0),
    integer(9_999_999),
    Literal("-1", datatype=NamedNode(XSD + "integer")),
    Literal("07", datatype=NamedNode(XSD + "integer")),
    Literal("1.5", datatype=NamedNode(XSD + "decimal")),
    Literal("2031-05-06", datatype=NamedNode(XSD + "date")),
    Literal("2031-02-30", datatype=NamedNode(XSD + "date")),
    Literal("0000-01-01", datatype=NamedNode(XSD + "date")),
    NamedNode("https://example.org/nobody"),
    pol("Held"),
    pol("Party"),
]


@pytest.fixture(scope="module")
def validator() -> Validator:
    """Return a validator, which all examples share: it knows what it has seen."""
    return Validator()


@pytest.fixture(scope="module")
def plain() -> Validator:
    """Return one that holds no nodes alike."""
    shapes = load_shapes()
    shapes.rules.complete = False
    return Validator(shapes)


def _damaged(graph: ArticleGraph, chance: random.Random) -> ArticleGraph:
    """Return GRAPH with one to three triples gone, doubled, or of another value."""
    triples = list(graph.triples)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(triples))
        subject, predicate, _ = triples[at]
        others = ODD + [t.object for t in triples]
        match chance.randrange(4):
            case 0:
                del triples[at]
            case 1:
                triples[at] = Triple(subject, predicate, chance.choice(others))
            case 2:
                triples.append(Triple(subject, predicate, chance.choice(others)))
            case _:
                other = chance.choice(triples)
                triples.append(Triple(subject, other.predicate, other.object))
    return ArticleGraph(graph.article, tuple(dict.fromkeys(triples)))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_any_damage_is_told_as_by_pyshacl_alone(
    articles: list[Article], validator: Validator, plain: Validator, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311
    graphs = [_damaged(article.graph, chance) for article in articles]
    assert validator.check(graphs) == plain.check(graphs)


def test_what_is_beside_counts(articles: list[Article], validator: Validator) -> None:
    graph = articles[0].graph
    nodes = {t.subject for t in graph.triples if t.object == pol("MeetingReport")}
    own = tuple(t for t in graph.triples if t.subject in nodes)
    beside = [t for t in graph.triples if t.predicate == TYPE and t.subject not in nodes]
    part = replace(graph, triples=own)
    for _ in range(2):
        assert validator.check_part(part, beside).conforms
        assert not validator.check_part(part, []).conforms


def test_the_shapes_look_at_nothing_that_forms_miss() -> None:
    assert load_shapes().rules.complete


@pytest.mark.parametrize(
    "shape",
    [
        "ex:S a sh:NodeShape ; sh:not ex:T .",
        "ex:S a sh:NodeShape ; sh:minLength 3 .",
        "ex:S a sh:PropertyShape ; sh:path ( ex:a ex:b ) ; sh:minCount 1 .",
        "ex:S a sh:PropertyShape ; sh:path [ sh:inversePath ex:a ] ; sh:minCount 1 .",
        "ex:S a sh:PropertyShape ; sh:path ex:a ; sh:uniqueLang true .",
    ],
)
def test_where_they_might_nothing_is_held_alike(shape: str) -> None:
    assert not Rules(Graph().parse(data=PREFIXES + shape, format="turtle")).complete
