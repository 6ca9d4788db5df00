"""How questions are asked: sorted, shown, limited; what is said of wrong and empty ones."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest
import rdflib
from rdflib.namespace import RDF, SH

from kg.queries import Catalogue

Cli = Callable[..., subprocess.CompletedProcess[str]]


class Server(Protocol):
    url: str


def column(done: subprocess.CompletedProcess[str], name: str) -> list[str]:
    header, *lines = (line.split("\t") for line in done.stdout.splitlines())
    return [line[header.index(name)] for line in lines]


def test_sorted_by_a_column_and_cut(cli: Cli, seeds_store: Path) -> None:
    ask = ("query", "who-met-whom", "--store", seeds_store)
    times = list(map(int, column(cli(*ask), "times")))
    ascending = cli(*ask, "--sort", "times", "--sort", "-person")
    assert list(map(int, column(ascending, "times"))) == sorted(times)
    few = cli(*ask, "--sort", "times", "--limit", "3")
    assert column(few, "times") == list(map(str, sorted(times)[:3]))
    assert f"3 of {len(times)} rows are shown" in few.stderr
    wrong = cli(*ask, "--sort", "time")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "no column 'time' to sort by; did you mean times?" in wrong.stderr


def test_what_is_shown_runs_as_it_is(
    cli: Cli, seeds_store: Path, oxigraph: Server, tmp_path: Path
) -> None:
    ask = ("query", "meetings-of", "--person", "Hemant Soren")
    shown = cli(*ask, "--show", "--store", seeds_store)
    assert "<https://w3id.org/politics-kg/person/hemant-soren>" in shown.stdout
    assert "UNDEF" not in shown.stdout
    (tmp_path / "shown.rq").write_text(shown.stdout, "utf-8")
    assert cli("load", oxigraph.url, "--store", seeds_store).returncode == 0
    plain = ("query", "--file", tmp_path / "shown.rq")
    here, there = cli(*plain, "--store", seeds_store), cli(*plain, "--endpoint", oxigraph.url)
    assert sorted(here.stdout.splitlines()) == sorted(there.stdout.splitlines())
    meetings = {
        line.split("\t")[0] for line in cli(*ask, "--store", seeds_store).stdout.split("\n")
    }
    assert {line.split("\t")[0] for line in here.stdout.split("\n")} == meetings
    # Shown again it is the same, BASE and all.
    assert cli(*plain, "--show", "--store", seeds_store).stdout == shown.stdout


def test_json_keeps_numbers_lists_and_addresses(cli: Cli, seeds_store: Path) -> None:
    done = cli("query", "meetings-of", "--person", "Hemant Soren", "-f", "json", "--limit", "1",
               "--store", seeds_store)  # fmt: skip
    (row,) = json.loads(done.stdout)
    assert row["meeting"].startswith("https://w3id.org/politics-kg/meeting/")
    assert (row["status"], row["sources"], row["date"]) == ("Held", 1, "2024-09-03")
    assert {
        "label": "Hemant Soren",
        "iri": "https://w3id.org/politics-kg/person/hemant-soren",
    } in row["participant"]


def test_options_may_stand_before_the_name(cli: Cli, seeds_store: Path) -> None:
    after = cli("query", "meetings", "--store", seeds_store, "-f", "csv")
    before = cli("query", "--store", seeds_store, "-f", "csv", "meetings")
    assert before.stdout == after.stdout != ""
    assert cli("query", "-f", "json", "--store", "x", "meetings", "--store", seeds_store, "-f",
               "csv").stdout == after.stdout  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "messages"),
    [
        (("meetngs",), ["did you mean meetings"]),
        (("meetings-of", "--persn", "x"), ["No such option '--persn'", "--person"]),
        (("meetings-of",), ["meetings-of needs --person", "kg query meetings-of --person"]),
        (("meetings-of", "--person", "Congress"), ["no person", "but a party is", "party/inc"]),
        (("meetings-of", "--person", "Hement Sorin"), ["near it", "person/hemant-soren"]),
        (("alliances-of", "--party", "Congres"), ["near it", "party/inc"]),
        (("alliance-members", "--alliance", "JMM"), ["no alliance", "but a party is"]),
        (("meetings", "--place", "New Dehli"), ["near it", "place/new-delhi"]),
        (("meetings", "--since", "2024-13"), ["no '2024-13' in the calendar", "2024-09"]),
        (("meetings", "--since", "yesterday"), ["is a day, month or year, not 'yesterday'"]),
        (("meetings", "--since", "2024-05", "--until", "2024-04"), ["is after --until 2024-04"]),
        (("meetings", "--limit", "0"), ["0 is not in the range"]),
        (("meetings", "--param", "plac=x"), ["has no parameter 'plac'", "status, place"]),
        (("meetings", "-o", "x.doc"), ["tells no format"]),
    ],
)
def test_what_is_wrong_is_said_with_what_is_right(
    cli: Cli, seeds_store: Path, arguments: tuple[str, ...], messages: list[str]
) -> None:
    done = cli("query", *arguments, "--store", seeds_store)
    assert (done.returncode, done.stdout) == (2, "")
    for message in messages:
        assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_no_answer_is_said(cli: Cli, seeds_store: Path) -> None:
    done = cli("query", "meetings-of", "--person", "Hemant Soren", "--since", "2031", "--store",
               seeds_store)  # fmt: skip
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1  # the header, for programs
    asked = f'nothing in {seeds_store} answers: meetings-of --person "Hemant Soren" --since 2031'
    assert asked in done.stderr.splitlines()


def test_what_a_spreadsheet_would_calculate_is_said(
    cli: Cli, seeds_store: Path, tmp_path: Path
) -> None:
    own = tmp_path / "mine.rq"
    own.write_text("SELECT ('=1+1' AS ?a) (-1 AS ?b) ('@x' AS ?c) {}")
    ask = ("query", "--file", own, "--store", seeds_store)
    written = cli(*ask, "-f", "csv")
    assert written.stdout == "a,b,c\n=1+1,-1,@x\n"  # as it is: nothing is changed silently
    assert "2 values start with" in written.stderr
    assert cli(*ask).stderr == ""  # a pipe is no spreadsheet
    assert cli(*ask, "-f", "json").stderr == ""


def test_the_list_as_sparql_examples(cli: Cli, tmp_path: Path) -> None:
    target, base = "https://example.org/sparql", "https://example.org/kg/"
    output = tmp_path / "questions.ttl"
    done = cli("query", "-o", output, "--endpoint", target, "--base", base)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    graph = rdflib.Graph().parse(output)
    found = set(graph.subjects(RDF.type, SH.SPARQLExecutable))
    assert found == {rdflib.URIRef(f"{base}query/{name}") for name in Catalogue.load().paths}
    targets = set(graph.objects(None, rdflib.URIRef("https://schema.org/target")))
    assert targets == {rdflib.URIRef(target)}
    assert (
        cli("query", "-f", "turtle", PYTHONHASHSEED="1").stdout
        == cli("query", "-f", "turtle", PYTHONHASHSEED="2").stdout
    )
