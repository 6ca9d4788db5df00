"""What has an address is a page for people and a graph for programs, at the same address."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from starlette.testclient import TestClient

from kg.stores import LocalStore
from kg.vocabulary import DEFAULT_BASE, RDFS
from tests.serve.conftest import filled, served

TURTLE = {"accept": "text/turtle"}


def graph(client: TestClient, path: str, accept: str = "text/turtle") -> set[Quad]:
    answer = client.get(f"/{path}", headers={"accept": accept})
    assert answer.status_code == 200, answer.text
    form = RdfFormat.from_media_type(answer.headers["content-type"])
    assert form
    return set(parse(answer.content, form))


def test_the_same_graph_in_every_form(client: TestClient) -> None:
    turtle = graph(client, "person/ada-quill")
    for accept in ("application/n-triples", "application/ld+json", "application/rdf+xml"):
        assert graph(client, "person/ada-quill", accept) == turtle
    by_name = client.get("/person/ada-quill?format=ntriples")
    assert set(parse(by_name.content, RdfFormat.N_TRIPLES)) == turtle


def test_someone_is_told_with_the_facts_that_speak_of_them(client: TestClient) -> None:
    told = {quad.triple for quad in graph(client, "person/ada-quill")}
    ada = NamedNode(f"{DEFAULT_BASE}person/ada-quill")
    assert any(each.subject == ada and each.predicate.value == RDFS + "label" for each in told)
    assert any(each.object == ada and "/meeting/" in str(each.subject) for each in told)


def test_an_article_and_a_graph_are_told_whole(client: TestClient, invented: Path) -> None:
    with LocalStore.open(invented, read_only=True) as store:
        for name in ("article/courier-1", "graph/gazetteer"):
            triples = set(store.triples(DEFAULT_BASE + name))
            assert triples <= {quad.triple for quad in graph(client, name)}


@pytest.mark.parametrize(
    "accept", ["*/*", "", "text/html,*/*;q=0.8", "text/turtle;q=0.1,text/html"]
)
def test_people_get_the_page(accept: str, client: TestClient) -> None:
    answer = client.get("/person/ada-quill", headers={"accept": accept})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "accept" in answer.headers["vary"]


def test_unknown_addresses_are_not_found(client: TestClient) -> None:
    for path in ("person/nobody", "person/a%20b", "person/%3E%3C", "nothing/at/all"):
        assert client.get(f"/{path}", headers=TURTLE).status_code == 404


def test_a_long_graph_is_cut_and_that_is_told(invented: Path) -> None:
    with served(invented, rows=5) as client:
        answer = client.get("/graph/facts", headers=TURTLE)
        assert len(list(parse(answer.content, RdfFormat.TURTLE))) == 5
        assert answer.headers["kg-remark"] == "the first 5 triples are shown; there are more"


def test_a_base_of_ones_own_and_escapes_in_addresses(tmp_path: Path) -> None:
    base = "https://news.example/kg/"
    trig = f"""<{base}article/a%2Fb%20c> {{
        <{base}article/a%2Fb%20c> <https://schema.org/headline> "<script>" . }}"""
    with served(filled(tmp_path / "store", trig.encode(), base)) as client:
        (quad,) = graph(client, "article/a%2Fb%20c")
    assert quad.object.value == "<script>"  # type: ignore[union-attr]
