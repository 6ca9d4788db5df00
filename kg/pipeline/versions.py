"""The whole way, versions: what an article's graph depends on, so that only new ones are made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from kg.model import Document
from kg.resources import program_hash


def key(document: Document) -> bytes:
    """Return a hash of all that the graph of DOCUMENT is a function of: it, and the program."""
    values = plain(document) | {"origin": None}
    content = json.dumps([program_hash(), *values.values()]).encode()
    return hashlib.sha256(content).digest()[:16]


def plain(document: Document) -> dict[str, str | None]:
    """Return DOCUMENT as plain values, from which `document_of` makes it again."""
    values: dict[str, str | None] = asdict(document)
    published = document.published
    return values | {"published": published.isoformat() if published else None}


def document_of(values: Mapping[str, str | None]) -> Document:
    """Return the document of plain VALUES; raise TypeError or ValueError if they are of none."""
    published = values.get("published")
    day = date.fromisoformat(published) if published else None
    named: dict[str, Any] = {**values, "published": day}
    return Document(**named)
