"""Step read, RDF: files of graphs are told by ending and head, and passed on as they are.

Their statements are read where RDF is at home (`kg/pipeline/reading_back.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader

from kg.readers.article import Opened
from kg.readers.columns import Columns

ENDINGS = (".ttl", ".trig", ".nq", ".nt")

_SPACE = rb"\A(?:\s|#[^\n]*\n)*"
_DIRECTIVE = re.compile(_SPACE + rb"@?(?:prefix\s+[\w.-]*:|base)\s*<", re.IGNORECASE)
_STATEMENT = re.compile(
    _SPACE + rb"<(?:[a-z][a-z0-9+.-]*://|urn:)[^<>\s]*>\s+<[a-z]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class RdfFile:
    """An open file of RDF: to be read before the next item is asked for.

    `ending` tells its syntax: `.ttl`, `.trig`, `.nq` or `.nt`.
    """

    origin: str
    ending: str
    stream: BufferedReader


def recognises(head: bytes, columns: Columns) -> bool:
    """Say whether HEAD starts with a prefix, a base, or the statement of an IRI."""
    return bool(_DIRECTIVE.match(head) or _STATEMENT.match(head))


def read(opened: Opened) -> Iterator[RdfFile]:
    """Yield the file; one whose ending tells no syntax is TriG or N-Quads, by its head."""
    ending = opened.ending
    if ending not in ENDINGS:
        ending = ".nq" if _STATEMENT.match(opened.stream.peek()) else ".trig"
    yield RdfFile(opened.origin, ending, opened.stream)
