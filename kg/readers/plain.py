"""Step read, plain text: one article a file, with YAML front matter if it has any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import yaml

from kg.errors import InputError
from kg.model import Document
from kg.readers.article import Opened, Place, Told, told
from kg.readers.columns import Columns
from kg.readers.encodings import decoded
from kg.readers.problem import Level, Problem
from kg.readers.streams import whole

ENDINGS = (".txt", ".text")

_MARK = "---"
_LONGEST_FILE = 4_000_000  # bytes
_LONGEST_FRONT = 16 * 1024  # characters of front matter
_OTHER_KINDS = {
    b"%pdf-": "is a PDF, not text; convert it first: pdftotext FILE",
    b"{\\rtf": "is rich text (RTF); save it as plain text first",
    b"pk\3\4": "is packed, or a document of an office program; save its text first",
}


def recognises(head: bytes, columns: Columns) -> bool:
    """Say yes: what is nothing else is taken for plain text."""
    return True


def read(opened: Opened) -> Iterator[Document | Problem]:
    """Yield the article: its text after the front matter, every character as it stands."""
    raw = whole(opened.stream, _LONGEST_FILE)
    _refuse_other_kinds(raw)
    found = decoded(raw)
    yield from opened.notice(found.notice)
    text, front = _parted(found.text)
    values, problems = _values(front, opened.origin)
    yield from problems
    yield from told(lambda: Told(text, values), opened, Place())


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


def _values(
    front: Mapping[object, object], origin: str
) -> tuple[dict[str, str | None], list[Problem]]:
    """Return what FRONT says by the names of Metadata's fields, and what of it is no one value."""
    values: dict[str, str | None] = {}
    problems = []
    named = {str(key): value for key, value in front.items()}
    for part, key in Columns().among(named).items():
        if isinstance(value := named[key], str):
            values[part] = value
        elif part != "text":
            message = f"the front matter's {key} is not one value and was left out"
            problems.append(Problem(origin, message, Level.NOTICE))
    values.pop("text", None)
    return values, problems
