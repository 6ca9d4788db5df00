"""Step read, HTML: the article of a page, told from all that stands round it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.model import Document
from kg.readers import markup, newsarticle, page_data
from kg.readers.article import Opened, Place, Told, told
from kg.readers.columns import Columns
from kg.readers.metadata import day
from kg.readers.problem import Problem
from kg.readers.streams import whole

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ENDINGS = (".html", ".htm", ".xhtml", ".shtml", ".xml", ".txt")  # of the last two, what is a page

_ROOTS = ("html", "head", "body")
_SHARE = 2  # the body in JSON-LD is taken where what was found is less than half of it


def recognises(head: bytes, columns: Columns) -> bool:
    """Say whether a file that starts with HEAD is a page."""
    return markup.root(head) in _ROOTS or head.lstrip()[:14].lower() == b"<!doctype html"


def read(opened: Opened) -> Iterator[Document | Problem]:
    """Yield the article of the page."""
    found = markup.text_of(whole(opened.stream, markup.LONGEST_PAGE))
    yield from opened.notice(found.notice)
    text, contents = markup.scripts(found.text)
    nodes, wrong = page_data.linked_data(contents)
    yield from opened.notice(wrong)
    page = markup.page(text)
    yield from told(lambda: _told(page, nodes), opened, Place())


def _told(page: HtmlElement, nodes: list[object]) -> Told:
    tags = page_data.tag_values(page)
    node = page_data.article_in(nodes, tags["url"])
    values = newsarticle.values(node, newsarticle.names_in(nodes)) if node else {}
    values["identifier"] = None  # a number in the outlet's own books; the address says more
    if not day(values.get("published") or ""):
        values["published"] = tags["published"]
    for part, value in tags.items():
        values[part] = values.get(part) or value
    return Told(_body(page, node.get("articleBody")), values)


def _body(page: HtmlElement, given: object) -> str:
    """Return the article's text as found in PAGE, else the one GIVEN in its JSON-LD."""
    found = _extracted(page)
    body = markup.words(given) if isinstance(given, str) else ""
    text = body if len(found) * _SHARE < len(body) else found
    if not text.strip():
        raise InputError("is a page in which no article is found; save the article's text instead")
    return text


def _extracted(page: HtmlElement) -> str:
    """Return the main text of PAGE, a paragraph a line with an empty one between."""
    import trafilatura  # noqa: PLC0415 - only pages need it, and it takes long to load

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it can't do is said here
    try:
        text = trafilatura.extract(page, include_comments=False, include_tables=False)
    except Exception as error:  # one page that it stumbles over must not lose others
        raise InputError("is a page that can't be made out; save the article's text") from error
    return "\n\n".join(line for line in (text or "").splitlines() if line.strip())
