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
from kg.vocabulary import POL

_JSON_LD = ".jsonld"  # may be a news page's own, which is articles and no graph
ENDINGS = (".ttl", ".trig", ".nq", ".nt", _JSON_LD)

_SPACE = rb"\A(?:\s|#[^\n]*\n)*"
_DIRECTIVE = re.compile(_SPACE + rb"@?(?:prefix\s+[\w.-]*:|base)\s*<", re.IGNORECASE)
_STATEMENT = re.compile(
    _SPACE + rb"<(?:[a-z][a-z0-9+.-]*://|urn:)[^<>\s]*>\s+<[a-z]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class RdfFile:
    """An open file of RDF: to be read before the next item is asked for.

    `ending` tells its syntax: `.ttl`, `.trig`, `.nq`, `.nt` or `.jsonld`.
    """

    origin: str
    ending: str
    stream: BufferedReader


def recognises(head: bytes, columns: Columns) -> bool:
    """Say whether HEAD starts with a prefix, a base, or the statement of an IRI; or is JSON-LD.

    That has to name our own vocabulary: other JSON-LD tells of articles.
    """
    return bool(_DIRECTIVE.match(head) or _STATEMENT.match(head)) or _is_our_json(head)


def read(opened: Opened) -> Iterator[RdfFile]:
    """Yield the file; one whose ending tells no syntax is told by its head."""
    ending = opened.ending
    if ending not in ENDINGS:
        ending = _ending(opened.stream.peek())
    yield RdfFile(opened.origin, ending, opened.stream)


def _ending(head: bytes) -> str:
    """Return the ending of the syntax that HEAD is in; TriG's and N-Quads' cover the others'."""
    if _is_our_json(head):
        return _JSON_LD
    return ".nq" if _STATEMENT.match(head) else ".trig"


def _is_our_json(head: bytes) -> bool:
    """Return whether HEAD is an object or array of JSON that names our vocabulary."""
    return head.lstrip()[:1] in (b"{", b"[") and f'"{POL}'.encode() in head
