"""Step read: from files, folders, patterns and standard input to Documents and Problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeAlias

from kg.errors import InputError, PassedOverError
from kg.model import Document
from kg.readers import feed, json_files, page, plain, rdf, table, warc
from kg.readers.article import Opened
from kg.readers.columns import Columns
from kg.readers.identity import distinct, first_name, renamed
from kg.readers.metadata import Metadata, Sidecar
from kg.readers.meter import Meter
from kg.readers.problem import Level, Problem
from kg.readers.rdf import RdfFile
from kg.readers.sources import FolderFilter, Source, find
from kg.readers.streams import HEAD, opened

__all__ = [
    "ARTICLE_ENDINGS",
    "ENDINGS",
    "FORMATS",
    "Columns",
    "Format",
    "Item",
    "Level",
    "Metadata",
    "Meter",
    "Problem",
    "RdfFile",
    "Reading",
    "Readings",
    "distinct",
    "first_name",
    "one_by_one",
    "read",
    "renamed",
    "size",
]

Item: TypeAlias = Document | RdfFile | Problem


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: the endings that may be its, how its first bytes look, how it is read."""

    name: str
    endings: tuple[str, ...]
    recognises: Callable[[bytes, Columns], bool]
    read: Callable[[Opened], Iterator[Document | Problem] | Iterator[RdfFile]]


# Of the formats that bear a file's ending (for any other ending, of all) the first that recognises
# the file's head reads it, and if none does the last, which says what is wrong.
FORMATS = (
    Format("RDF", rdf.ENDINGS, rdf.recognises, rdf.read),
    Format(
        "JSON Lines",
        json_files.LINES_ENDINGS,
        json_files.recognises_lines,
        json_files.read_lines,
    ),
    Format("JSON", json_files.JSON_ENDINGS, json_files.recognises_json, json_files.read_json),
    Format("HTML page", page.ENDINGS, page.recognises, page.read),
    Format("RSS or Atom feed", feed.ENDINGS, feed.recognises, feed.read),
    Format("WARC", warc.ENDINGS, warc.recognises, warc.read),
    Format("CSV table", table.ENDINGS, table.recognises, table.read),
    Format("plain text", plain.ENDINGS, plain.recognises, plain.read),
)
ENDINGS = frozenset(ending for form in FORMATS for ending in form.endings)
ARTICLE_ENDINGS = frozenset(  # .jsonld among them, which may also be RDF
    ending for form in FORMATS if form.read is not rdf.read for ending in form.endings
)
_NEVER_RDF = ENDINGS - frozenset(rdf.ENDINGS)


@dataclass(frozen=True, slots=True)
class Reading:
    """A file to be read, and all that its reading depends on beside it."""

    source: Source
    beside: Metadata
    columns: Columns
    before: int | None = None  # how many lines, of a piece of a file of lines

    @property
    def holds_articles(self) -> bool:
        """Return whether the ending tells that this is no RDF, so that all comes as values."""
        return self.source.path is not None and self.source.ending in _NEVER_RDF

    def items(self, stdin: BinaryIO | None = None, meter: Meter | None = None) -> Iterator[Item]:
        """Yield what the file holds; what stops its reading is its last Problem."""
        source = self.source
        try:
            with opened(source, stdin, meter) as stream:
                form = self._format(stream.peek(HEAD))
                yield from form.read(
                    Opened(
                        stream,
                        source.origin,
                        source.name,
                        self.beside,
                        self.columns,
                        source.ending,
                        self.before,
                    )
                )
        except PassedOverError as error:
            yield Problem(source.origin, str(error), Level.NOTICE)
        except InputError as error:
            yield Problem(source.origin, str(error))
        except OSError as error:
            yield Problem(source.origin, f"can't be read: {error.strerror}")

    def _format(self, head: bytes) -> Format:
        among = [form for form in FORMATS if self.source.ending in form.endings] or FORMATS
        return next((form for form in among if form.recognises(head, self.columns)), among[-1])


Readings: TypeAlias = Iterator[Reading | Problem]


def read(
    sources: Iterable[str],
    *,
    options: Metadata | None = None,
    sidecar: Path | None = None,
    stdin: BinaryIO | None = None,
    columns: Columns = Columns(),  # noqa: B008 - frozen, so one serves all
    leave_out: tuple[Path, ...] = (),
    by: Callable[[Readings], Iterator[Item]] | None = None,
) -> Iterator[Item]:
    """Read every article that SOURCES hold (files, folders, patterns, `-`), one at a time.

    A file of RDF comes as a whole, open until the next item is asked for.

    OPTIONS fill what an article and its row in the CSV file SIDECAR leave open; COLUMNS
    name those of tables; LEAVE_OUT are files and folders within folders that are passed by.
    The files are read one by one, or BY whoever gives the items of readings in their order.
    Raises InputError at once if SIDECAR can't be used; all else that is wrong comes as a Problem
    beside the articles.
    """
    beside = Sidecar(sidecar) if sidecar else None
    found = find(sources, folder_filter(sidecar, leave_out))
    readings = _readings(found, beside, options or Metadata(), columns)
    return distinct(by(readings) if by else one_by_one(readings, stdin))


def one_by_one(
    readings: Readings, stdin: BinaryIO | None = None, meter: Meter | None = None
) -> Iterator[Item]:
    """Yield what READINGS hold; METER is told how much of them is read."""
    for reading in readings:
        if isinstance(reading, Problem):
            yield reading
        else:
            yield from reading.items(stdin, meter)


def size(sources: Iterable[str], leave_out: tuple[Path, ...] = ()) -> int | None:
    """Return how many bytes the files have that SOURCES hold, None if that can't be told."""
    total = 0
    for found in find(sources, folder_filter(None, leave_out)):
        if isinstance(found, Source):
            if found.path is None:
                return None
            total += found.path.stat().st_size
    return total


def folder_filter(sidecar: Path | None, leave_out: tuple[Path, ...]) -> FolderFilter:
    """Return what is read in folders: files of known endings, nothing of what to leave out."""
    return FolderFilter(ENDINGS, (*leave_out, sidecar) if sidecar else leave_out)


def _readings(
    found: Iterable[Source | Problem], beside: Sidecar | None, options: Metadata, columns: Columns
) -> Readings:
    """Yield what is to be read, and what of the metadata BESIDE it was not used."""
    yield from beside.problems if beside else ()
    for source in found:
        if isinstance(source, Problem):
            yield source
        else:
            row = beside.of(source) if beside else Metadata()
            yield Reading(source, row.over(options), columns)
    yield from beside.unused() if beside else ()
