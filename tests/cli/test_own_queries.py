"""Queries of one's own: files, standard input, a folder; what they must not do."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import rdflib

from kg.cli import run

Cli = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).parents[2]
PREFIXES = """\
BASE <https://w3id.org/politics-kg/>
PREFIX pol: <https://w3id.org/politics-kg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
MEETINGS = "GRAPH <graph/facts> { ?s a pol:Meeting }"
WITH_HEADER = f"""\
#+ summary: Labels
#+ description: What is called so.
#+ tags: [own, labels]
#+ params:
#+   label: {{type: string, required: true, description: The label}}
#+   limit: {{type: integer, description: Has the name of an option that all share}}
#+ columns:
#+   thing: Who is called so
#+ example: {{label: Hemant Soren}}
{PREFIXES}
SELECT ?thing ?thingLabel WHERE {{
  GRAPH <graph/facts> {{
    VALUES ?label {{ UNDEF }}
    VALUES ?limit {{ UNDEF }}
    ?thing rdfs:label ?label ;
      a <https://schema.org/Person> .
  }}
  BIND (?label AS ?thingLabel)
}}
"""


@pytest.fixture
def mine(tmp_path: Path) -> Callable[..., Path]:
    """Return what writes a query's text to a file."""

    def written(text: str, name: str = "mine.rq") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    """Return a socket that takes connections, of which there should be none."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        server.setblocking(False)
        yield server


def url_of(server: socket.socket) -> str:
    return f"http://127.0.0.1:{server.getsockname()[1]}/sparql"


def nobody_called(server: socket.socket) -> bool:
    try:
        server.accept()[0].close()
    except BlockingIOError:
        return True
    return False


def test_plain_sparql_needs_no_header(
    cli: Cli, seeds_store: Path, mine: Callable[..., Path]
) -> None:
    text = (
        'SELECT ?s (1 AS ?n) ("a" AS ?a) (<x> AS ?none) { GRAPH <graph/facts> { ?s a ?c } } LIMIT 1'
    )
    path = mine(text)
    by_file = cli("query", "--file", path, "-f", "json", "--store", seeds_store)
    by_stdin = cli("query", "--file", "-", "-f", "json", "--store", seeds_store, stdin=text)
    (row,) = json.loads(by_file.stdout)
    assert list(row) == ["s", "n", "a", "none"]
    assert row["s"].startswith("https://w3id.org/politics-kg/")
    assert (row["n"], row["a"], row["none"]) == (1, "a", "https://w3id.org/politics-kg/x")
    assert by_stdin.stdout == by_file.stdout


def test_a_query_on_standard_input_that_nothing_answers(cli: Cli, seeds_store: Path) -> None:
    text = "SELECT ?s { GRAPH <graph/none> { ?s a ?c } }"
    found = cli("query", "--file", "-", "--store", seeds_store, stdin=text)
    assert "answers: the query on standard input" in found.stderr


def test_with_a_header_its_parameters_are_options(
    cli: Cli, seeds_store: Path, mine: Callable[..., Path]
) -> None:
    path = mine(WITH_HEADER)
    expected = [{"thing": {"label": "Hemant Soren", "iri": IRI}}]
    for arguments in (("--label", "Hemant Soren"), ("--param", "label=Hemant Soren")):
        done = cli("query", "--file", path, *arguments, "-f", "json", "--store", seeds_store)
        assert json.loads(done.stdout) == expected, done.stderr
    shown = cli("query", "--file", path, "--param", "limit=7", "--param", "label=x", "--show",
                "--store", seeds_store)  # fmt: skip
    assert "VALUES ?limit { 7 }" in shown.stdout.replace(
        '"7"^^<http://www.w3.org/2001/XMLSchema#integer>', "7"
    )
    lacking = cli("query", "--file", path, "--store", seeds_store)
    assert lacking.returncode == 2
    assert f"--file {path} needs --label" in lacking.stderr
    unknown = cli("query", "--file", path, "--param", "labl=x", "--store", seeds_store)
    assert "has no parameter 'labl'" in unknown.stderr
    wrong = cli("query", "--file", path, "--param", "label", "--store", seeds_store)
    assert (wrong.returncode, "is not NAME=VALUE" in wrong.stderr) == (2, True)


IRI = "https://w3id.org/politics-kg/person/hemant-soren"


def test_the_one_in_the_docs_works(cli: Cli, seeds_store: Path, mine: Callable[..., Path]) -> None:
    page = (ROOT / "docs" / "asking.md").read_text("utf-8")
    path = mine(page.split("```sparql\n")[1].split("```")[0])
    done = cli("query", "--file", path, "--title", "President", "--evidence", "-f", "json",
               "--store", seeds_store)  # fmt: skip
    (row,) = json.loads(done.stdout)
    assert row["holder"]["label"] == "Mallikarjun Kharge"
    assert row["evidence"]


@pytest.mark.parametrize(("text", "code"), [("ASK {}", 0), ("ASK { <urn:x> ?p ?o }", 1)])
def test_ask_is_answered_by_the_exit_code_too(
    cli: Cli, seeds_store: Path, mine: Callable[..., Path], text: str, code: int
) -> None:
    done = cli("query", "--file", mine(text), "--store", seeds_store)
    assert done.returncode == code
    assert done.stdout == f"answer\n{'true' if code == 0 else 'false'}\n"


def test_what_is_for_rows_is_refused_elsewhere(
    cli: Cli, seeds_store: Path, mine: Callable[..., Path]
) -> None:
    done = cli("query", "--file", mine("ASK {}"), "--limit", "1", "--store", seeds_store)
    assert (done.returncode, "the answer to this query is yes or no" in done.stderr) == (2, True)


def test_a_graph_is_written_as_turtle(
    cli: Cli, seeds_store: Path, mine: Callable[..., Path], tmp_path: Path
) -> None:
    path = mine(f"{PREFIXES}CONSTRUCT {{ ?s a pol:Meeting }} WHERE {{ {MEETINGS} }}")
    done = cli("query", "--file", path, "--store", seeds_store)
    graph = rdflib.Graph().parse(data=done.stdout, format="turtle")
    meetings = cli("query", "meetings", "--store", seeds_store).stdout.splitlines()[1:]
    assert {str(node) for node in graph.subjects()} == {line.split("\t")[0] for line in meetings}
    nothing = cli("query", "--file", mine("DESCRIBE <nobody>", "no.rq"), "--store", seeds_store)
    assert nothing.returncode == 0
    assert "nothing in" in nothing.stderr
    output = tmp_path / "out.ttl"
    assert cli("query", "--file", path, "-o", output, "--store", seeds_store).returncode == 0
    assert output.read_text("utf-8") == done.stdout
    wrong = cli("query", "--file", path, "-f", "csv", "--store", seeds_store)
    assert (wrong.returncode, "written as Turtle only" in wrong.stderr) == (2, True)
    rows = cli("query", "meetings", "-f", "turtle", "--store", seeds_store)
    assert (rows.returncode, "Turtle can't hold them" in rows.stderr) == (2, True)


def test_a_folder_of_ones_own(
    cli: Cli, seeds_store: Path, mine: Callable[..., Path], tmp_path: Path
) -> None:
    mine(WITH_HEADER, "labels.rq")
    mine("SELECT * {}", "meetings.rq")
    mine("#+ summary: [\n", "broken.rq")
    os.mkfifo(tmp_path / "pipe.rq")
    listed = cli("query", KG_QUERIES=str(tmp_path))
    lines = listed.stdout.splitlines()
    assert "labels\tLabels\town; labels" in lines
    assert any(line.startswith("meetings\tAll meetings") for line in lines)
    assert listed.returncode == 2
    assert f"{tmp_path / 'meetings.rq'} is passed over" in listed.stderr
    assert f"{tmp_path / 'broken.rq'}: the header" in listed.stderr
    assert f"{tmp_path / 'pipe.rq'} is passed over: it is no file" in listed.stderr
    arguments = ("query", "labels", "--label", "Hemant Soren", "--store", seeds_store)
    asked = cli(*arguments, KG_QUERIES=str(tmp_path))
    assert asked.stdout == "thing\nHemant Soren\n", asked.stderr
    nowhere = cli("query", KG_QUERIES=str(tmp_path / "nowhere"))
    assert (nowhere.returncode, "is not there" in nowhere.stderr) == (0, True)


SERVICE = "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (SERVICE, "SERVICE is not allowed"),
        ("# harmless\nselect*{{service<{url}>{{?s ?p ?o}}}}", "SERVICE is not allowed"),
        ("SELECT * {{ \\u0053ERVICE <{url}> {{ ?s ?p ?o }} }}", "SERVICE is not allowed"),
        ("LOAD <{url}>", "updates are not taken here"),
        ("PREFIX select: <urn:x> LOAD SILENT <{url}>", "updates are not taken here"),
        ("SELECT * {{}} ; LOAD <{url}>", "updates are not taken here"),
        ("INSERT {{ ?s ?p 1 }} WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}", "updates are not"),
    ],
)
def test_nobody_is_called_and_nothing_changed(
    cli: Cli,
    seeds_store: Path,
    mine: Callable[..., Path],
    listening: socket.socket,
    text: str,
    message: str,
) -> None:
    path = mine(text.format(url=url_of(listening)))
    for where in (("--store", seeds_store), ("--endpoint", url_of(listening))):
        done = cli("query", "--file", path, *where)
        assert (done.returncode, done.stdout) == (2, "")
        assert message in done.stderr
        assert nobody_called(listening)


def test_from_fetches_nothing(
    cli: Cli, seeds_store: Path, mine: Callable[..., Path], listening: socket.socket
) -> None:
    path = mine(f"SELECT ?s FROM <{url_of(listening)}> {{ ?s ?p ?o }}")  # noqa: S608
    assert cli("query", "--file", path, "--store", seeds_store).stdout == "s\n"
    assert nobody_called(listening)


def test_service_is_called_where_it_is_allowed(
    cli: Cli, seeds_store: Path, mine: Callable[..., Path], listening: socket.socket
) -> None:
    path = mine(SERVICE.format(url=url_of(listening)))
    done = cli("query", "--file", path, "--allow-service", "--timeout", "2", "--store", seeds_store)
    assert done.returncode == 4
    assert not nobody_called(listening)


def test_a_called_endpoint_that_fails_is_told_in_one_line(
    cli: Cli, seeds_store: Path, mine: Callable[..., Path]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = url_of(server)
    path = mine(SERVICE.format(url=url))  # nobody listens there any longer
    done = cli("query", "--file", path, "--allow-service", "--timeout", "9", "--store", seeds_store)
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1, done.stderr


_EVERYTHING = " ".join(f"GRAPH ?g{n} {{ ?s{n} ?p{n} ?o{n} }}" for n in range(6))
HOPELESS = f"SELECT (COUNT(*) AS ?n) {{ {_EVERYTHING} }}"


@pytest.mark.parametrize("form", ["SELECT", "ASK"])
def test_a_hopeless_query_is_ended(seeds_store: Path, mine: Callable[..., Path], form: str) -> None:
    text = HOPELESS if form == "SELECT" else f"ASK {{ {{ {HOPELESS} }} FILTER (?n = 0) }}"
    asked = ("query", "--file", str(mine(text)), "--timeout", "1", "--store", str(seeds_store))
    command = [sys.executable, "-m", "kg", *asked]
    with subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        _, said = process.communicate(timeout=120)
    assert process.returncode == 4
    assert "took longer than 1 s" in said
    assert "Traceback" not in said
    with pytest.raises(ProcessLookupError):  # nothing of it runs on
        for _ in range(100):
            os.killpg(process.pid, 0)
            time.sleep(0.05)


@pytest.mark.parametrize(
    "command", ["query meetings", "explain INDIA", "export --network meetings"]
)
def test_within_its_time_limit_a_command_says_the_same(
    cli: Cli, seeds_store: Path, command: str
) -> None:
    words = (*command.split(), "--store", seeds_store)
    limited, free = cli(*words, "--timeout", "600"), cli(*words)
    assert (limited.returncode, limited.stdout) == (free.returncode, free.stdout)
    assert free.stdout


@pytest.mark.parametrize(
    "command", ["explain INDIA -o x.md", "export -o x.ttl", "export -o x.gexf"]
)
def test_a_command_is_ended_in_time(
    seeds_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    output = tmp_path / command.rsplit(maxsplit=1)[-1]
    output.write_text("as it was")
    assert run([*command.split(), "--store", str(seeds_store), "--timeout", "0.000001"]) == 4
    assert [(path, path.read_text()) for path in tmp_path.iterdir()] == [(output, "as it was")]


def test_a_hopeless_query_is_interrupted(seeds_store: Path, mine: Callable[..., Path]) -> None:
    asked = ("query", "--file", str(mine(HOPELESS)), "--store", str(seeds_store))
    command = [sys.executable, "-m", "kg", *asked]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        for _ in range(24):  # the first may come before it listens
            if ended(process, 5):
                break
            process.send_signal(signal.SIGINT)
        else:
            process.kill()
        assert process.stderr
        said = process.stderr.read()
    assert process.returncode == 130, said


def ended(process: subprocess.Popen[str], seconds: float) -> bool:
    """Return whether PROCESS ends within SECONDS."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True
