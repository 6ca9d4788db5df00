"""Rows in every format, and the choice of it."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kg.cli.building import Building
from kg.cli.render import FORMATS, Node, Rows, Value, text_of, write
from kg.errors import UsageError
from kg.pipeline import Step
from kg.queries import Sentence
from kg.readers import Meter

GOLDEN = Path(__file__).parent / "golden"
SENTENCES = (
    Sentence(
        text="Rao met\tMensah,\nin New Delhi.",
        article="https://w3id.org/politics-kg/article/news%2F1",
        report="https://w3id.org/politics-kg/report/1",
        status="Held",
        headline="Rao | Mensah",
        outlet="The Daily",
        published="2024-09-03",
        url="https://news.example/1",
    ),
    Sentence(
        text="“They met,” he said.",
        article="https://w3id.org/politics-kg/article/news%2F2",
        report="https://w3id.org/politics-kg/report/2",
        attribution="sources",
    ),
)
PLAIN = Rows(
    columns=("meeting", "date", "participant", "times", "empty", "share", "sure"),
    rows=[
        ["https://x.example/1", "2024-09-03", ["Asha Rao", "Kofi, Mensah"], 12, None, 0.5, True],
        ["https://x.example/2", None, ["A \x1b[31mred\x1b[0m `name`"], 3, None, 0.25, False],
    ],
    hidden=frozenset({"meeting"}),
)
WITH_EVIDENCE = Rows(PLAIN.columns, PLAIN.rows, [SENTENCES, ()], PLAIN.hidden)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("name", list(FORMATS))
@pytest.mark.parametrize("rows", [PLAIN, WITH_EVIDENCE], ids=["plain", "evidence"])
def test_format(
    name: str, rows: Rows, golden: Callable[[Path, str], None], request: pytest.FixtureRequest
) -> None:
    stream = io.StringIO(newline="")
    FORMATS[name].write(rows, stream)
    kind = "plain" if rows is PLAIN else "evidence"
    golden(GOLDEN / f"{kind}{FORMATS[name].endings[0]}", stream.getvalue())


def test_a_terminal_gets_a_table_and_a_pipe_tsv(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    terminal, pipe = Terminal(), io.StringIO()
    write(PLAIN, None, None, terminal)
    write(PLAIN, None, None, pipe)
    assert "────" in terminal.getvalue()
    shown = re.sub(r"\x1b\[\d*m", "", terminal.getvalue())
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 60
    assert pipe.getvalue().startswith("meeting\tdate\t")


def test_the_ending_of_a_file_tells_the_format(tmp_path: Path) -> None:
    for name, form in FORMATS.items():
        for ending in form.endings:
            by_ending, by_name = tmp_path / f"a{ending}", tmp_path / "b"
            write(PLAIN, None, by_ending, io.StringIO())
            write(PLAIN, name, by_name, io.StringIO())
            assert by_ending.read_bytes() == by_name.read_bytes()
    with pytest.raises(UsageError, match="tells no format"):
        write(PLAIN, None, tmp_path / "a.doc", io.StringIO())
    with pytest.raises(UsageError, match="can't be written"):
        write(PLAIN, None, tmp_path / "nowhere" / "a.csv", io.StringIO())


def test_a_build_tells_its_rate_and_the_time_left_on_a_terminal_only() -> None:
    meter = Meter()
    meter.add(2_500)
    terminal, pipe = Terminal(), io.StringIO()
    for stream in (terminal, pipe):
        with Building(stream, meter, lambda: 20_000, iter([0.0] + [600.0] * 999).__next__) as told:
            told(Step.ARTICLES, 3_000)
            until = time.monotonic() + 60  # the size is asked for beside the work
            while stream is terminal and "left" not in told.words(Step.ARTICLES):
                assert time.monotonic() < until
                time.sleep(0.1)
            if stream is terminal:
                words = "3000 articles, 5 a second, 1 h 10 min left"
                assert told.words(Step.ARTICLES) == words
            told(Step.FACTS, 0)
    assert "3000 articles; their facts are put together" in terminal.getvalue()
    assert pipe.getvalue() == ""


def test_no_rows_are_said_to_people_and_a_header_to_programs() -> None:
    written = {}
    for name, form in FORMATS.items():
        stream = io.StringIO()
        form.write(Rows(("a", "b"), []), stream)
        written[name] = stream.getvalue()
    assert written["table"] == "No rows.\n"
    assert written["tsv"] == "a\tb\n"
    assert written["csv"] == "a,b\r\n"
    assert json.loads(written["json"]) == []


VALUES = st.one_of(st.text(), st.none())


@given(st.lists(st.tuples(VALUES, VALUES), max_size=5))
def test_csv_json_and_tsv_keep_rows_and_columns(
    values: list[tuple[str | None, str | None]],
) -> None:
    rows = Rows(("a", "b"), [list(pair) for pair in values])
    streams = {name: io.StringIO(newline="") for name in ("csv", "json", "tsv")}
    for name, stream in streams.items():
        FORMATS[name].write(rows, stream)
    read = list(csv.reader(io.StringIO(streams["csv"].getvalue(), newline="")))
    assert read[1:] == [[value or "" for value in pair] for pair in values]
    assert [tuple(row.values()) for row in json.loads(streams["json"].getvalue())] == values
    lines = streams["tsv"].getvalue().split("\n")[:-1]
    assert len(lines) == len(values) + 1
    assert all(line.count("\t") == 1 for line in lines)


def on_a_terminal(rows: Rows, width: int, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    terminal = Terminal()
    write(rows, "table", None, terminal)
    return terminal.getvalue()


WIDE = Rows(
    columns=("meeting", "date", "participant", "times", "topic"),
    rows=[
        ["x", "2024-09-03/2024-09-05", ["Asha Rao", "Kofi Mensah"], 12, "talks " * 12 + "end"],
        ["y", None, ["Ünnepi Ödön"], 3, "https://news.example/a/very/long/address/of/it"],
        ["z", "2024", ["漢字 漢字"], 7, None],
    ],
)
SENTENCE = Sentence(
    text="Rao met Mensah. " * 9, article="a/1", report="r/1", url=f"https://x.example/{'p' * 90}"
)


@pytest.mark.parametrize("evidence", [False, True], ids=["plain", "evidence"])
@pytest.mark.parametrize("width", [8, 12, 20, 28, 36, 40, 60, 80, 100, 140])
def test_nothing_is_lost_however_narrow(
    width: int, evidence: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [(SENTENCE,), (), ()] if evidence else None
    shown = on_a_terminal(Rows(WIDE.columns, WIDE.rows, said), width, monkeypatch)
    assert max(map(cell_len, shown.splitlines())) <= width
    assert "…" not in shown
    if "────" in shown:  # cells stand side by side: their words are whole
        wanted = {word for row in WIDE.rows for value in row for word in text_of(value).split()}
        assert {word for word in wanted if len(word) <= 24} <= set(shown.split())
        return
    letters = re.sub(r"\s", "", shown)
    for row in WIDE.rows:
        for value in row:
            assert re.sub(r"\s", "", text_of(value)) in letters
    if evidence:
        assert "p" * 90 in letters
        assert letters.count("RaometMensah") == 9


def test_columns_that_can_not_fit_become_records(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "────" in on_a_terminal(WIDE, 100, monkeypatch)
    assert "date         2024-09-03/2024-09-05" in on_a_terminal(WIDE, 60, monkeypatch)
    assert "date\n  2024-09-03/2024-09-05" in on_a_terminal(WIDE, 28, monkeypatch)


HOSTILE = st.text(st.sampled_from("<>&\"'=/ab:;\0\x1b\n`|\\*_[]") | st.characters(codec="utf-8"))


class Page(HTMLParser):
    """What a browser makes of a page: its elements, attributes, words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@given(HOSTILE, HOSTILE)
def test_a_page_runs_and_fetches_nothing(text: str, address: str) -> None:
    sentence = Sentence(text=text, article="a/1", report="r/1", headline=text, url=address)
    cells: list[Value] = [text, [text, Node(text, address)], Node(text, f"javascript:{address}")]
    rows = Rows((text, "b", "c"), [cells], [(sentence,)], title=text)
    stream = io.StringIO()
    FORMATS["html"].write(rows, stream)
    page = Page()
    page.feed(stream.getvalue())
    known = {"html", "head", "meta", "title", "style", "body", "h1", "table", "thead", "tbody"}
    assert set(page.tags) <= known | {"tr", "th", "td", "ul", "li", "a", "blockquote", "footer"}
    assert all(link.startswith(("https://", "http://")) for link in page.links)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", stream.getvalue())


@given(st.text(st.sampled_from("<>&|`*_[]\\\n ab~")))
def test_markdown_keeps_to_one_cell(text: str) -> None:
    stream = io.StringIO()
    FORMATS["markdown"].write(Rows(("a", "b"), [[text, "x"]]), stream)
    lines = stream.getvalue().splitlines()
    assert len(lines) == 3
    bare = re.sub(r"\\.", "", lines[2])
    assert bare.count("|") == 3
    assert not re.search(r"[<>`*\[\]]", bare)
