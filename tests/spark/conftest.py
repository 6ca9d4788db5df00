"""Articles in all formats that a cluster reads; without PySpark its tests are skipped."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from html import escape
from importlib.util import find_spec
from pathlib import Path
from shutil import copy
from uuid import UUID

import pytest

from benchmarks.corpus import articles
from tests.plugins.needed import lacking, program

TABLES = Path(__file__).parent / "tables"


@pytest.fixture(scope="session")
def spark() -> None:
    """Skip a test where PySpark, warcio or Java are missing."""
    program("java", "openjdk-17-jre-headless")
    if missing := [name for name in ("pyspark", "warcio") if find_spec(name) is None]:
        lacking(f"{' and '.join(missing)} not installed (make spark)")


@pytest.fixture(scope="session")
def news(spark: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of some 200 invented articles: lines, packed lines, a crawl, texts, JSON-LD.

    Lines lack identifiers, so that these are made of the lines' numbers; two articles have one
    address, one stands there twice, and one line holds none.
    """
    folder = tmp_path_factory.mktemp("news")
    told = list(articles(190, seed=3))
    lines = [_line(each) for each in told[:110]]
    lines[20] = json.dumps({**json.loads(lines[20]), "url": "https://twice.example/"})
    lines[60] = json.dumps({**json.loads(lines[60]), "url": "https://twice.example/"})
    lines[70], lines[90] = '{"text": "cut off', ""
    lines.append(lines[20])
    (folder / "lines.jsonl").write_text("\n".join(lines), "utf-8")
    packed = "\n".join(json.dumps(each) for each in told[110:150])
    (folder / "packed.jsonl.gz").write_bytes(gzip.compress(packed.encode()))
    _write_crawl(folder / "crawl.warc.gz", told[150:])
    *plain, page = [each["articleBody"].rstrip("\n") for each in articles(4, seed=4)]
    (folder / "without-end.txt").write_text(plain[0], "utf-8")
    (folder / "wide.txt").write_text(plain[1] + "\n", "utf-16")
    (folder / "packed.txt.gz").write_bytes(gzip.compress(plain[2].encode()))
    own = {"@context": "https://schema.org", "@type": "NewsArticle", "articleBody": page}
    (folder / "page.jsonld").write_text(json.dumps(own), "utf-8")
    return folder


def _line(article: Mapping[str, str]) -> str:
    """Return ARTICLE as a line, without its identifier."""
    return json.dumps({name: value for name, value in article.items() if name != "identifier"})


@pytest.fixture(scope="session")
def everything(news: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the folder for a cluster, with a table; and the one for this machine, with its like.

    There are also files without a byte, of which both say that they are empty.
    Of a table the rows are known by their addresses, so that lines of the same are the same.
    """
    cluster, here = tmp_path_factory.mktemp("cluster"), tmp_path_factory.mktemp("here")
    for folder in (cluster, here):
        for file in news.iterdir():
            copy(file, folder)
        for name in ("empty.jsonl", "empty.txt"):
            (folder / name).touch()
    copy(TABLES / "articles.parquet", cluster / "table.parquet")
    copy(TABLES / "articles.jsonl", here / "table.jsonl")
    return cluster, here


def _write_crawl(path: Path, told: Iterable[Mapping[str, str]]) -> None:
    """Write what TOLD holds to PATH as pages that a crawl met, among other things."""
    records = [_record("warcinfo", "application/warc-fields", "software: of the tests\r\n", "")]
    for number, article in enumerate(told):
        for kind, body in (("text/html; charset=utf-8", _page(article)), ("image/png", "\n\n")):
            sent = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n{body}"
            address = f"https://crawl.example/{number}/{kind[:4]}"
            records.append(_record("response", "application/http; msgtype=response", sent, address))
    path.write_bytes(b"".join(map(gzip.compress, records)))


def _record(kind: str, type_: str, content: str, address: str) -> bytes:
    """Return a record of a crawl."""
    body = content.encode()
    named = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{UUID(int=len(body))}>",
        "WARC-Date": "2031-03-03T00:00:00Z",
        "WARC-Target-URI": address,
        "Content-Type": type_,
        "Content-Length": str(len(body)),
    }
    headers = "".join(f"{name}: {value}\r\n" for name, value in named.items() if value)
    return f"WARC/1.0\r\n{headers}\r\n".encode() + body + b"\r\n\r\n"


def _page(article: Mapping[str, str]) -> str:
    """Return ARTICLE as a page."""
    paragraphs = "".join(f"<p>{escape(p)}</p>\n" for p in article["articleBody"].split("\n\n"))
    headline, day = escape(article["headline"]), article["datePublished"]
    return (
        f"<!DOCTYPE html><html><head><title>{headline}</title>"
        f'<meta property="article:published_time" content="{day}">'
        f'<meta property="og:site_name" content="{escape(article["publisher"])}"></head>'
        f"<body><article><h1>{headline}</h1>\n{paragraphs}</article></body></html>\n"
    )
