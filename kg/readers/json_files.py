"""Step read, JSON: one value (an object, an array, a @graph) and JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from kg.errors import InputError
from kg.model import Document
from kg.readers import newsarticle, ninjs, records
from kg.readers.article import Opened, Place, Told, told
from kg.readers.columns import Columns
from kg.readers.encodings import decoded
from kg.readers.problem import Level, Problem
from kg.readers.streams import lines, whole

JSON_ENDINGS = (".json", ".jsonld")
LINES_ENDINGS = (".jsonl", ".ndjson", ".json")

_LONGEST_LINE = 8_000_000  # bytes: beside its text an article may hold its page
_LONGEST_FILE = 64 * 1024 * 1024  # bytes of JSON that are held in memory at once
_LISTS = ("@graph", "articles", "items", "_items", "results", "docs")  # where lists of articles are


def recognises_json(head: bytes, columns: Columns) -> bool:
    """Say whether a file that starts with HEAD holds one JSON value."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))


def recognises_lines(head: bytes, columns: Columns) -> bool:
    """Say whether a file that starts with HEAD holds a JSON object a line."""
    first, _, rest = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    return (
        first.startswith(b"{") and first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{")
    )


def read_json(opened: Opened) -> Iterator[Document | Problem]:
    """Yield each article of a JSON file; a Problem for each that can't be read."""
    found = decoded(whole(opened.stream, _LONGEST_FILE))
    yield from opened.notice(found.notice)
    listed = nodes(parsed(found.text))
    articles = [node for node in listed if _may_be_article(node)]
    if not articles:
        raise InputError(f"holds no article: there is {_WITHOUT}")
    names = newsarticle.names_in(listed)
    for number, node in enumerate(articles, 1):
        place = Place() if len(articles) == 1 else Place("article", number)
        yield from _article(node, names, opened, place)


def read_lines(opened: Opened) -> Iterator[Document | Problem]:
    """Yield the article of each line; a Problem for each line that can't be read."""
    empty = opened.before is None
    for number, line in lines(opened.stream, _LONGEST_LINE, opened.before or 0):
        if isinstance(line, bytes) and line.isspace():
            continue
        empty = False
        place = Place("line", number)
        try:
            if isinstance(line, InputError):
                raise line
            found = decoded(line)
            node = parsed(found.text)
        except InputError as error:
            yield Problem(place.origin(opened), str(error))
            continue
        if found.notice:
            yield Problem(place.origin(opened), found.notice, Level.NOTICE)
        yield from _article(node, {}, opened, place)
    if empty:
        raise InputError("is empty: there is no article in it")


_WITHOUT = (
    "no text: no `articleBody` (NewsArticle), `bodies` (ninjs) or `text`; if it bears another "
    "name, give it with --column text=NAME"
)


def parsed(text: str, *, strict: bool = True) -> object:
    """Return TEXT read as JSON, not STRICT as pages hold it; InputError says where it is broken."""
    if not text or text.isspace():
        raise InputError("is empty: there is no article in it")
    try:
        return _DECODERS[strict].decode(text)
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if "\n" in text.rstrip() else ""
        where = f"{line}column {error.colno}"
        advice = "; if it holds one article a line, name it .jsonl" if line else ""
        raise InputError(f"is broken JSON: {error.msg} ({where}){advice}") from error
    except RecursionError as error:
        raise InputError("is JSON that is nested too deeply") from error


def _number(digits: str) -> int | str:
    """Return the number that DIGITS are; they themselves where they are more than Python takes."""
    try:
        return int(digits)
    except ValueError:
        return digits


_DECODERS = {strict: json.JSONDecoder(strict=strict, parse_int=_number) for strict in (True, False)}


def nodes(value: object) -> list[object]:
    """Return the objects of a document: of an array, of a list under one of its names, or it."""
    if isinstance(value, list):
        return [node for item in value for node in (_listed(item) or [item])]
    return _listed(value) or [value]


def _listed(value: object) -> list[object]:
    """Return the objects that VALUE lists, nothing if it is itself one."""
    if not isinstance(value, dict) or newsarticle.recognises(value):
        return []
    lists = (value.get(name) for name in _LISTS)
    return next((listed for listed in lists if isinstance(listed, list)), [])


def _may_be_article(node: object) -> bool:
    """Say whether NODE is to be read, if only to be refused: all but what says it is another."""
    if not isinstance(node, dict) or "@type" not in node:
        return True
    return newsarticle.recognises(node) or ninjs.recognises(node)


def _article(
    node: object, names: Mapping[str, str], opened: Opened, place: Place
) -> Iterator[Document | Problem]:
    yield from told(lambda: node_told(node, names, opened.columns), opened, place)


def node_told(node: object, names: Mapping[str, str], columns: Columns) -> Told:
    """Return what NODE tells, by what it is: a NewsArticle, a ninjs item, named values."""
    if isinstance(node, dict):
        if newsarticle.recognises(node):
            return newsarticle.told(node, names)
        if ninjs.recognises(node):
            return ninjs.told(node)
        if records.recognises(node, columns):
            return records.told(node, columns)
    raise InputError(f"is no article: it has {_WITHOUT}")
