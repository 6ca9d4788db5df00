"""The SPARQL 1.1 Protocol: requests and their answers, the dataset, the forms, the limits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from pyoxigraph import QueryResultsFormat, QuerySolutions, Store, parse_query_results
from starlette.testclient import TestClient

from kg.stores import LocalStore
from kg.vocabulary import DEFAULT_BASE
from tests.serve.conftest import served

CASES = yaml.safe_load((Path(__file__).parent / "protocol.yaml").read_text("utf-8"))
EVERY_KIND = """\
SELECT ?iri ?plain ?tagged ?number ?bare ?unbound {
  VALUES (?iri ?plain ?tagged ?number ?unbound) {
    (<http://example.org/ü> "a \\"b\\" \\t, <c> &\\n" "x"@en-gb 1.50 UNDEF)
    (<http://example.org/1> "" "ß"@de 7 UNDEF)
  }
  BIND (BNODE() AS ?bare)
}"""


def with_base(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: with_base(each) for key, each in value.items()}
    return value.replace("{base}", DEFAULT_BASE) if isinstance(value, str) else value


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_protocol(case: dict[str, Any], client: TestClient) -> None:
    case = with_base(case)
    sending = "form" in case or "text" in case
    answer = client.request(
        case.get("method", "POST" if sending else "GET"),
        "/sparql",
        params=case.get("params"),
        data=case.get("form"),
        content=case.get("text"),
        headers={
            "accept": case.get("accept", "*/*"),
            **({"content-type": case["sent"]} if "sent" in case else {}),
        },
    )
    assert answer.status_code == case.get("status", 200), answer.text
    if answer.status_code != 200:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code
        assert case.get("has", "") in answer.json()["detail"]
    else:
        assert answer.headers["content-type"] == case.get("type", answer.headers["content-type"])
        assert case.get("has", "") in answer.text
        assert answer.text == case.get("body", answer.text)


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_results_are_written_as_the_engine_writes_them(form: str, client: TestClient) -> None:
    wanted = Store().query(EVERY_KIND)
    assert isinstance(wanted, QuerySolutions)
    known = getattr(QueryResultsFormat, form.upper())
    written = wanted.serialize(format=known) or b""
    answer = client.get("/sparql", params={"query": EVERY_KIND, "format": form})
    assert answer.headers["content-type"].partition(";")[0] == known.media_type.partition(";")[0]
    assert _without_names(answer.content, form) == _without_names(written, form)


def _without_names(results: bytes, form: str) -> Any:
    """Return RESULTS as rows in which blank nodes have no names; those of CSV as lines."""
    if form == "csv":
        return [line.rsplit(b"_:", 1)[0] for line in results.split(b"\r\n")]
    parsed = parse_query_results(results, format=getattr(QueryResultsFormat, form.upper()))
    assert isinstance(parsed, QuerySolutions)
    names = [variable.value for variable in parsed.variables]
    return names, [["_" if name == "bare" else row[name] for name in names] for row in parsed]


def asked(client: TestClient, query: str, **graphs: list[str]) -> list[str]:
    """Return the rows of the answer to QUERY with GRAPHS, sorted."""
    names = {"default": "default-graph-uri", "named": "named-graph-uri"}
    params = [(names[key], iri) for key, iris in graphs.items() for iri in iris]
    answer = client.get(
        "/sparql", params=[("query", query), *params], headers={"accept": "text/csv"}
    )
    assert answer.status_code == 200, answer.text
    return sorted(answer.text.splitlines()[1:])


def test_the_dataset_is_as_the_standard_says(client: TestClient) -> None:
    facts, gazetteer = f"{DEFAULT_BASE}graph/facts", f"{DEFAULT_BASE}graph/gazetteer"
    count, graphs = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "SELECT DISTINCT ?g { GRAPH ?g {} }"
    of_facts = asked(client, count, default=[facts])
    assert asked(client, count) == ["0"]  # all that there is has a graph
    assert asked(client, count, named=[facts]) == ["0"]
    assert (
        asked(client, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{facts}> {{ ?s ?p ?o }} }}") == of_facts
    )
    assert of_facts != ["0"]
    assert asked(client, graphs, default=[facts]) == []
    assert asked(client, graphs, named=[facts, gazetteer]) == [facts, gazetteer]
    assert asked(client, graphs, default=[facts], named=[gazetteer]) == [gazetteer]
    assert asked(client, count, default=["graph/facts"]) == of_facts  # relative to the base
    # What the request says goes before what the query says.
    from_others = count.replace("{", f"FROM <{gazetteer}> {{", 1)
    assert asked(client, from_others, default=[facts]) == of_facts
    # What several graphs say stands in their merge once.
    assert asked(client, count, default=[facts, facts]) == of_facts
    either = f"VALUES ?g {{ <{facts}> <{gazetteer}> }} GRAPH ?g {{ ?s ?p ?o }}"
    union = f"SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT ?s ?p ?o {{ {either} }} }}"
    assert asked(client, count, default=[facts, gazetteer]) == asked(client, union)


def test_what_is_cut_off_is_told(invented: Path) -> None:
    with served(invented, rows=3) as client:
        params = {"query": "SELECT * { GRAPH ?g { ?s ?p ?o } }"}
        answer = client.get("/sparql", params=params)
        assert len(answer.json()["results"]["bindings"]) == 3
        assert answer.headers["kg-remark"] == "the first 3 rows are shown; there are more"
        answer = client.get("/sparql", params={"query": "CONSTRUCT WHERE { GRAPH ?g { ?s a ?t } }"})
        assert answer.status_code == 400  # no GRAPH in that short form
        graph = {"query": "CONSTRUCT { ?s a ?t } { GRAPH ?g { ?s a ?t } }", "format": "ntriples"}
        answer = client.get("/sparql", params=graph)
        assert answer.text.count(" .\n") == 3
        assert answer.headers["kg-remark"] == "the first 3 triples are shown; there are more"
        exactly = {"query": "SELECT ?x { VALUES ?x { 1 2 3 } }"}
        assert "kg-remark" not in client.get("/sparql", params=exactly).headers


def test_nothing_is_changed_by_any_of_it(client: TestClient, invented: Path) -> None:
    with LocalStore.open(invented, read_only=True) as store:
        before = sorted(map(str, store.quads()))
    for body in ("DROP ALL", "DELETE WHERE { ?s ?p ?o }", "LOAD <file:///etc/passwd>"):
        assert client.post("/sparql", data={"query": body}).status_code == 400
        sent = {"content-type": "application/sparql-update"}
        assert client.post("/sparql", content=body, headers=sent).status_code == 415
    assert client.put("/sparql").status_code == 405
    with LocalStore.open(invented, read_only=True) as store:
        assert sorted(map(str, store.quads())) == before


def test_no_file_is_read(client: TestClient) -> None:
    for place in ("file:///etc/passwd", "http://127.0.0.1:9/"):
        query = "SELECT * { ?s ?p ?o }"
        assert asked(client, query.replace("{", f"FROM <{place}> {{", 1)) == []
        assert asked(client, query, default=[place]) == []


def test_monstrous_queries_are_refused_and_the_next_is_answered(client: TestClient) -> None:
    for query in ("ASK " + "{" * 49_000 + "}" * 49_000, "ASK { FILTER ('" + "x" * 100_000 + "') }"):
        assert client.post("/sparql", data={"query": query}).status_code == 400
    assert client.post("/sparql", data={"query": "ASK {}"}).json()["boolean"] is True
