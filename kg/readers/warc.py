"""Step read, WARC: the pages that a crawl kept, such as Common Crawl's of the news."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from kg.errors import InputError
from kg.model import Document
from kg.readers import page
from kg.readers.article import Opened
from kg.readers.columns import Columns
from kg.readers.markup import LONGEST_PAGE
from kg.readers.metadata import described
from kg.readers.problem import Level, Problem

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

ENDINGS = (".warc",)

_BROKEN = "is broken WARC: record {} is cut off, or of another length than it says; no more is read"
_PAGES = ("text/html", "application/xhtml+xml")


def recognises(head: bytes, columns: Columns) -> bool:
    """Say whether a file that starts with HEAD is of a crawl."""
    return head.startswith(b"WARC/1.")


def read(opened: Opened) -> Iterator[Document | Problem]:
    """Yield the article of each page; a notice for each page that holds none, as many do."""
    for number, record, content in _pages(opened):
        yield from _items(_page(record, content, opened, number))


def _pages(opened: Opened) -> Iterator[tuple[int, ArcWarcRecord, bytes]]:
    """Yield the records that are pages, each with its number and content.

    Raises InputError where one is broken, before anything of it is given.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - crawls alone need it
    except ModuleNotFoundError as error:
        raise InputError("is of a crawl; to read it, pip install 'politics-kg[spark]'") from error
    if not recognises(opened.stream.peek(), opened.columns):
        raise InputError("is no WARC, as its ending says: it doesn't start with WARC/1")
    archive, number = ArchiveIterator(opened.stream), 0
    archive.INC_RECORD = ""  # a warning that it would print
    try:
        for number, record in enumerate(archive, 1):
            content = _content(record) if _is_page(record) else None
            archive.read_to_end()
            _refuse_parts(record.raw_stream.limit + archive.err_count, number)
            if content is not None:
                yield number, record, content
    except InputError:
        raise
    except Exception as error:
        raise InputError(_BROKEN.format(number + 1)) from error


def _content(record: ArcWarcRecord) -> bytes:
    """Return the page in RECORD; of one that is too long, more than any has."""
    return bytes(record.content_stream().read(LONGEST_PAGE + 1))


def _refuse_parts(missing: int, number: int) -> None:
    """Raise InputError if bytes are MISSING of record NUMBER, or stand after it."""
    if missing:
        raise InputError(_BROKEN.format(number))


def _is_page(record: ArcWarcRecord) -> bool:
    """Return whether RECORD is a page that a server sent, and no picture, script or message."""
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = (record.http_headers.get_header("Content-Type") or "").partition(";")[0]
    return record.http_headers.get_statuscode() == "200" and kind.strip().lower() in _PAGES


def _page(record: ArcWarcRecord, content: bytes, opened: Opened, number: int) -> Opened:
    """Return the page that is the CONTENT of RECORD as a file of its own, at its address."""
    origin = f"{opened.origin}, record {number}"
    address = record.rec_headers.get_header("WARC-Target-URI")
    found, _ = described({"url": address}, origin)
    return Opened(
        stream=cast("io.BufferedReader", io.BytesIO(content)),
        origin=origin,
        name=f"{opened.name}:{number}",
        beside=found.over(opened.beside.of_each()),
        columns=opened.columns,
        ending=".html",
    )


def _items(opened: Opened) -> Iterator[Document | Problem]:
    """Yield what the page OPENED holds; that it holds no article is no error of the crawl's."""
    try:
        for item in page.read(opened):
            yield replace(item, level=Level.NOTICE) if isinstance(item, Problem) else item
    except InputError as error:
        yield Problem(opened.origin, str(error), Level.NOTICE)
