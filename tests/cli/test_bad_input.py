"""Bad input through the real command line: each is named, the good beside it is built."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Cli = Callable[..., subprocess.CompletedProcess[str]]

GOOD = (
    "Party president Asha Rao on Tuesday met chief minister Kofi Mensah in New Delhi and discussed "
    "the assembly elections that are due in the state later this year."
)
FRENCH = "Le président du parti a rencontré mardi le ministre pour parler de la loi sur la presse. "


def article(identifier: str, body: str, **more: str) -> str:
    return json.dumps({"identifier": identifier, "articleBody": body, **more}) + "\n"


def counts(done: subprocess.CompletedProcess[str]) -> dict[str, int]:
    rows = [line.split("\t") for line in done.stdout.splitlines()[1:]]
    return {name: int(count) for name, count in rows}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with everything that can be wrong, and good articles beside it."""
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(b"\x7fELF\x02\x01\x01\0\0\0")
    (tmp_path / "latin.txt").write_bytes(b"One line.\nThe caf\xe9 was full.\n")
    (tmp_path / "french.txt").write_text(FRENCH * 3)
    (tmp_path / "weather.txt").write_text("It rained all day, and it will rain again. " * 5)
    news = (
        article("n-1", GOOD)
        + '{"identifier": "n-2", "articleBody": "cut off\n'
        + article("n-3", GOOD + " They met again.", datePublished="2024")
        + article("n-4", "x" * 50_000_000)
        + article("n-5", GOOD + " Others came.")
        + article("n-1", GOOD)
        + article("n-1", "Another paper has it otherwise. " + GOOD, publisher="The Weekly")
    )
    (tmp_path / "news.jsonl").write_text(news)
    return tmp_path


def test_what_is_wrong_is_named_and_what_is_good_is_built(cli: Cli, folder: Path) -> None:
    done = cli("build", ".", "nowhere.txt", "--store", folder / "store", cwd=folder)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    told = done.stderr.splitlines()
    for line in (
        "error: binary.txt: is a binary file, not text",
        "error: empty.txt: is empty: there is no text in it",
        "notice: latin.txt: bytes that are not UTF-8 were read as Windows-1252: 1, first in line 2",
        "error: news.jsonl, line 2: is broken JSON: Invalid control character at (column 46)",
        "notice: news.jsonl, line 3: the date '2024' is no full one (as 2024-09-03) and was left "
        "out",
        "error: news.jsonl, line 4: is longer than 8 MB, which no article is",
        "notice: news.jsonl, line 6: the article 'n-1' again, the same text: left out",
        "error: nowhere.txt: no such file or folder",
        "french.txt: set aside: its text is French; only English is understood",
        "notice: weather.txt: nothing in it is read as politics: it is kept without reports",
    ):
        assert line in told, done.stderr
    (both,) = [line for line in told if "both are kept" in line]
    assert both.startswith("notice: news.jsonl, line 7: another article has the identifier 'n-1'")
    summary = counts(done)
    # good, latin, weather, n-1, n-3, n-5, n-1 of the other paper
    assert (summary["articles read"], summary["built"], summary["set aside"]) == (8, 7, 1)
    assert (summary["errors"], summary["rejected"]) == (5, 0)
    assert summary["without reports"] >= 1
    stored = cli("export", "-f", "nquads", "--store", folder / "store").stdout
    for identifier in ("good", "weather", "n-1", "n-1~", "n-3", "n-5"):
        assert f"/article/{identifier}" in stored


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("build",), "there is nothing to build: name a SOURCE"),
        (("build", "nowhere"), "error: nowhere: no such file or folder"),
        (("build", "-"), "error: standard input: is empty"),
        (("build", ".", "--column", "body"), "--column is PART=NAME, such as text=story"),
        (("build", ".", "--column", "colour=red"), "with PART one of text, identifier"),
        (
            ("build", ".", "--column", "text=a", "--column", "text=b"),
            "--column names text twice: a and b",
        ),
        (("build", ".", "--published", "2024"), "--published is a full date"),
        (("build", ".", "--url", "https://news.example/1"), "--url is the address of one article"),
        (("build", "a.txt", "--url", "http://a b"), "--url is a web address without a user"),
        (("build", "a.txt", "--url", "http://a:b@c/"), "--url is a web address without a user"),
        (("query", "meetings", "--timeout", "nan"), "nan is not in the range"),
        (("query", "meetings", "--timeout", "inf"), "inf is not in the range"),
        (("query", "meetings", "--endpoint", "http://[::1"), "has to start with http"),
        (("query", "--file", "nowhere.rq"), "nowhere.rq: can't be read as a saved query: No such"),
        (("query", "meetings", "--file", "mine.rq"), "in the place of a NAME; give one of them"),
        (("query", "--file", "mine.rq", "meetings"), "in the place of a NAME; give one of them"),
        (("query", "--file", "a.rq", "--file", "b.rq"), "in the place of a NAME; give one of them"),
        (("query", "--file="), "--file needs a FILE; what was given is empty"),
        (("query", "mine.rq"), "ask it by `kg query --file mine.rq`"),
        (("build", ".", "--metadata", "nowhere.csv"), "nowhere.csv: can't be read: No such file"),
        (("build", ".", "--base", "nonsense"), "the base 'nonsense' is no absolute IRI"),
        (("load", "http://127.0.0.1:1", "--bulk-folder", "."), "--bulk-folder is for --transport"),
        (("validate", "nowhere.ttl"), "nowhere.ttl"),
        (("validate",), "there is no store in"),
        (("query", "meetings"), "there is no store in"),
        (("query", "meetingz"), "there is no saved query 'meetingz'; did you mean meetings"),
        (("query", "meetings", "-o", "x.doc"), "there is no store in"),
        (("remove", "a"), "there is no store in"),
        (("evaluate", "nowhere"), "there is no store in"),
        (("bilud",), "No such command 'bilud'"),
    ],
)
def test_wrong_usage_and_unreadable_input_exit_with_2(
    cli: Cli, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = cli(*arguments, "--store", "store", cwd=tmp_path)
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 2


@pytest.mark.parametrize("stdin", ["", '{"cut off'])
@pytest.mark.parametrize(
    "arguments",
    ["nowhere", "empty", "-", "- empty", ". --metadata nowhere.csv", ". --decisions wrong.ttl"],
)
def test_no_store_is_made_in_vain(cli: Cli, tmp_path: Path, arguments: str, stdin: str) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "wrong.ttl").write_text("no Turtle")
    (tmp_path / "empty").mkdir()
    done = cli("build", *arguments.split(), "--store", "store", cwd=tmp_path, stdin=stdin)
    assert done.returncode == 2
    assert not (tmp_path / "store").exists()


def test_nothing_is_put_into_an_empty_folder_in_vain(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    for arguments in (["nowhere"], ["-"], []):
        done = cli("build", *arguments, "--store", "store", cwd=tmp_path)
        assert done.returncode == 2
        assert not list((tmp_path / "store").iterdir())
    (tmp_path / "good.txt").write_text(GOOD)
    assert cli("build", "good.txt", "--store", "store", cwd=tmp_path).returncode == 0


def test_another_base_than_the_store_has_is_refused(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    first = ("--base", "https://graph.example/", "--store", "store")
    assert cli("build", "good.txt", *first, cwd=tmp_path).returncode == 0
    other = cli(
        *("build", "good.txt", "--base", "https://other.example/", "--store", "store"), cwd=tmp_path
    )
    assert other.returncode == 2
    assert "was built with the base https://graph.example/" in other.stderr
    again = cli("build", "good.txt", "--store", "store", cwd=tmp_path)
    assert counts(again)["unchanged"] == 1


def test_standard_input_is_read_once_though_there_is_no_store_yet(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    lines = '{"day": "none"}\n' + "".join(article(str(n), f"{GOOD} {n}") for n in range(3))
    done = cli("build", "-", "good.txt", "--store", "store", cwd=tmp_path, stdin=lines)
    assert (counts(done)["built"], counts(done)["errors"]) == (4, 1)
    assert done.stderr.count("standard input, line 1") == 1


def test_what_is_no_rdf_is_not_summed_up(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "met.gexf").write_text("<gexf/>")
    done = cli("validate", "met.gexf", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "error: met.gexf: is no RDF by its ending, which has to be one of .jsonld, .nq, .nt, "
        ".trig, .ttl (with or without .gz)"
    ]


def test_the_calendar_may_end(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "last.txt").write_text("---\npublished: 9999-12-31\n---\n" + GOOD)
    (tmp_path / "first.txt").write_text("---\npublished: 0001-01-01\n---\n" + GOOD)
    done = cli("build", ".", "--store", "store", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    found = cli("query", "meetings", "--store", "store", "-f", "json", cwd=tmp_path)
    assert len(json.loads(found.stdout)) == 2


@pytest.mark.parametrize("command", ["serve", "mcp"])
def test_a_server_wants_a_time_that_is_a_number(cli: Cli, tmp_path: Path, command: str) -> None:
    done = cli(command, "--timeout", "nan", "--store", "none", cwd=tmp_path)
    assert done.returncode == 2
    assert "is not in the range" in done.stderr
