"""Step read, one article: its text and metadata checked and put together as a Document."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader

from kg.errors import InputError
from kg.model import Document
from kg.readers.metadata import Metadata
from kg.readers.problem import Level, Problem

LONGEST = 1_000_000  # characters; a whole book has about as many
_LONGEST_IDENTIFIER = 500
_NO_TEXT = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Opened:
    """A file being read, what stands beside it, its name (none for standard input)."""

    stream: BufferedReader
    origin: str
    name: str
    beside: Metadata


def article(text: str, metadata: Metadata, origin: str, name: str) -> Iterator[Document | Problem]:
    """Yield TEXT with its METADATA as a Document, after a notice if it had to be mended.

    The identifier is the given one, else the URL, else NAME; with none of the three it is made
    from the text. Raises InputError for a text that is empty or longer than LONGEST.
    """
    if not text.strip():
        raise InputError("is empty: there is no text in it")
    if len(text) > LONGEST:
        raise InputError(f"is {len(text):,} characters long, which no article is")
    text, mended = _NO_TEXT.subn("\ufffd", text)  # one for one, so offsets stay true
    if mended:
        message = (
            f"characters that no text has (NUL, half a surrogate pair) became U+FFFD: {mended}"
        )
        yield Problem(origin, message, Level.NOTICE)
    identifier = metadata.identifier or metadata.url or name or f"stdin-{digest(text)}"
    if len(identifier) > _LONGEST_IDENTIFIER:
        raise InputError(
            f"has an identifier of {len(identifier):,} characters; give it one of at most "
            f"{_LONGEST_IDENTIFIER} (`identifier`, else the URL is taken for it)"
        )
    yield Document(
        identifier=identifier,
        text=text,
        origin=origin,
        headline=metadata.headline,
        published=metadata.published,
        publisher=metadata.publisher,
        agency=metadata.agency,
        url=metadata.url,
        language=metadata.language,
    )


def digest(text: str) -> str:
    """Return the first eight hex digits of the SHA-256 of TEXT in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]
