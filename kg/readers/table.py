"""Step read, tables: CSV and its kin, an article a row, its columns found by name."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import partial
from io import BufferedReader

from kg.errors import InputError, PassedOverError
from kg.model import Document
from kg.readers import records
from kg.readers.article import Opened, Place, told
from kg.readers.columns import Columns
from kg.readers.encodings import decoded
from kg.readers.problem import Level, Problem
from kg.readers.streams import lines

ENDINGS = (".csv", ".tsv")

_DELIMITERS = ",;\t|"
_LONGEST_LINE = 8_000_000  # bytes
_LONGEST_CELL = 2_000_000  # characters
_MOST_COLUMNS = 1_000
_ADVICE = "put double quotes round a text with a comma, and double those within it"


def recognises(head: bytes, columns: Columns) -> bool:
    """Say whether a file that starts with HEAD has a row of names, one of them that of a text."""
    first = head[:10_000].partition(b"\n")[0].decode("utf-8-sig", "replace")
    names = _cells(first)
    return len(names) > 1 and records.recognises(dict.fromkeys(names, ""), columns)


def read(opened: Opened) -> Iterator[Document | Problem]:
    """Yield the article of each row; a Problem for each row that can't be read."""
    source = _Lines(opened.stream)
    header = _header(source)
    _refuse_without_text(header, opened.columns)
    yield from opened.notice(source.taken_notice())
    empty = True
    for number, cells in _Rows(source, _delimiter(source.first), len(header)):
        empty = False
        place = Place("line", number)
        if notice := source.taken_notice():
            yield Problem(place.origin(opened), notice, Level.NOTICE)
        if isinstance(cells, InputError):
            yield Problem(place.origin(opened), str(cells))
        else:
            row = dict(zip(header, cells, strict=False))
            yield from told(partial(records.told, row, opened.columns), opened, place)
    if empty:
        raise InputError("is a table without rows: there is no article in it")


def _header(source: _Lines) -> list[str]:
    try:
        source.first = next(source)
    except StopIteration:
        raise InputError("is empty: there is no article in it") from None
    header = _cells(source.first)
    if len(header) > _MOST_COLUMNS:
        raise InputError(f"has more than {_MOST_COLUMNS:,} columns")
    return header


def _refuse_without_text(header: list[str], columns: Columns) -> None:
    named = columns.among(header)
    if "text" in named:
        return
    if "file" in [name.strip().lower() for name in header]:
        raise PassedOverError("tells of other files; to use it give it as --metadata FILE.csv")
    shown = ", ".join(header[:20])
    raise InputError(f"has no column of texts but: {shown}; name it with --column text=NAME")


def _delimiter(first: str) -> str:
    return max(_DELIMITERS, key=first.count)


def _cells(first: str) -> list[str]:
    """Return the cells of a FIRST line."""
    try:
        return [name.strip() for name in next(csv.reader([first], delimiter=_delimiter(first)), [])]
    except csv.Error as error:
        raise InputError(f"line 1: {error}") from error


class _Lines:
    """The lines of a stream as text, with a notice on those in another encoding."""

    def __init__(self, stream: BufferedReader) -> None:
        self._lines = lines(stream, _LONGEST_LINE)
        self._notice: str | None = None
        self.first = ""
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.number, line = next(self._lines)
        if isinstance(line, InputError):
            raise line
        found = decoded(line)
        self._notice = self._notice or found.notice
        return found.text

    def taken_notice(self) -> str | None:
        """Return the notice on the lines since the last was taken."""
        notice, self._notice = self._notice, None
        return notice


class _Rows:
    """The rows of a table, each with the line it starts on; for a broken one an InputError.

    After a broken one, lines that have not as many cells as there are columns are passed over:
    they may be the rest of its text.
    """

    def __init__(self, source: _Lines, delimiter: str, columns: int) -> None:
        csv.field_size_limit(_LONGEST_CELL)  # of the whole process: 128 KB are too few for a report
        self._source = source
        self._reader = csv.reader(source, delimiter=delimiter, strict=True)
        self._columns = columns
        self._lost = False

    def __iter__(self) -> Iterator[tuple[int, list[str] | InputError]]:
        return self

    def __next__(self) -> tuple[int, list[str] | InputError]:
        while True:
            start = self._source.number + 1
            cells = self._next()
            if self._lost and (isinstance(cells, InputError) or len(cells) != self._columns):
                continue
            self._lost = isinstance(cells, InputError)
            if cells:  # an empty line is no row
                return start, cells

    def _next(self) -> list[str] | InputError:
        try:
            cells = next(self._reader)
        except csv.Error as error:
            return InputError(f"is no row of the table: {error}; {_ADVICE}")
        except InputError as error:
            return error
        if len(cells) > self._columns:
            return InputError(f"has more cells than there are columns; {_ADVICE}")
        return cells
