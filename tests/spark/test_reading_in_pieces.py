"""Files that come in pieces give what the whole gives; and what is said of a cluster's failure."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.pipeline.spark.cluster import why
from kg.pipeline.spark.files import File, Kind, key
from kg.pipeline.spark.reading import Bytes, Work
from kg.readers import ARTICLE_ENDINGS, Columns, Metadata, Problem, Reading
from kg.readers.sources import Source

FILE = File("/news/a b.jsonl", "file:/news/a%20b.jsonl", "a b.jsonl", 100)
lines = st.sampled_from(
    [b'{"text": "The ministers met."}', b"", b"{broken", b'{"text": "It\xe9s"}']
)


class Line(NamedTuple):
    """A row as Spark gives it."""

    file: str
    start: int
    line: bytes


@given(st.lists(lines, min_size=1, max_size=12), st.sets(st.integers(1, 11)))
def test_pieces_of_lines_hold_what_the_file_holds(told: list[bytes], cuts: set[int]) -> None:
    rows, before = _pieces(told, sorted(cut for cut in cuts if cut < len(told)))
    work = Work((FILE,), Metadata(), Columns(), 7, before)
    keyed = list(work.lines(rows))
    stream = io.BytesIO(b"".join(line + b"\n" for line in told))
    whole = list(Reading(FILE.source, Metadata(), Columns()).items(stream))
    if any(line.strip() for line in told) or not rows[-1].start:  # else nobody knows it is empty
        assert [item for _, item in sorted(keyed, key=lambda each: each[0][1:])] == whole
    assert all(0 <= bucket < 7 for (bucket, *_), _ in keyed)


def _pieces(
    told: Sequence[bytes], cuts: Sequence[int]
) -> tuple[list[Line], dict[tuple[int, int], int]]:
    """Return the lines TOLD as rows of pieces that begin at CUTS, and how many stand before each.

    Spark's address of the file is not written as Hadoop's.
    """
    starts = [0, *cuts]
    rows = [
        Line("file:///news/a%20b.jsonl", max(s for s in starts if s <= at), line)
        for at, line in enumerate(told)
    ]
    return rows, {(0, start): start for start in starts} if cuts else {}


@given(st.lists(st.binary(max_size=9).map(lambda b: b.replace(b"\n", b""))), st.integers(1, 7))
def test_lines_become_bytes_again(told: list[bytes], size: int) -> None:
    stream = Bytes(iter(told))
    found = b"".join(iter(lambda: stream.read(size), b""))
    assert found == b"".join(line + b"\n" for line in told)


class Whole(NamedTuple):
    """A file as Spark gives it."""

    file: str
    start: int
    content: bytearray


@pytest.mark.parametrize(
    "content",
    [
        b"The ministers met.",
        b"The ministers met.\n",
        "The ministers met.\n".encode("utf-16"),
        gzip.compress(b"The ministers met.", mtime=0),
        b"\xef\xbb\xbfThe ministers met.",
        b"",
    ],
)
def test_a_file_is_read_as_it_stands(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    work = Work((File(str(path), path.as_uri(), "a.txt", 100),), Metadata(), Columns(), 7)
    found = [item for _, item in work.wholes([Whole(path.as_uri(), 0, bytearray(content))])]
    assert found == list(Reading(Source(str(path), "a.txt", path), Metadata(), Columns()).items())


def test_a_graph_is_no_article() -> None:
    file = File("/news/a.nq", "file:/news/a.nq", "a.nq", 100)
    line = b"<http://a.example/> <http://b.example/> <http://c.example/> ."
    work = Work((file,), Metadata(), Columns(), 7)
    (found,) = work.lines([Line("file:///news/a.nq", 0, line)])
    assert found[1] == Problem("/news/a.nq", "is RDF; on Spark articles alone are read")


@pytest.mark.parametrize(
    ("name", "small", "large"),
    [
        ("a.jsonl", Kind.LINES, Kind.LINES),
        ("a.NDJSON", Kind.LINES, Kind.LINES),
        ("a.jsonl.gz", Kind.WHOLE, Kind.STREAM),
        ("a.warc.gz", Kind.WHOLE, Kind.STREAM),
        ("a.snappy.parquet", Kind.ROWS, Kind.ROWS),
        ("a.csv", Kind.WHOLE, Kind.STREAM),
    ],
)
def test_how_files_are_shared_out(name: str, small: Kind, large: Kind) -> None:
    assert File(f"/{name}", f"file:/{name}", name, 1).kind is small
    assert File(f"/{name}", f"file:/{name}", name, 1 << 30).kind is large


def test_json_ld_may_hold_articles() -> None:
    assert ".jsonld" in ARTICLE_ENDINGS
    assert not {".ttl", ".trig", ".nq", ".nt"} & ARTICLE_ENDINGS


def test_an_address_may_be_written_in_several_ways() -> None:
    assert key("file:/a%20b") == key("file:///a%20b")
    assert key("hdfs://one/a") != key("hdfs://other/a")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (
            ["PythonException: Traceback", '  File "x"', "kg.errors.KgError: the same everywhere"],
            "the same everywhere",
        ),
        (
            [": a.SparkException: Job aborted", "Caused by: java.io.IOException: No space left"],
            "IOException: No space left",
        ),
        (["something else", "altogether"], "something else altogether"),
    ],
)
def test_why_a_cluster_failed(said: Iterable[str], reason: str) -> None:
    assert why(RuntimeError("\n".join(said))) == reason
