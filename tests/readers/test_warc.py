"""Crawls that are broken: what is wrong is said, and no page of which a part is missing is read."""

from __future__ import annotations

import gzip
from importlib.util import find_spec
from pathlib import Path

import pytest

from kg.model import Document
from kg.readers import Level, Problem, read
from tests.plugins.needed import lacking

PAGE = "<html><body><article>{}</article></body></html>".format(
    "".join(f"<p>Asha Rao met Ben Ode in Arlen on day {n}, and they talked.</p>" for n in range(9))
)


@pytest.fixture(autouse=True)
def _warcio() -> None:
    if find_spec("warcio") is None:
        lacking("warcio is not installed (pip install -r requirements-spark.txt)")


def _record(number: int) -> bytes:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://e.example/{number}\r\n"
        f"WARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2031-03-03T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


RECORDS = [_record(number) for number in range(3)]
WHOLE = b"".join(RECORDS)
PACKED = b"".join(map(gzip.compress, RECORDS))
LENGTH = b"Content-Length: "


def _read(path: Path, content: bytes) -> tuple[int, list[str]]:
    path.write_bytes(content)
    items = list(read([str(path)]))
    problems = [item for item in items if isinstance(item, Problem)]
    assert all(problem.level is Level.ERROR for problem in problems)
    return sum(isinstance(item, Document) for item in items), [str(each) for each in problems]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.warc", WHOLE), ("a.warc.gz", PACKED), ("a.warc.gz", gzip.compress(WHOLE, mtime=0))],
)
def test_a_whole_crawl_is_read(tmp_path: Path, name: str, content: bytes) -> None:
    assert _read(tmp_path / name, content) == (3, [])


@pytest.mark.parametrize(
    ("name", "content", "articles", "message"),
    [
        ("a.warc", WHOLE[:-400], 2, "record 3 is cut off"),
        ("a.warc.gz", gzip.compress(WHOLE[:-400], mtime=0), 2, "record 3 is cut off"),
        ("a.warc", WHOLE.replace(LENGTH, LENGTH + b"9", 1), 0, "record 1 is cut off"),
        ("a.warc", WHOLE.replace(LENGTH + b"6", LENGTH + b"3", 1), 0, "broken WARC: record 1"),
        ("a.warc", RECORDS[0] + b"XXXX" + RECORDS[1][4:], 1, "broken WARC: record 2"),
        ("a.warc.gz", PACKED[:-9], 0, "is no whole gzip file"),
        ("a.warc", b"not that\n", 0, "is no WARC, as its ending says"),
        ("a.warc", b"", 0, "is no WARC, as its ending says"),
        ("a.warc.gz", gzip.compress(b"\0\0\0", mtime=0), 0, "is no WARC, as its ending says"),
    ],
)
def test_a_broken_crawl_is_told(
    tmp_path: Path, name: str, content: bytes, articles: int, message: str
) -> None:
    found, (problem,) = _read(tmp_path / name, content)
    assert found == articles
    assert message in problem


def test_nothing_is_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _read(tmp_path / "a.warc", WHOLE.replace(LENGTH + b"6", LENGTH + b"3", 1))
    assert capfd.readouterr() == ("", "")
