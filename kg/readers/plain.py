"""Step read, plain text: one article a file, with YAML front matter if it has any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import yaml

from kg.errors import InputError
from kg.model import Document
from kg.readers.article import LONGEST, Opened, article
from kg.readers.metadata import Metadata, described
from kg.readers.problem import Level, Problem
from kg.readers.streams import decoded, whole

ENDINGS = (".txt", ".text")

_MARK = "---"
_LONGEST_FRONT = 16 * 1024  # characters of front matter
_FIELDS = {
    "identifier": "identifier",
    "headline": "headline",
    "title": "headline",
    "published": "published",
    "date": "published",
    "publisher": "publisher",
    "agency": "agency",
    "url": "url",
    "language": "language",
}
_OTHER_KINDS = {
    b"%pdf-": "is a PDF, not text; convert it first: pdftotext FILE",
    b"{\\rtf": "is rich text (RTF); save it as plain text first",
    b"<!doctype html": "is an HTML page; save the article's text first",
    b"<html": "is an HTML page; save the article's text first",
}


def recognises(head: bytes) -> bool:
    """Say yes: what is nothing else is taken for plain text."""
    return True


def read(opened: Opened) -> Iterator[Document | Problem]:
    """Yield the article: its text after the front matter, every character as it stands."""
    raw = whole(opened.stream, 4 * (LONGEST + _LONGEST_FRONT))
    _refuse_other_kinds(raw)
    text, front = _parted(decoded(raw))
    metadata, problems = _metadata(front, opened.origin)
    yield from problems
    yield from article(text, metadata.over(opened.beside), opened.origin, opened.name)


def _refuse_other_kinds(raw: bytes) -> None:
    start = raw[:64].lstrip().lower()
    for mark, message in _OTHER_KINDS.items():
        if start.startswith(mark):
            raise InputError(message)


def _parted(text: str) -> tuple[str, Mapping[object, object]]:
    """Return TEXT after its front matter, and the front matter.

    Front matter is what stands between a first line `---` and the next, if it reads as YAML with
    named values; any other such text is text. Raises InputError for YAML that is broken.
    """
    lines = text[:_LONGEST_FRONT].splitlines(keepends=True)
    marks = [place for place, line in enumerate(lines) if line.rstrip() == _MARK]
    if len(marks) < 2 or marks[0] != 0:
        return text, {}
    block = "".join(lines[1 : marks[1]])
    if not isinstance(front := _yaml(block), dict):
        return text, {}
    return text[sum(map(len, lines[: marks[1] + 1])) :], front


def _yaml(block: str) -> object:
    """Return BLOCK read as YAML in which every scalar is a string: nothing is made or expanded."""
    try:
        return yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506 - it makes strings, lists, maps
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 2}: " if mark else ""
        message = getattr(error, "problem", None) or getattr(error, "reason", "it is no YAML")
        raise InputError(f"{line}the front matter can't be read: {message}") from error
    except RecursionError as error:
        raise InputError("the front matter can't be read: it is nested too deeply") from error


def _metadata(front: Mapping[object, object], origin: str) -> tuple[Metadata, list[Problem]]:
    values: dict[str, str | None] = {}
    problems = []
    for key, value in front.items():
        name = _FIELDS.get(str(key).lower())
        if name is None:
            continue
        if isinstance(value, str):
            values.setdefault(name, value)
        else:
            message = f"the front matter's {key} is not one value and was left out"
            problems.append(Problem(origin, message, Level.NOTICE))
    metadata, more = described(values, origin)
    return metadata, problems + more
