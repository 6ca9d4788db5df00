"""RDF files read back: graph by graph, whatever the syntax, and told when they can't be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from kg.errors import InputError
from kg.validation import DEFAULT_GRAPH, Validator, read_graphs

if TYPE_CHECKING:
    from tests.validation.conftest import Article

DATASETS = {".trig": RdfFormat.TRIG, ".nq": RdfFormat.N_QUADS, ".jsonld": RdfFormat.JSON_LD}
GRAPHS = {".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES}


@pytest.mark.parametrize(("ending", "syntax"), DATASETS.items())
def test_each_graph_of_a_dataset(
    ending: str, syntax: RdfFormat, articles: list[Article], tmp_path: Path
) -> None:
    path = tmp_path / f"graphs{ending}"
    quads = [
        Quad(t.subject, t.predicate, t.object, NamedNode(a.graph.article))
        for a in articles
        for t in a.graph.triples
    ]
    serialize(quads, str(path), format=syntax)
    graphs = read_graphs(path)
    assert graphs == [article.graph for article in articles]
    assert all(verdict.conforms for verdict in Validator().check(graphs))


@pytest.mark.parametrize(("ending", "syntax"), GRAPHS.items())
def test_all_articles_in_one_graph(
    ending: str, syntax: RdfFormat, articles: list[Article], tmp_path: Path
) -> None:
    path = tmp_path / f"graph{ending}"
    serialize({t for a in articles for t in a.graph.triples}, str(path), format=syntax)
    (graph,) = read_graphs(path)
    assert graph.article == DEFAULT_GRAPH
    assert Validator().check([graph])[0].conforms


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.ttl"):
        read_graphs(tmp_path / "none.ttl")


@pytest.mark.parametrize("name", ["news.txt", "news", "news.csv"])
def test_an_ending_of_no_rdf(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match=name):
        read_graphs(tmp_path / name)


def test_broken_syntax_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("<http://a.example/> a <http://a.example/b> .\n<x", encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.ttl.*line 2"):
        read_graphs(path)


def test_blank_nodes_of_other_graphs_are_checked(tmp_path: Path) -> None:
    path = tmp_path / "blank.ttl"
    path.write_text("[] a <https://w3id.org/politics-kg/ontology#Party> .", encoding="utf-8")
    (verdict,) = Validator().check(read_graphs(path))
    assert [violation.message for violation in verdict.violations] == [
        "A name is missing, empty or no plain text (rdfs:label)."
    ]
