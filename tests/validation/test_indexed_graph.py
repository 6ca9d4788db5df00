"""The graph that pySHACL asks: the same answers as rdflib's own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from kg.validation.indexed import IndexedGraph

iris = st.sampled_from([URIRef(f"https://a.example/{n}") for n in "abc"])
objects = st.one_of(iris, st.sampled_from([Literal("a"), Literal(1), Literal("a", lang="en")]))
triples = st.lists(st.tuples(iris, iris, objects), max_size=30, unique=True)
pattern = st.tuples(st.none() | iris, st.none() | iris, st.none() | objects)


def _both(stated: list[tuple[URIRef, URIRef, Node]]) -> tuple[IndexedGraph, Graph]:
    mine, theirs = IndexedGraph(), Graph()
    for triple in stated:
        mine.state(*triple)
        theirs.add(triple)
    return mine, theirs


@given(triples, pattern)
def test_triples_by_pattern(
    stated: list[tuple[URIRef, URIRef, Node]],
    asked: tuple[URIRef | None, URIRef | None, Node | None],
) -> None:
    mine, theirs = _both(stated)
    found = list(mine.triples(asked))
    assert len(found) == len(set(found))
    assert set(found) == set(theirs.triples(asked))
    assert len(mine) == len(theirs)
    assert (asked in mine) == (asked in theirs)


@given(triples, iris, iris, objects)
def test_questions_of_pyshacl(
    stated: list[tuple[URIRef, URIRef, Node]], subject: URIRef, predicate: URIRef, value: Node
) -> None:
    mine, theirs = _both(stated)
    assert set(mine.objects(subject, predicate)) == set(theirs.objects(subject, predicate))
    assert set(mine.objects([subject, predicate], predicate)) == set(
        theirs.objects([subject, predicate], predicate)
    )
    assert set(mine.subjects(predicate, value)) == set(theirs.subjects(predicate, value))
    assert set(mine.predicate_objects(subject)) == set(theirs.predicate_objects(subject))
    assert set(mine.subject_objects(predicate)) == set(theirs.subject_objects(predicate))
    assert set(mine) == set(theirs)
