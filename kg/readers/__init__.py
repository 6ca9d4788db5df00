"""Step read: from files, folders, patterns and standard input to Documents and Problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeAlias

from kg.errors import InputError, PassedOverError
from kg.model import Document
from kg.readers import feed, json_files, page, plain, rdf, table
from kg.readers.article import Opened
from kg.readers.columns import Columns
from kg.readers.identity import distinct, renamed
from kg.readers.metadata import Metadata, Sidecar
from kg.readers.problem import Level, Problem
from kg.readers.rdf import RdfFile
from kg.readers.sources import Source, Wanted, find
from kg.readers.streams import HEAD, opened

__all__ = [
    "FORMATS",
    "Columns",
    "Format",
    "Item",
    "Level",
    "Metadata",
    "Problem",
    "RdfFile",
    "read",
    "renamed",
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
    Format("CSV table", table.ENDINGS, table.recognises, table.read),
    Format("plain text", plain.ENDINGS, plain.recognises, plain.read),
)
_ENDINGS = frozenset(ending for form in FORMATS for ending in form.endings)


def read(
    sources: Iterable[str],
    *,
    options: Metadata | None = None,
    sidecar: Path | None = None,
    stdin: BinaryIO | None = None,
    columns: Columns = Columns(),  # noqa: B008 - frozen, so one serves all
    leave_out: tuple[Path, ...] = (),
) -> Iterator[Item]:
    """Read every article that SOURCES hold (files, folders, patterns, `-`), one at a time.

    A file of RDF comes as a whole, open until the next item is asked for.

    OPTIONS fill what an article and its row in the CSV file SIDECAR leave open; COLUMNS
    name those of tables; LEAVE_OUT are files and folders within folders that are passed by.
    Raises InputError at once if SIDECAR can't be used; all else that is wrong comes as a Problem
    beside the articles.
    """
    beside = Sidecar(sidecar) if sidecar else None
    wanted = Wanted(_ENDINGS, (*leave_out, sidecar) if sidecar else leave_out)
    reader = _Reader(beside, options or Metadata(), columns, stdin)
    return distinct(reader.read(find(sources, wanted)))


@dataclass(frozen=True, slots=True)
class _Reader:
    """What is the same for all files of one reading."""

    beside: Sidecar | None
    options: Metadata
    columns: Columns
    stdin: BinaryIO | None

    def read(self, sources: Iterable[Source | Problem]) -> Iterator[Item]:
        """Yield what SOURCES hold, and what of the metadata beside them was not used."""
        yield from self.beside.problems if self.beside else ()
        for source in sources:
            if isinstance(source, Problem):
                yield source
            else:
                yield from self._file(source)
        yield from self.beside.unused() if self.beside else ()

    def _file(self, source: Source) -> Iterator[Item]:
        """Yield what one file holds; what stops its reading is its last Problem."""
        row = self.beside.of(source) if self.beside else Metadata()
        beside = row.over(self.options)
        try:
            with opened(source, self.stdin) as stream:
                form = self._format(source.ending, stream.peek(HEAD))
                yield from form.read(
                    Opened(stream, source.origin, source.name, beside, self.columns, source.ending)
                )
        except PassedOverError as error:
            yield Problem(source.origin, str(error), Level.NOTICE)
        except InputError as error:
            yield Problem(source.origin, str(error))
        except OSError as error:
            yield Problem(source.origin, f"can't be read: {error.strerror}")

    def _format(self, ending: str, head: bytes) -> Format:
        among = [form for form in FORMATS if ending in form.endings] or FORMATS
        return next((form for form in among if form.recognises(head, self.columns)), among[-1])
