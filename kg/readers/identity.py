"""Step read, identity: the same article twice, and two articles with one identifier."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model import Document
from kg.readers.article import digest
from kg.readers.problem import Level, Problem
from kg.readers.rdf import RdfFile
from kg.readers.temporary import Temporary

_RENAMED = re.compile("(~[0-9a-f]{8})+$")


def renamed(document: Document) -> Document:
    """Return DOCUMENT under an identifier that no other text gets: its own, `~`, 8 hex digits."""
    return replace(document, identifier=f"{document.identifier}~{digest(document.text)}")


def first_name(document: Document) -> str:
    """Return the identifier that DOCUMENT had before it was `renamed`, if that may be."""
    return _RENAMED.sub("", document.identifier)


def distinct(
    items: Iterable[Document | RdfFile | Problem],
) -> Iterator[Document | RdfFile | Problem]:
    """Yield ITEMS with each article once and each identifier once, files of RDF as they are.

    The same text under an identifier seen before is left out; another text is kept, `renamed`.
    Either is said. What was seen stands in a temporary database, so memory doesn't grow with it.
    """
    with _Seen() as seen:
        for item in items:
            if not isinstance(item, Document):
                yield item
                continue
            first = seen.first(item)
            if first is None:
                yield item
            elif first == _sha256(item.text):
                yield _notice(
                    item, f"the article {item.identifier!r} again, the same text: left out"
                )
            else:
                yield from _second(item, seen)


def _second(item: Document, seen: _Seen) -> Iterator[Document | Problem]:
    """Yield ITEM, whose identifier another text has, under one of its own."""
    kept = renamed(item)
    if seen.first(kept) is not None:
        yield _notice(item, f"the article {kept.identifier!r} again, the same text: left out")
        return
    yield _notice(
        item,
        f"another article has the identifier {item.identifier!r} and a different text; "
        f"both are kept, this one as {kept.identifier!r}",
    )
    yield kept


def _notice(item: Document, message: str) -> Problem:
    return Problem(item.origin, message, Level.NOTICE)


def _sha256(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


class _Seen:
    """Which text each identifier had first."""

    def __enter__(self) -> _Seen:
        self._database = Temporary("seen (identifier TEXT PRIMARY KEY, text BLOB) WITHOUT ROWID")
        return self

    def __exit__(self, *error: object) -> None:
        self._database.close()

    def first(self, document: Document) -> bytes | None:
        """Return the hash of the text first seen under the identifier; note it if there is none."""
        key, text = document.identifier, _sha256(document.text)
        if self._database.added("INSERT OR IGNORE INTO seen VALUES (?, ?)", key, text):
            return None
        (found,) = self._database.rows("SELECT text FROM seen WHERE identifier = ?", key)
        return bytes(found[0])
