"""`/api/NAME`: the answers of the saved queries' own cases, and what goes wrong."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from kg.queries import Catalogue
from kg.queries.schemas import gives
from kg.vocabulary import DEFAULT_BASE
from tests.queries.test_query_cases import CASES
from tests.serve.conftest import served

OF_THIS_STORE = [case for case in CASES if not (case.parent / "store.trig").exists()]


def shown(value: Any) -> Any:
    """Return the VALUE of a cell as the saved queries' cases have it."""
    if isinstance(value, list):
        return [shown(each) for each in value]
    if isinstance(value, dict):
        return value["label"]
    return value.removeprefix(DEFAULT_BASE) if isinstance(value, str) else value


@pytest.mark.parametrize("case", OF_THIS_STORE, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_answer(case: Path, client: TestClient) -> None:
    wanted = json.loads(case.read_text("utf-8"))
    answer = client.get(f"/api/{case.parent.name}", params={**wanted["params"], "evidence": "true"})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    query = Catalogue.load()[case.parent.name]
    fastjsonschema.validate(gives(query), found)
    rows = [[shown(row[name]) for name in wanted["columns"]] for row in found["rows"]]
    assert rows == wanted["rows"]
    assert found["total"] == len(rows)
    assert found["remarks"][: len(wanted["remarks"])] == wanted["remarks"]
    if any(column.fact for column in query.columns) and case.parent.name != "merge-candidates":
        assert all(row["evidence"] for row in found["rows"] if _facts(query, row))


def _facts(query: Any, row: dict[str, Any]) -> list[Any]:
    """Return the facts that ROW tells of; reports of conflicts are none with sentences."""
    named = [row[column.name] for column in query.columns if column.fact and not column.left_out]
    facts = [each for value in named for each in (value if isinstance(value, list) else [value])]
    return [fact for fact in facts if fact and "/conflict/" not in fact]


def test_the_list_names_all(client: TestClient) -> None:
    found = client.get("/api").json()["queries"]
    assert [each["name"] for each in found] == list(Catalogue.load().paths)
    assert found[0]["href"] == f"/api/{found[0]['name']}"


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_tables(form: str, client: TestClient) -> None:
    whole = client.get("/api/meetings").json()
    answer = client.get("/api/meetings", params={"format": form, "limit": 2, "sort": "-date"})
    again = client.get(
        "/api/meetings",
        params={"limit": 2, "sort": "-date"},
        headers={"accept": answer.headers["content-type"].partition(";")[0]},
    )
    assert answer.content == again.content
    mark = "\t" if form == "tsv" else ","
    header, *rows = csv.reader(io.StringIO(answer.text, newline=""), delimiter=mark)
    assert header[:3] == ["meeting", "date", "status"]
    days = sorted((row["date"] or "" for row in whole["rows"]), reverse=True)
    assert [row[1] for row in rows] == days[:2]
    assert answer.headers["kg-remark"] == f"2 of {whole['total']} rows are shown"


WRONG: list[tuple[str, int, str]] = [
    ("nothing", 404, "There is no saved query 'nothing'; /api lists them."),
    ("meetings-of", 400, "meetings-of needs `person`: whose meetings"),
    ("meetings-of?person=", 400, "`person` is empty; leave it out, or give it a value"),
    ("meetings-of?person=Nobody+Atall", 404, "no person is called 'Nobody Atall'"),
    ("meetings-of?person=Quill", 409, "'Quill' names more than one person"),
    ("meetings?since=soon", 400, "`since` is a day, month or year, not 'soon'"),
    ("meetings?since=2032&until=2031", 400, "`since` 2032 is after `until` 2031"),
    ("meetings?since=2031&since=2032", 400, "`since` takes one value"),
    ("meetings?status=Perhaps", 400, "`status` is one of Held, Planned"),
    ("meetings?min-confidence=2", 400, "`min-confidence` is a share from 0 to 1"),
    ("corroborated?min-sources=two", 400, "`min-sources` is a whole number"),
    ("meetings?when=2031", 400, "meetings has no parameter 'when'"),
    ("meetings?limit=0", 400, "`limit` is a whole number from 1 to 10000, not '0'"),
    ("meetings?limit=1000000000000", 400, "`limit` is a whole number from 1 to 10000"),
    ("meetings?limit=1&limit=2", 400, "`limit` takes one value"),
    ("meetings?evidence=perhaps", 400, "`evidence` is true or false"),
    ("meetings?sort=colour", 400, "colour"),
    ("meetings?format=turtle", 406, "application/json, text/csv"),
    ("meetings?format=exe", 406, "application/json, text/csv"),
]


@pytest.mark.parametrize(("path", "status", "message"), WRONG, ids=[each[0] for each in WRONG])
def test_what_is_wrong_is_told(path: str, status: int, message: str, client: TestClient) -> None:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert message in answer.json()["detail"]
    assert answer.json()["title"]


def test_an_ambiguous_name_is_answered_with_addresses_that_work(client: TestClient) -> None:
    unclear = client.get("/api/meetings-of", params={"person": "Quill"}).json()
    for candidate in unclear["candidates"]:
        answer = client.get("/api/meetings-of", params={"person": candidate["iri"]})
        assert answer.status_code == 200
    assert {each["label"] for each in unclear["candidates"]} == {"Ada Quill", "Edda Quill"}


def test_queries_of_ones_own_are_answered_in_their_form(invented: Path, tmp_path: Path) -> None:
    (tmp_path / "yes.rq").write_text("ASK { GRAPH ?g { ?s ?p ?o } }")
    (tmp_path / "kinds.rq").write_text("CONSTRUCT { ?s a ?t } { GRAPH ?g { ?s a ?t } }")
    (tmp_path / "far.rq").write_text("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    with served(invented, own=tmp_path) as client:
        assert client.get("/api/yes").json() == {"answer": True}
        assert client.get("/api/yes", headers={"accept": "text/csv"}).status_code == 406
        graph = client.get("/api/kinds", params={"limit": 3})
        assert graph.headers["content-type"] == "text/turtle; charset=utf-8"
        assert len(list(parse(graph.content, RdfFormat.TURTLE))) == 3
        assert "3 of " in graph.headers["kg-remark"]
        far = client.get("/api/far")
        assert (far.status_code, "SERVICE is not allowed" in far.text) == (400, True)
        paths = client.get("/openapi.json").json()["paths"]
        assert list(paths["/api/yes"]["get"]["responses"]["200"]["content"]) == ["application/json"]
        assert "text/turtle" in paths["/api/kinds"]["get"]["responses"]["200"]["content"]
