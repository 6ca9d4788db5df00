"""The whole way with the real command line: the seeds, a real triplestore, and back."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest
import rdflib

Cli = Callable[..., subprocess.CompletedProcess[str]]
SEEDS = Path(__file__).parents[2] / "seeds"


class Server(Protocol):
    url: str


def rows(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def test_every_meeting_is_answered_with_its_sentences(cli: Cli, seeds_store: Path) -> None:
    answer = rows(cli("query", "meetings", "--evidence", "-f", "json", "--store", seeds_store))
    assert answer
    for row in answer:
        sentences = row["evidence"]
        assert isinstance(sentences, list)
        assert sentences
        for sentence in sentences:
            text = (SEEDS / f"{sentence['article'].rpartition('/')[2]}.txt").read_text("utf-8")
            assert sentence["sentence"] in text


def test_formats_follow_the_ending_and_limits_are_said(
    cli: Cli, seeds_store: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out.csv"
    done = cli("query", "meetings", "--limit", "1", "-o", output, "--store", seeds_store)
    assert (done.returncode, done.stdout) == (0, "")
    assert output.read_text("utf-8").startswith("meeting,date,status,")
    assert "rows are shown" in done.stderr


def test_the_store_may_stand_in_the_environment(cli: Cli, seeds_store: Path) -> None:
    by_name = cli("query", "meetings", "--store", seeds_store)
    by_environment = cli("query", "meetings", KG_STORE=str(seeds_store))
    assert by_environment.stdout == by_name.stdout != ""


def test_a_question_of_ones_own_is_a_file(cli: Cli, seeds_store: Path, tmp_path: Path) -> None:
    own = tmp_path / "outlets.rq"
    own.write_text(
        "#+ summary: Outlets\n#+ description: Who published.\n#+ tags: [own]\n"
        "#+ columns:\n#+   outlet: The outlet\nBASE <https://w3id.org/politics-kg/>\n"
        "PREFIX schema: <https://schema.org/>\nPREFIX rdfs: "
        "<http://www.w3.org/2000/01/rdf-schema#>\nSELECT DISTINCT ?outlet WHERE "
        "{ GRAPH ?a { ?a schema:publisher ?o . ?o rdfs:label ?outlet } }\n"
    )
    done = cli("query", "--file", own, "--store", seeds_store)
    assert done.stdout == "outlet\nIANS\n", done.stderr


def test_an_unknown_name_gets_the_candidates(cli: Cli, seeds_store: Path) -> None:
    done = cli("query", "meetings-of", "--person", "Hement Sorin", "--store", seeds_store)
    assert done.returncode == 2
    assert "Hemant Soren: person/hemant-soren" in done.stderr


def test_the_store_conforms(cli: Cli, seeds_store: Path) -> None:
    done = cli("validate", "--store", seeds_store)
    assert done.stdout.splitlines()[1:] == []
    assert "; all conform." in done.stderr
    assert done.returncode == 0


def test_a_graph_without_its_evidence_is_told_in_plain_words(
    cli: Cli, seeds_store: Path, tmp_path: Path
) -> None:
    whole = tmp_path / "whole.nq"
    assert cli("export", "-o", whole, "--store", seeds_store).returncode == 0
    assert cli("validate", whole).returncode == 0
    cut = tmp_path / "cut.nq"
    lines = whole.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if "ontology#evidence>" not in line]
    assert len(kept) < len(lines)
    cut.write_text("".join(kept), "utf-8")
    done = cli("validate", cut, tmp_path / "nowhere.ttl", "-f", "json")
    assert done.returncode == 2  # a file that can't be read goes before one that doesn't conform
    alone = cli("validate", cut, "-f", "json")
    assert alone.returncode == 1
    wrong = json.loads(alone.stdout)
    assert any("evidence" in row["property"] and row["message"] for row in wrong)


def test_exports_hold_the_same_and_do_not_depend_on_the_run(
    cli: Cli, seeds_store: Path, tmp_path: Path
) -> None:
    for fmt in ("turtle", "nquads", "trig", "jsonld"):
        first = cli("export", "-f", fmt, "--store", seeds_store, PYTHONHASHSEED="1")
        second = cli("export", "-f", fmt, "--store", seeds_store, PYTHONHASHSEED="2")
        assert first.stdout == second.stdout != ""
    only = cli("export", "-f", "turtle", "--graph", "graph/facts", "--store", seeds_store)
    facts = rdflib.Graph().parse(data=only.stdout, format="turtle")
    pol = rdflib.Namespace("https://w3id.org/politics-kg/ontology#")
    assert (None, rdflib.RDF.type, pol.Meeting) in facts
    assert (None, rdflib.RDF.type, pol.MeetingReport) not in facts


def test_two_builds_with_other_hash_seeds_are_the_same(cli: Cli, tmp_path: Path) -> None:
    outputs = []
    for seed in ("1", "2"):
        store = tmp_path / seed
        arguments = ("build", SEEDS, "--metadata", SEEDS / "metadata.csv", "--store", store)
        assert cli(*arguments, PYTHONHASHSEED=seed).returncode == 0
        outputs.append(cli("export", "-f", "turtle", "--store", store, PYTHONHASHSEED=seed).stdout)
    assert outputs[0] == outputs[1] != ""


def test_a_triplestore_gives_the_answers_of_the_store(
    cli: Cli, seeds_store: Path, oxigraph: Server
) -> None:
    loaded = cli("load", oxigraph.url, "--store", seeds_store)
    assert loaded.returncode == 0, loaded.stderr
    counts = dict(line.split("\t") for line in loaded.stdout.splitlines())
    assert counts["graphs"] == "7"
    for question in (
        ("meetings", "--evidence"),
        ("who-met-whom",),
        ("meetings-of", "--person", "Hemant Soren"),
        ("meetings-between", "--party", "JMM", "--other", "Congress"),
    ):
        here = cli("query", *question, "-f", "json", "--store", seeds_store)
        there = cli("query", *question, "-f", "json", "--endpoint", oxigraph.url)
        assert rows(there) == rows(here) != []


def test_removing_an_article_takes_its_meetings_out(cli: Cli, tmp_path: Path) -> None:
    store = tmp_path / "store"
    seeds = sorted(SEEDS.glob("*.txt"))
    cli("build", *seeds[1:], "--store", store)
    before = cli("export", "-f", "nquads", "--store", store).stdout
    cli("build", seeds[0], "--store", store)
    assert cli("export", "-f", "nquads", "--store", store).stdout != before
    removed = cli("remove", seeds[0].stem, "--store", store)
    assert removed.stdout == f"removed\thttps://w3id.org/politics-kg/article/{seeds[0].stem}\n"
    assert cli("export", "-f", "nquads", "--store", store).stdout == before


@pytest.mark.parametrize("given", ["option", "front matter"])
def test_metadata_reaches_the_graph(cli: Cli, tmp_path: Path, given: str) -> None:
    text = (SEEDS / "001_aad6db7bf688c684.txt").read_text("utf-8")
    front = "---\npublished: 2024-10-09\npublisher: The Daily\nurl: https://news.example/1\n---\n"
    options: tuple[str, ...] = ()
    if given == "option":
        options = ("--published", "2024-10-09", "--publisher", "The Daily")
        options = (*options, "--url", "https://news.example/1")
    stdin = text if given == "option" else front + text
    store = tmp_path / "store"
    assert cli("build", "-", *options, "--store", store, stdin=stdin).returncode == 0
    graph = cli("export", "-f", "nquads", "--store", store).stdout
    article = "<https://w3id.org/politics-kg/article/https%3A%2F%2Fnews.example%2F1>"
    assert f'{article} <https://schema.org/datePublished> "2024-10-09"' in graph
    assert f"{article} <https://schema.org/publisher> " in graph


def test_the_store_is_scored_against_gold(cli: Cli, seeds_store: Path, tmp_path: Path) -> None:
    (tmp_path / "gold.yaml").write_text(
        "article: 000_08428eac1afcb51d\npublished: 2024-09-03\nmeetings:\n"
        "  - {id: m1, status: held, date: 2024-09-03, place: New Delhi,\n"
        "     people: [Hemant Soren, Mallikarjun Kharge, Nobody Atall]}\n"
    )
    done = cli("evaluate", tmp_path, "--misses", "-f", "json", "--store", seeds_store)
    scores = {row["slot"]: row for row in rows(done)}
    assert scores["articles"]["value"] == 1
    assert scores["meetings"]["found"] == 1
    assert scores["participants"]["missed"] == 1
    assert "Nobody Atall" in done.stderr
    done = cli("evaluate", tmp_path, "--intervals", "-f", "json", "--store", seeds_store)
    scores = {row["slot"]: row for row in rows(done)}
    assert scores["participants"]["recall 95 %"] == "0.667-0.667"
    assert scores["articles"]["recall 95 %"] is None
    assert cli("evaluate", tmp_path / "nowhere", "--store", seeds_store).returncode == 2


def test_networks_are_exported(cli: Cli, seeds_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "met.gexf"
    assert cli("export", "-o", path, "--store", seeds_store).returncode == 0
    content = path.read_text("utf-8")
    assert '<node id="person:hemant-soren" label="Hemant Soren"' in content
    named = cli("export", "--network", "meetings", "-f", "gexf", "--store", seeds_store)
    assert named.stdout == content
    allied = cli("export", "--network", "alliances", "--store", seeds_store)
    assert '<graph id="alliances" edgedefault="undirected">' in allied.stdout
    for wrong, message in (
        (["-f", "turtle", "--status", "Held"], "--status is for networks"),
        (["-f", "turtle", "--network", "meetings"], "turtle holds no networks"),
        (["-f", "gexf", "--graph", "graph/facts"], "networks are of the facts"),
        (["-f", "gexf", "--status", "Active"], "--status is one of Held, Planned"),
    ):
        done = cli("export", *wrong, "--store", seeds_store)
        assert (done.returncode, done.stdout) == (2, "")
        assert message in done.stderr


def test_a_part_is_cut_out_split_and_built_again(
    cli: Cli, seeds_store: Path, tmp_path: Path
) -> None:
    store = ("--store", seeds_store)
    done = cli("export", "--party", "JMM", "--since", "2024", "-o", tmp_path / "jmm.nq.gz", *store)
    assert (done.returncode, done.stdout) == (0, "")
    assert cli("validate", tmp_path / "jmm.nq.gz").returncode == 0
    done = cli("export", "--split", "-o", tmp_path / "news" / "*.ttl.gz", *store)
    assert done.stderr == f"5 articles were written to {tmp_path / 'news'}\n"
    again = ("--store", tmp_path / "again")
    done = cli("build", tmp_path / "news", *again)
    assert done.returncode == 0, done.stderr
    assert (
        cli("export", "-f", "nquads", *again).stdout == cli("export", "-f", "nquads", *store).stdout
    )


def test_reifiers_and_a_description_go_out_and_do_no_harm_coming_in(
    cli: Cli, seeds_store: Path, tmp_path: Path
) -> None:
    store, graph, about = ("--store", seeds_store), tmp_path / "a.trig.gz", tmp_path / "about.ttl"
    done = cli(
        "export", "--rdf12", "-o", graph, "--description", about, *store, SOURCE_DATE_EPOCH="0"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert 'dcterms:modified "1970-01-01"^^xsd:date' in about.read_text("utf-8")
    assert cli("validate", graph).returncode == 0
    again = ("--store", tmp_path / "again")
    assert cli("build", graph, *again).returncode == 0
    assert (
        cli("export", "-f", "nquads", *again).stdout == cli("export", "-f", "nquads", *store).stdout
    )


def test_tables_are_exported(cli: Cli, seeds_store: Path, tmp_path: Path) -> None:
    store = ("--store", seeds_store)
    done = cli("export", "--table", "meetings", "--party", "JMM", *store)
    assert "Hemant Soren" in done.stdout
    assert cli("export", "-f", "csv", "-o", tmp_path / "tables", *store).returncode == 0
    names = ["alliances.csv", "meetings.csv", "moves.csv", "offices.csv"]
    assert sorted(file.name for file in (tmp_path / "tables").iterdir()) == names


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--split"], "name their folder with -o"),
        (["--rdf12", "-f", "turtle"], "--rdf12 is for trig, nquads, ntriples"),
        (["-f", "nquads", "--date", "soon", "--description", "x.ttl"], "--date is a day"),
        (["--split", "-o", "**.nq"], "needs one * for the article"),
        (["-f", "csv"], "give a folder with -o, or choose by --table"),
        (["--table", "moves", "-f", "turtle"], "--table is written as CSV"),
        (["--table", "moves", "--graph", "graph/facts"], "tables are of the facts"),
        (["--article", "nowhere"], "there is no article https://w3id.org/politics-kg/article/nowh"),
        (["--since", "soon"], "--since is a day, month or year"),
        (["--party", "no such party at all"], "no party is called"),
        (["--network", "meetings", "--party", "JMM"], "networks are of the facts"),
    ],
)
def test_what_can_not_be_exported_is_told(
    cli: Cli, seeds_store: Path, arguments: list[str], message: str
) -> None:
    done = cli("export", *arguments, "--store", seeds_store)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_someone_is_explained_with_sentences(cli: Cli, seeds_store: Path, tmp_path: Path) -> None:
    text = cli("explain", "Hemant Soren", "--store", seeds_store)
    assert text.returncode == 0, text.stderr
    assert text.stdout.startswith("Hemant Soren (Person)\n")
    assert "Jharkhand Chief Minister Hemant Soren on Tuesday met" in text.stdout
    page, record = tmp_path / "soren.md", tmp_path / "soren.json"
    for output in (page, record):
        done = cli("explain", "Hemant Soren", "-o", output, "--store", seeds_store)
        assert (done.returncode, done.stdout) == (0, "")
    assert page.read_text("utf-8").startswith("# Hemant Soren (Person)\n")
    assert json.loads(record.read_text("utf-8"))["label"] == "Hemant Soren"
    short = cli("explain", "Hemant Soren", "--limit", "1", "--store", seeds_store).stdout
    assert "more; --limit or --all tells them" in short
    whole = cli("explain", "Hemant Soren", "--all", "--store", seeds_store).stdout
    assert "more; --limit" not in whole
    both = cli("explain", "Hemant Soren", "--all", "--limit", "1", "--store", seeds_store)
    assert (both.returncode, both.stdout) == (2, "")
    wrong = cli("explain", "Hemant Soren", "-o", tmp_path / "soren.doc", "--store", seeds_store)
    assert wrong.returncode == 2
    assert "tells no format" in wrong.stderr


def test_what_an_answer_names_can_be_explained(cli: Cli, seeds_store: Path) -> None:
    lines = cli("query", "meetings", "--store", seeds_store).stdout.splitlines()
    meeting = lines[1].split("\t")[0]
    assert meeting.startswith("https://w3id.org/politics-kg/meeting/")
    whole = cli("explain", meeting, "--store", seeds_store)
    assert "(Meeting)" in whole.stdout.splitlines()[0]
    short = meeting.removeprefix("https://w3id.org/politics-kg/")
    assert cli("explain", short, "--store", seeds_store).stdout == whole.stdout


def test_an_unknown_name_is_explained_by_its_neighbours(cli: Cli, seeds_store: Path) -> None:
    done = cli("explain", "Hement Sorin", "--store", seeds_store)
    assert done.returncode == 2
    assert "Hemant Soren: person/hemant-soren" in done.stderr


def test_a_file_without_statements_is_told(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").touch()
    done = cli("validate", tmp_path / "empty.ttl")
    assert done.returncode == 0
    assert "empty.ttl: holds no statement" in done.stderr
    assert "0 graphs were checked.\n" in done.stderr


def test_facts_that_are_behind_are_pointed_out(cli: Cli, seeds_store: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(seeds_store, store)
    (store / "changed").write_text("https://w3id.org/politics-kg/article/new\n", "utf-8")
    done = cli("explain", "Hemant Soren", "--store", store)
    assert done.returncode == 0
    assert "notice: the facts don't know of 1 changed article(s) yet" in done.stderr
    assert "notice" not in cli("explain", "Hemant Soren", "--store", seeds_store).stderr
