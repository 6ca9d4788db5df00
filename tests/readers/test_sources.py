"""Files, folders, patterns, standard input, packed files: what is found, and what is refused."""

from __future__ import annotations

import gzip
import io
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Document
from kg.readers import Columns, Metadata, Problem, RdfFile, read

TEXT = "Asha Rao met Kofi Mensah.\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, content: str | bytes = TEXT) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def identifiers(*sources: str) -> list[str]:
    items = list(read(sources))
    assert not [item for item in items if isinstance(item, Problem)]
    return [item.identifier for item in items if isinstance(item, Document)]


def only_problem(*sources: str, stdin: bytes | None = None) -> str:
    stream = None if stdin is None else io.BytesIO(stdin)
    (problem,) = read(sources, stdin=stream)
    return str(problem)


def from_stdin(content: bytes) -> list[Document | Problem]:
    items = read(["-"], stdin=io.BytesIO(content))
    return [item for item in items if not isinstance(item, RdfFile)]


def test_the_identifier_is_the_path_under_what_was_named() -> None:
    write("news/2024/b.txt")
    write("news/a.txt", "Another text.")
    assert identifiers("news") == ["2024/b", "a"]
    assert identifiers("news/2024/b.txt") == ["b"]
    assert identifiers("news/**/*.txt") == ["2024/b", "a"]
    assert identifiers(".") == ["news/2024/b", "news/a"]


def test_a_name_with_brackets_is_a_file_before_it_is_a_pattern() -> None:
    write("a[1].txt")
    assert identifiers("a[1].txt") == ["a[1]"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("nowhere.txt", "nowhere.txt: no such file or folder"),
        ("*.txt", "*.txt: matches no file"),
        ("", "'': no such file or folder"),
        ("https://news.example/1", "https://news.example/1: is an address; only files are read"),
        ("/dev/null", "is a pipe or a device"),
    ],
)
def test_what_is_not_there_is_said(source: str, message: str) -> None:
    assert message in only_problem(source)


def test_an_empty_folder_is_said() -> None:
    Path("empty").mkdir()
    assert "holds no article files (.atom, .csv, .htm" in only_problem("empty")


def test_a_pipe_is_not_opened() -> None:
    os.mkfifo("pipe.txt")
    assert "is a pipe or a device" in only_problem("pipe.txt")


def test_links_and_pipes_in_a_folder_are_passed_over_and_said() -> None:
    write("secret.txt", "Secret.")
    write("news/a.txt")
    Path("news/b.txt").symlink_to("../secret.txt")
    Path("news/round").symlink_to(".")
    os.mkfifo("news/pipe.txt")
    first, *others = read(["news"])
    assert isinstance(first, Document)
    assert [str(problem) for problem in others] == [
        "news/b.txt: is a link and was passed over; name it to read it",
        "news/pipe.txt: is a pipe or a device and was passed over; name it to read it",
        "news/round: is a link and was passed over; name it to read it",
    ]
    assert identifiers("news/b.txt") == ["b"]


def test_a_name_that_is_no_utf_8_is_read() -> None:
    with open(b"caf\xe9.txt", "wb") as stream:  # noqa: PTH123 - a Path holds no bytes
        stream.write(TEXT.encode())
    assert identifiers(".") == ["caf\ufffd"]


def test_a_packed_file_is_as_the_file() -> None:
    write("a.txt.gz", gzip.compress(TEXT.encode()))
    write("b.jsonl.gz", gzip.compress(b'{"articleBody": "One."}\n{"articleBody": "Two."}\n'))
    assert identifiers(".") == ["a", "b:1", "b:2"]


def test_a_packed_file_that_is_cut_off_gives_what_came_before() -> None:
    lines = "".join(f'{{"identifier": "{n}", "articleBody": "Text {n}"}}\n' for n in range(50_000))
    write("cut.jsonl.gz", gzip.compress(lines.encode())[:-20])
    *documents, last = read(["cut.jsonl.gz"])
    assert len(documents) > 40_000
    assert "cut.jsonl.gz: is no whole gzip file" in str(last)


def test_a_packed_file_that_fills_the_memory_is_not_read_on() -> None:
    with gzip.open("bomb.jsonl.gz", "wb", compresslevel=1) as stream:
        for _ in range(100):
            stream.write(b" " * 1024 * 1024)
    assert "bomb.jsonl.gz: unpacks to more than 200 times its size" in only_problem("bomb.jsonl.gz")


def test_standard_input_is_recognised() -> None:
    (plain,) = from_stdin(TEXT.encode())
    assert isinstance(plain, Document)
    assert plain.text == TEXT
    assert plain.identifier.startswith("stdin-")
    one = from_stdin(b'  {"identifier": "x",\n "articleBody": "One."}')
    lines = from_stdin(b'{"identifier": "x", "articleBody": "One."}\n{"articleBody": "Two."}')
    packed = from_stdin(gzip.compress(b'[{"identifier": "x", "articleBody": "One."}]'))
    assert [getattr(item, "identifier", item) for item in one + packed] == ["x", "x"]
    assert len(lines) == 2
    assert "standard input: there is none here" in only_problem("-")


def test_standard_input_stays_open() -> None:
    stream = io.BytesIO(TEXT.encode())
    list(read(["-"], stdin=stream))
    assert not stream.closed


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\x7fELF\0\0\0", "is a binary file, not text"),
        (b"%PDF-1.7 ...", "is a PDF, not text"),
        (b"PK\x03\x04 ...", "is packed, or a document of an office program"),
        (b"<!DOCTYPE html><p></p>", "is a page in which no article is found"),
        ("Рао".encode("koi8-r"), "line 1: is neither UTF-8 nor Windows-1252 text"),
        (b"x" * 5_000_000, "is longer than 4 MB, which no article is"),
        (b"[" * 100_000, "is JSON that is nested too deeply"),
        (b"---\na: " + b"[" * 10_000 + b"\n---\ntext", "the front matter can't be read"),
        (
            b"---\nheadline: \x01\n---\ntext",
            "the front matter can't be read: special characters are not allowed",
        ),
        (
            b'{"identifier": "' + b"x" * 501 + b'", "articleBody": "T"}',
            "has an identifier of 501 characters; give",
        ),
    ],
)
def test_what_is_no_article_is_said(content: bytes, message: str) -> None:
    write("a", content)
    assert f"a: {message}" in only_problem("a")


def test_a_line_of_fifty_megabytes_loses_no_other() -> None:
    good = b'{"identifier": "%d", "articleBody": "Text."}\n'
    huge = b'{"articleBody": "' + b"x" * 50_000_000 + b'"}\n'
    write("news.jsonl", good % 1 + huge + good % 3)
    first, problem, last = read(["news.jsonl"])
    assert isinstance(first, Document)
    assert str(problem) == "news.jsonl, line 2: is longer than 8 MB, which no article is"
    assert isinstance(last, Document)
    assert last.identifier == "3"


def test_options_fill_the_gaps() -> None:
    write("a.txt", "---\npublisher: The Daily\n---\nText.")
    options = Metadata(publisher="The Weekly", published=date(2024, 9, 3))
    (document,) = read(["a.txt"], options=options)
    assert isinstance(document, Document)
    assert (document.publisher, document.published) == ("The Daily", date(2024, 9, 3))


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_no_bytes_stop_the_reading(content: bytes) -> None:
    for name in ("a.txt", "a.json", "a.jsonl", "a.txt.gz", "a.html", "a.xml", "a.csv", "a"):
        write("good.txt", "Good.")
        write(name, content)
        items = list(read([name, "good.txt"]))
        assert items
        assert any(isinstance(item, Document) and item.text == "Good." for item in items)


GOOD_TYPE = "\t\n -~‘’“”–—…₹é"


@given(st.text(st.sampled_from(GOOD_TYPE) | st.characters(max_codepoint=126, min_codepoint=32)))
def test_every_character_of_good_text_is_kept(text: str) -> None:
    write("a.txt", "---\nheadline: h\n---\n" + text)
    documents = [item for item in read(["a.txt"]) if isinstance(item, Document)]
    assert [document.text for document in documents] == ([text] if text.strip() else [])


def test_columns_bear_the_names_that_the_user_gives() -> None:
    write("a.csv", "Story,Text\nAsha Rao left.,Not this.\n")
    write("a.jsonl", '{"my_story": "Kofi Mensah left."}\n')
    named = [
        *read(["a.csv"], columns=Columns({"text": "story"})),
        *read(["a.jsonl"], columns=Columns({"text": "my story"})),
        *read(
            ["-"], stdin=io.BytesIO(b"Story,x\nSen left.,1\n"), columns=Columns({"text": "Story"})
        ),
    ]
    assert [getattr(item, "text", item) for item in named] == [
        "Asha Rao left.",
        "Kofi Mensah left.",
        "Sen left.",
    ]
    (problem,) = read(["a.csv"], columns=Columns({"text": "tale"}))
    assert str(problem) == "a.csv: has no column 'tale' (for the text) but: Story, Text"
