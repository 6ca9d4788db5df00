"""Saved queries as forms: what they take, what they answer, links to share, files to keep."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams
from starlette.testclient import TestClient

from kg.errors import UsageError
from kg.queries import Catalogue, SavedQuery
from kg.serve.pages.asked import asked_of
from tests.serve.conftest import served
from tests.serve.pages import Page

QUERIES = list(Catalogue.load())
NAMES = {
    "person": "Ada Quill",
    "party": "HP",
    "entity": "Ada Quill",
    "alliance": "Northern Compact",
}
ADA = "/questions/meetings-of/answer?person=Ada+Quill"


def test_every_question_is_listed(client: TestClient) -> None:
    links = Page(client.get("/questions").text).links()
    assert {f"/questions/{query.name}" for query in QUERIES} <= set(links)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_each_is_a_form_with_typed_fields(client: TestClient, query: SavedQuery) -> None:
    form = Page(client.get(f"/questions/{query.name}").text)
    fields = {
        str(attrs.get("name")): attrs for tag in ("input", "select") for attrs in form.of(tag)
    }
    for param in query.params:
        attrs = fields[param.name]
        assert ("required" in attrs) == param.required
        assert ("data-complete" in attrs) == (
            param.type in ("person", "party", "alliance", "place", "entity")
        )
        assert param.description in form.said("form")
        if param.type == "share":
            assert (attrs["type"], attrs["min"], attrs["max"]) == ("number", "0", "1")
    assert query.description.split()[0] in form.said("main")


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_each_answers(client: TestClient, query: SavedQuery) -> None:
    required = {param.name for param in query.params if param.required}
    given = {"person": "Ada Quill", "other": "Bram Osei", "party": "Harbour Party"}
    kinds = {
        "person": "Ada Quill",
        "party": "HP",
        "entity": "Ada Quill",
        "alliance": "Northern Compact",
    }
    values = {
        param.name: given.get(param.name) or kinds.get(param.type, "election")
        for param in query.params
        if param.name in required
    }
    if query.name == "evidence-for":
        values = {"fact": "meeting/004a3c8a2cbad437"}
    answer = client.get(
        f"/questions/{query.name}/answer?{urlencode(values | {'sentences': 'yes'})}"
    )
    assert answer.status_code == 200, Page(answer.text).said("main")
    assert "Link to this answer" in answer.text


def test_an_answer_has_rows_with_links_and_sentences(client: TestClient) -> None:
    shown = Page(client.get(f"{ADA}&sentences=yes").text)
    assert "Ada Quill and Bram Osei met in Velmar on Tuesday" in shown.said("blockquote")
    assert "/person/bram-osei" in shown.links()
    assert "Held" in shown.said("td")
    assert {attrs["scope"] for attrs in shown.of("th")} == {"col"}
    assert "Meetings that a person took part in" in shown.said("caption")


def test_the_link_that_is_shared_is_the_shortest(client: TestClient) -> None:
    typed = "/questions/meetings-of/answer?person=+Ada+Quill+&status=&since=&until=&sentences="
    answer = client.get(typed)
    assert (answer.status_code, answer.headers["location"]) == (303, ADA)
    assert ADA in Page(client.get(ADA).text).links()


def test_an_unclear_name_gets_candidates_to_choose_from(client: TestClient) -> None:
    answer = client.get("/questions/meetings-of/answer?person=Quill&status=Held")
    assert answer.status_code == 400
    shown = Page(answer.text)
    assert "Who is meant by “Quill”?" in shown.said("h2")
    chosen = [link for link in shown.links() if "person%2Fedda-quill" in link]
    assert chosen
    answer = client.get(chosen[0])
    assert answer.status_code == 200
    assert "Held" in Page(answer.text).said("td")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/questions/meetings/answer?since=soon", "since is a day, month or year, not 'soon'"),
        ("/questions/meetings/answer?status=Maybe", "status is one of Held, Planned"),
        ("/questions/meetings/answer?since=2031-05&until=2031-04", "no day lies between"),
        ("/questions/meetings-of/answer", "needs --person"),
        ("/questions/meetings-of/answer?person=Zebulon", "no person is called 'Zebulon'"),
        ("/questions/meetings/answer?sort=colour", "there is no column 'colour'"),
        ("/questions/meetings/answer?colour=red", "no parameter 'colour'"),
        ("/questions/meetings/answer?limit=0", "limit is a whole number from 1"),
        ("/questions/meetings/answer?status=Held&status=Planned", "takes one value"),
    ],
)
def test_what_cannot_be_asked_is_told(client: TestClient, address: str, said: str) -> None:
    answer = client.get(address, headers={"accept": "text/html"})
    assert answer.status_code == 400
    assert said in Page(answer.text).said("main")


def test_columns_sort(client: TestClient) -> None:
    shown = Page(client.get(ADA).text)
    assert f"{ADA}&sort=date" in shown.links()
    ascending = Page(client.get(f"{ADA}&sort=date").text)
    assert [attrs["aria-sort"] for attrs in ascending.of("th") if "aria-sort" in attrs] == [
        "ascending"
    ]
    assert f"{ADA}&sort=-date" in ascending.links()


@pytest.mark.parametrize("ending", ["csv", "tsv", "json", "md", "html"])
def test_an_answer_can_be_kept_as_a_file(client: TestClient, ending: str) -> None:
    address = f"/questions/meetings-of/answer.{ending}?person=Ada+Quill"
    assert address in Page(client.get(ADA).text).links()
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="meetings-of.{ending}"'
    assert "Bram Osei" in answer.text


def test_the_same_can_be_asked_by_a_program(client: TestClient) -> None:
    answer = client.get(f"{ADA}&sentences=yes&sort=-date&sort=meeting")
    links = Page(answer.text).links()
    assert "/api/meetings-of?person=Ada+Quill&evidence=true&sort=-date%2Cmeeting" in links


def test_a_graph_is_shown_and_can_be_kept(invented: Path, tmp_path: Path) -> None:
    (tmp_path / "labels.rq").write_text(
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        "CONSTRUCT { ?s rdfs:label ?o } WHERE { GRAPH ?g { ?s rdfs:label ?o } } LIMIT 5"
    )
    (tmp_path / "any.rq").write_text("ASK { GRAPH ?g { ?s ?p ?o } }")
    with served(invented, own=tmp_path) as client:
        graph = Page(client.get("/questions/labels/answer").text)
        assert "statements" in graph.said("h2")
        assert "/api/labels?format=turtle" in graph.links()
        assert "Yes" in Page(client.get("/questions/any/answer").text).said("h2")
        assert client.get("/questions/labels/answer.csv").status_code == 400


def test_the_file_is_that_of_the_command_line(client: TestClient) -> None:
    rows = list(csv.reader(io.StringIO(client.get(ADA.replace("answer?", "answer.csv?")).text)))
    assert rows[0][:3] == ["meeting", "date", "status"]
    assert len(rows) > 3
    assert client.get("/questions/meetings/answer.exe").status_code == 404


@given(
    st.dictionaries(
        st.sampled_from(["person", "status", "since", "sentences", "limit", "sort"]),
        st.lists(st.text(max_size=20), max_size=3),
    )
)
def test_what_is_asked_goes_into_an_address_and_back(typed: dict[str, list[str]]) -> None:
    query = next(query for query in QUERIES if query.name == "meetings-of")
    pairs = [(name, text) for name, texts in typed.items() for text in texts]
    try:
        asked = asked_of(query, QueryParams(pairs))
    except UsageError:
        return
    again = QueryParams(parse_qsl(urlsplit(asked.address()).query))
    assert asked_of(query, again) == asked
