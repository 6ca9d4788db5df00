"""Step read, one article: its text and metadata checked, mended, put together as a Document."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BufferedReader

from kg.errors import InputError, PassedOverError
from kg.model import Document
from kg.readers.columns import Columns
from kg.readers.mending import mended
from kg.readers.metadata import Metadata, described
from kg.readers.problem import Level, Problem
from kg.text import agency_in

LONGEST = 200_000  # characters; the longest reports have half as many
_LONGEST_IDENTIFIER = 500


@dataclass(frozen=True, slots=True)
class Opened:
    """A file being read, what stands beside it, its name and ending (none for standard input).

    Of a piece of a file of lines, `before` is how many lines stand before it, else None.
    """

    stream: BufferedReader
    origin: str
    name: str
    beside: Metadata
    columns: Columns = field(default_factory=Columns)
    ending: str = ""
    before: int | None = None

    def notice(self, message: str | None) -> Iterator[Problem]:
        """Yield MESSAGE as a notice on the file, if there is one."""
        if message:
            yield Problem(self.origin, message, Level.NOTICE)


@dataclass(frozen=True, slots=True)
class Told:
    """What a file says of one article: its text, and VALUES by the names of Metadata's fields.

    `author` among them is looked into for an agency; `weaker` counts after what the user gave.
    """

    text: str
    values: Mapping[str, str | None]
    weaker: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands in its file: `line 7` of many, or alone in it (no unit)."""

    unit: str = ""
    number: int = 0

    def origin(self, opened: Opened) -> str:
        """Return where it is, for messages."""
        return f"{opened.origin}, {self.unit} {self.number}" if self.unit else opened.origin

    def name(self, opened: Opened) -> str:
        """Return its name, after its file's: `news:7`."""
        return f"{opened.name}:{self.number}" if self.unit and opened.name else opened.name


def told(read: Callable[[], Told], opened: Opened, place: Place) -> Iterator[Document | Problem]:
    """Yield the Document of what READ tells of the article at PLACE, or the Problem with it."""
    origin = place.origin(opened)
    try:
        said = read()
        metadata, problems = described(_with_agency(said.values), origin)
        yield from problems
        beside = opened.beside.of_each() if place.unit else opened.beside
        given = metadata.over(beside).over(said.weaker)
        yield from article(said.text, given, origin, place.name(opened))
    except PassedOverError as error:
        yield Problem(origin, str(error), Level.NOTICE)
    except InputError as error:
        yield Problem(origin, str(error))


def _with_agency(values: Mapping[str, str | None]) -> dict[str, str | None]:
    """Return VALUES with the agency that the byline or, failing that, the publisher names."""
    given = dict(values)
    signed = (given.pop("author", None), given.get("publisher"))
    named = (agency_in(words) for words in signed if words)
    given["agency"] = given.get("agency") or next((agency for agency in named if agency), None)
    return given


def article(text: str, metadata: Metadata, origin: str, name: str) -> Iterator[Document | Problem]:
    """Yield TEXT with its METADATA as a Document, after a notice if it had to be mended.

    The identifier is the given one, else the URL, else NAME; with none of the three it is made
    from the text. Raises InputError for a text that is empty or longer than LONGEST.
    """
    if len(text) > LONGEST:
        raise InputError(
            f"is {len(text):,} characters long, which no article is (at most {LONGEST:,}); "
            "if it is several articles, give each a file or line of its own"
        )
    text, done = mended(text)
    if not text.strip():
        raise InputError("is empty: there is no text in it")
    yield from (Problem(origin, message, Level.NOTICE) for message in done)
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
