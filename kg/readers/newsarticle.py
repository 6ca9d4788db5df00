"""Step read, schema.org NewsArticle: as JSON (one, an array, a @graph) and as JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from kg.errors import InputError
from kg.model import Document
from kg.readers.article import LONGEST, Opened, article
from kg.readers.metadata import Metadata, described
from kg.readers.problem import Problem
from kg.readers.streams import decoded, lines, whole

JSON_ENDINGS = (".json", ".jsonld")
LINES_ENDINGS = (".jsonl", ".ndjson")

_LONGEST_LINE = 8 * LONGEST  # bytes: a character may be spelt \u1234
_LONGEST_FILE = 64 * 1024 * 1024  # bytes of JSON that are held in memory at once

_Node = Mapping[str, Any]


def recognises_json(head: bytes) -> bool:
    """Say whether a file that starts with HEAD holds one JSON value."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))


def recognises_lines(head: bytes) -> bool:
    """Say whether a file that starts with HEAD holds a JSON object a line."""
    first, _, rest = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    return (
        first.startswith(b"{") and first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{")
    )


def read_json(opened: Opened) -> Iterator[Document | Problem]:
    """Yield each article of a JSON file; a Problem for each that can't be read."""
    nodes = _nodes(_parsed(whole(opened.stream, _LONGEST_FILE)))
    articles = [node for node in nodes if not isinstance(node, dict) or _is_article(node)]
    if not articles:
        raise InputError("holds no NewsArticle: no object in it has an `articleBody`")
    names = _names(nodes)
    alone = len(articles) == 1
    for number, node in enumerate(articles, 1):
        origin = opened.origin if alone else f"{opened.origin}, article {number}"
        name = opened.name if alone or not opened.name else f"{opened.name}:{number}"
        yield from _article(node, names, opened.beside, origin=origin, name=name)


def read_lines(opened: Opened) -> Iterator[Document | Problem]:
    """Yield the article of each line; a Problem for each line that can't be read."""
    empty = True
    for number, line in lines(opened.stream, _LONGEST_LINE):
        if isinstance(line, bytes) and not line.strip():
            continue
        empty = False
        origin = f"{opened.origin}, line {number}"
        name = f"{opened.name}:{number}" if opened.name else ""
        try:
            node = _parsed(line)
        except InputError as error:
            yield Problem(origin, str(error))
        else:
            yield from _article(node, {}, opened.beside, origin=origin, name=name)
    if empty:
        raise InputError("is empty: there is no article in it")


def _parsed(raw: bytes | InputError) -> object:
    """Return RAW read as JSON; InputError says where it is broken."""
    if isinstance(raw, InputError):
        raise raw
    text = decoded(raw)
    if not text.strip():
        raise InputError("is empty: there is no article in it")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if "\n" in text.rstrip() else ""
        where = f"{line}column {error.colno}"
        advice = "; if it holds one article a line, name it .jsonl" if line else ""
        raise InputError(f"is broken JSON: {error.msg} ({where}){advice}") from error
    except ValueError as error:
        raise InputError("is JSON with a number of thousands of digits") from error
    except RecursionError as error:
        raise InputError("is JSON that is nested too deeply") from error


def _nodes(value: object) -> list[object]:
    """Return the objects of a document: of an array, of a @graph, or the only one."""
    if isinstance(value, list):
        return [node for item in value for node in (_nodes(item) if _has_graph(item) else [item])]
    if isinstance(value, dict) and _has_graph(value):
        return list(value["@graph"])
    return [value]


def _has_graph(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("@graph"), list)


def _is_article(node: _Node) -> bool:
    """Say whether NODE is an article by its type, or has a body and no type that says otherwise."""
    types = node.get("@type", "NewsArticle")
    names = types if isinstance(types, list) else [types]
    return "articleBody" in node or any(str(name).endswith("Article") for name in names)


def _article(
    node: object, names: Mapping[str, str], beside: Metadata, *, origin: str, name: str
) -> Iterator[Document | Problem]:
    """Yield the Document of NODE, or the Problem with it; NAMES are those of other nodes by @id."""
    try:
        checked = _checked(node)
        metadata, problems = described(_values(checked, names), origin)
        yield from problems
        given = metadata.over(replace(beside, url=None, headline=None))
        yield from article(_body(checked), given, origin, name)
    except InputError as error:
        yield Problem(origin, str(error))


def _checked(node: object) -> _Node:
    if not isinstance(node, dict) or not _is_article(node):
        raise InputError("is no NewsArticle: it is no JSON object with an `articleBody`")
    return node


def _body(node: _Node) -> str:
    body = node.get("articleBody")
    if not isinstance(body, str):
        raise InputError("has no `articleBody`, or one that is not text")
    return body


def _values(node: _Node, names: Mapping[str, str]) -> dict[str, str | None]:
    """Return what NODE says of its article, by the names of Metadata's fields."""
    url = _first(node.get("url")) or _first(node.get("mainEntityOfPage"), "@id", "url")
    own = _first(node.get("@id"))
    own = None if url or (own or "").startswith("_:") else own
    publisher = node.get("publisher")
    return {
        "identifier": _first(node.get("identifier"), "value") or own,
        "headline": _first(node.get("headline")) or _first(node.get("name")),
        "published": _first(node.get("datePublished")),
        "publisher": _first(publisher, "name") or names.get(_first(publisher, "@id") or ""),
        "url": url,
        "language": _first(node.get("inLanguage"), "alternateName", "name"),
    }


def _first(value: object, *keys: str) -> str | None:
    """Return the first text or number in VALUE: itself, one of a list, an object's under KEYS."""
    for item in value if isinstance(value, list) else [value]:
        for found in [item.get(key) for key in keys] if isinstance(item, dict) else [item]:
            if isinstance(found, str | int) and str(found).strip():
                return str(found)
    return None


def _names(nodes: list[object]) -> dict[str, str]:
    """Return the name of each node that others may point to by its @id."""
    named = {}
    for node in nodes:
        if isinstance(node, dict) and (own := _first(node.get("@id"))):
            named[own] = _first(node.get("name")) or ""
    return named
