"""The catalogue in RDF: each query stands there whole, and runs as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from kg.errors import UsageError
from kg.queries import Catalogue, Queryable, SavedQuery, examples, query_of, table
from kg.queries.asking import ask
from kg.vocabulary import DEFAULT_BASE, RDF, RDFS, SH, SPEX

TARGET = "https://example.org/sparql"
QUERIES = list(Catalogue.load())
TRIPLES = examples(QUERIES, DEFAULT_BASE, TARGET)
every_query = pytest.mark.parametrize("query", QUERIES, ids=[each.name for each in QUERIES])


def said(triples: list[Triple], name: str, prop: str) -> list[NamedNode | Literal]:
    node = NamedNode(f"{DEFAULT_BASE}query/{name}")
    found = [t.object for t in triples if t.subject == node and t.predicate.value == prop]
    assert all(isinstance(term, NamedNode | Literal) for term in found)
    return found  # type: ignore[return-value]


@every_query
def test_the_text_runs_as_it_stands(query: SavedQuery, embedded: Queryable) -> None:
    (text,) = said(TRIPLES, query.name, SH + "select")
    exported = table(query, ask(embedded, text.value), embedded.base)
    assert exported.rows == table(query, ask(embedded, query.text), embedded.base).rows
    assert exported.rows


@every_query
def test_it_is_described(query: SavedQuery) -> None:
    (comment,) = said(TRIPLES, query.name, RDFS + "comment")
    assert isinstance(comment, Literal)
    assert comment.language == "en"
    assert query.summary in comment.value
    assert query.description in comment.value
    types = {term.value for term in said(TRIPLES, query.name, RDF + "type")}
    assert types == {SH + "SPARQLExecutable", SH + "SPARQLSelectExecutable"}
    keywords = {term.value for term in said(TRIPLES, query.name, "https://schema.org/keywords")}
    assert keywords == set(query.tags)
    assert said(TRIPLES, query.name, "https://schema.org/target") == [NamedNode(TARGET)]
    assert len(said(TRIPLES, query.name, SH + "prefixes")) == 1


def test_the_prefixes_are_declared_and_no_node_is_blank() -> None:
    declared = {
        (t.predicate.value.removeprefix(SH), t.object.value)
        for t in TRIPLES
        if isinstance(t.object, Literal) and t.predicate.value.startswith(SH)
    }
    assert ("prefix", "pol") in declared
    assert ("namespace", f"{DEFAULT_BASE}ontology#") in declared
    assert not any(isinstance(part, BlankNode) for t in TRIPLES for part in (t.subject, t.object))


@pytest.mark.parametrize(
    ("text", "prop", "kind"),
    [
        ("ASK {}", SH + "ask", SH + "SPARQLAskExecutable"),
        ("# SELECT\nPREFIX ask: <urn:select> construct { ?s ask:ask 1 } { ?s ?p ?o }",
         SH + "construct", SH + "SPARQLConstructExecutable"),
        ("DESCRIBE <select>", SPEX + "describe", SPEX + "SPARQLDescribeExecutable"),
        ("select * {}", SH + "select", SH + "SPARQLSelectExecutable"),
    ],
)  # fmt: skip
def test_forms_of_ones_own(text: str, prop: str, kind: str) -> None:
    triples = examples([query_of("my own", text, "my own.rq")], "https://example.org/", None)
    about = [t for t in triples if t.subject == NamedNode("https://example.org/query/my%20own")]
    (whole,) = [t.object for t in about if t.predicate.value == prop]
    assert isinstance(whole, Literal)
    assert whole.value == f"BASE <https://example.org/>\n{text}"
    assert NamedNode(kind) in [t.object for t in about]
    Store().query(whole.value)


def test_a_base_that_is_none() -> None:
    with pytest.raises(UsageError, match="is no IRI"):
        examples(QUERIES, "https://a b/", None)


def test_order_of_files_makes_no_difference(tmp_path: Path) -> None:
    assert sorted(map(str, examples(reversed(QUERIES), DEFAULT_BASE, TARGET))) == sorted(
        map(str, TRIPLES)
    )
