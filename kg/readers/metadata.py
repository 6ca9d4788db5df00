"""Step read, metadata: what stands beside a text (front matter, a CSV file, options)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path

from kg.errors import InputError
from kg.readers.problem import Level, Problem
from kg.readers.sources import Source, shown
from kg.readers.streams import decoded

COLUMNS = ("file", "published", "publisher", "url", "headline")
_EARLIEST = 1605  # the year of the first newspaper; before it a date is a computer's zero
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+", re.IGNORECASE)
_USER = re.compile(r"(?<=//)[^/?#]*@")  # and perhaps a password, which no graph or message may hold
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article besides its text; None where nothing is."""

    identifier: str | None = None
    headline: str | None = None
    published: date | None = None
    publisher: str | None = None
    agency: str | None = None
    url: str | None = None
    language: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """Return this metadata with the gaps filled from OTHER."""
        gaps = [f.name for f in fields(self) if getattr(self, f.name) is None]
        return replace(self, **{name: getattr(other, name) for name in gaps})


def day(text: str) -> date | None:
    """Return the day of an ISO 8601 date or time (`2024-09-03`, `2024-09-03T10:00:00+05:30`).

    The day is the one written, in its own time zone. None for all else, a bare year included:
    a date is never guessed.
    """
    try:
        found = datetime.fromisoformat(text.strip()).date()
    except ValueError:
        return None
    return found if found.year >= _EARLIEST else None


def described(values: Mapping[str, str | None], origin: str) -> tuple[Metadata, list[Problem]]:
    """Return the metadata that VALUES spell out, and a notice for each that can't be used."""
    given = {name: _mended(value) for name, value in values.items() if value and value.strip()}
    problems = []
    published = given.pop("published", None)
    if published is not None and day(published) is None:
        message = f"the date {published[:40]!r} is no full one (as 2024-09-03) and was left out"
        problems.append(Problem(origin, message, Level.NOTICE))
    if (url := given.get("url")) and (wrong := _wrong_address(url)):
        del given["url"]
        problems.append(Problem(origin, f"{wrong} and was left out", Level.NOTICE))
    return Metadata(published=day(published or ""), **given), problems


def _wrong_address(url: str) -> str | None:
    """Return what is wrong with URL as the address of an article, None if nothing is."""
    if _USER.search(url):
        return f"{_USER.sub('', url)[:80]!r} has a user name or password in it"
    return None if _URL.fullmatch(url) else f"{url[:80]!r} is no web address"


def _mended(value: str) -> str:
    """Return VALUE on one line; each character that no line of text has becomes U+FFFD."""
    return _NO_TEXT.sub("\ufffd", " ".join(value.split()))


class Sidecar:
    """A CSV file that says for each article file when and where it was published."""

    def __init__(self, path: Path) -> None:
        """Read PATH; its first row names the columns, `file` and any of COLUMNS.

        Raises InputError where it can't be read or lacks `file`, or a column is unknown.
        """
        self._path = path
        self._rows: dict[str, tuple[int, Metadata]] = {}
        self._used: set[str] = set()
        self.problems: list[Problem] = []
        for line, row in _rows(path):
            self._add(line, row)

    def _add(self, line: int, row: dict[str, str]) -> None:
        name = row.pop("file", "").strip().removeprefix("./")
        if not name:
            self._notice(line, "names no file and was left out")
        elif name in self._rows:
            self._notice(line, f"{name} has line {self._rows[name][0]} already; this was left out")
        else:
            metadata, problems = described(row, self._at(line))
            self._rows[name] = (line, metadata)
            self.problems += problems

    def of(self, source: Source) -> Metadata:
        """Return the row of SOURCE: `file` counts from what the user named, else from the CSV."""
        name = source.under if source.under in self._rows else self._from_here(source)
        if name not in self._rows:
            return Metadata()
        self._used.add(name)
        return self._rows[name][1]

    def unused(self) -> list[Problem]:
        """Return a notice for each row whose file was not read."""
        return [
            Problem(self._at(line), f"{name} is not among the files read", Level.NOTICE)
            for name, (line, _) in self._rows.items()
            if name not in self._used
        ]

    def _from_here(self, source: Source) -> str:
        folder = self._path.resolve().parent
        if source.path is None or not source.path.resolve().is_relative_to(folder):
            return ""
        return shown(source.path.resolve().relative_to(folder))

    def _at(self, line: int) -> str:
        return f"{shown(self._path)}, line {line}"

    def _notice(self, line: int, message: str) -> None:
        self.problems.append(Problem(self._at(line), message, Level.NOTICE))


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row of the CSV file PATH with the line that it ends on."""
    try:
        text = decoded(path.read_bytes())
    except OSError as error:
        raise InputError(f"{shown(path)}: can't be read: {error.strerror}") from error
    except InputError as error:
        raise InputError(f"{shown(path)}: {error}") from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = _header(path, next(reader, []))
        for cells in reader:
            yield reader.line_num, _row(header, cells)
    except csv.Error as error:
        raise InputError(f"{shown(path)}, line {reader.line_num}: {error}") from error


def _row(header: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) > len(header):
        raise csv.Error("more cells than columns; put double quotes round a text with a comma")
    return dict(zip(header, cells, strict=False))


def _header(path: Path, names: list[str]) -> list[str]:
    header = [name.strip().lower() for name in names]
    unknown = [name for name in header if name not in COLUMNS]
    if "file" not in header or unknown:
        wrong = f"the column {unknown[0]!r} is unknown" if unknown else "has no column `file`"
        raise InputError(f"{shown(path)}, line 1: {wrong}; the columns are {', '.join(COLUMNS)}")
    if twice := [name for name in COLUMNS if header.count(name) > 1]:
        raise InputError(f"{shown(path)}, line 1: the column {twice[0]!r} stands there twice")
    return header
