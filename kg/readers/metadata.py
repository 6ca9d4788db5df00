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
from kg.readers.encodings import Decoded, decoded
from kg.readers.mending import mended
from kg.readers.problem import Level, Problem
from kg.readers.sources import Source, shown

COLUMNS = ("file", "published", "publisher", "url", "headline")
_EARLIEST = 1605  # the year of the first newspaper; before it a date is a computer's zero
_LONGEST_DATE = 60
_MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr may jun jul aug sep oct nov dec"
).split()
_MONTH = "|".join(sorted(set(_MONTHS), key=len, reverse=True))
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})([-/])(?P<month>\d\d?)\2(?P<day>\d\d?)(?![\d/-])")
_MONTH_IN_WORDS = re.compile(
    rf"""(?:[a-z]{{3,9}}\.?,?\s)?(?:
    (?P<day>\d\d?)(?:st|nd|rd|th)?[\s-](?P<month>{_MONTH})t?\.?,?[\s-]
    | (?P<month_first>{_MONTH})t?\.?\s(?P<day_after>\d\d?)(?:st|nd|rd|th)?,?\s
    )(?P<year>\d{{4}})\b""",
    re.IGNORECASE | re.VERBOSE,
)
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+", re.IGNORECASE)
_NO_LANGUAGE = ("und", "mul", "zxx", "x-default", "unknown")  # what says that it isn't known
_USER = re.compile(r"(?<=//)[^/?#]*@")  # and perhaps a password, which no graph or message may hold
_NO_LINE = re.compile("[\x00-\x1f\x7f-\x9f]")
_LONGEST = 10_000  # characters of one value; a longer one is none


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

    def of_each(self) -> Metadata:
        """Return what of it may be true of each of many articles: no headline, no URL."""
        return replace(self, headline=None, url=None) if self.headline or self.url else self

    def over(self, other: Metadata) -> Metadata:
        """Return this metadata with the gaps filled from OTHER."""
        if other == _NOTHING:
            return self
        gaps = [f.name for f in fields(self) if getattr(self, f.name) is None]
        return replace(self, **{name: getattr(other, name) for name in gaps})


_NOTHING = Metadata()


def day(text: str) -> date | None:
    """Return the day of a date or time that is written out in full, in one of the usual ways.

    `2024-09-03`, `2024-09-03T10:00:00+05:30`, `Tue, 03 Sep 2024 10:00:00 GMT`, `September 3, 2024`.
    The day is the one written, in its own time zone. None for all else, a bare year and `03/09/24`
    included: a date is never guessed.
    """
    text = text.strip()[:_LONGEST_DATE]
    found = _iso(text) or _in_words(text)
    return found if found and found.year >= _EARLIEST else None


def _iso(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        match = _YEAR_FIRST.match(text)  # with a time zone's name after it, or slashes
        return _date(match["year"], match["month"], match["day"]) if match else None


def _in_words(text: str) -> date | None:
    match = _MONTH_IN_WORDS.match(text)
    if match is None:
        return None
    month = _MONTHS.index((match["month"] or match["month_first"]).lower()) % 12 + 1
    return _date(match["year"], month, match["day"] or match["day_after"])


def _date(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:  # the 31st of February
        return None


def described(values: Mapping[str, str | None], origin: str) -> tuple[Metadata, list[Problem]]:
    """Return the metadata that VALUES spell out, and a notice for each that can't be used."""
    given = {name: _line(value) for name, value in values.items() if value and value.strip()}
    problems = []
    published = given.pop("published", None)
    dated = day(published or "")
    if published is not None and dated is None:
        message = f"the date {published[:40]!r} is no full one (as 2024-09-03) and was left out"
        problems.append(Problem(origin, message, Level.NOTICE))
    if (url := given.get("url")) and (wrong := _wrong_address(url)):
        del given["url"]
        problems.append(Problem(origin, f"{wrong} and was left out", Level.NOTICE))
    if given.get("language", "").lower() in _NO_LANGUAGE:
        del given["language"]
    return Metadata(published=dated, **given), problems


def _wrong_address(url: str) -> str | None:
    """Return what is wrong with URL as the address of an article, None if nothing is."""
    if _USER.search(url):
        return f"{_USER.sub('', url)[:80]!r} has a user name or password in it"
    return None if _URL.fullmatch(url) else f"{url[:80]!r} is no web address"


def _line(value: str) -> str:
    """Return VALUE mended and on one line; what no line of text has becomes U+FFFD."""
    return _NO_LINE.sub("\ufffd", " ".join(mended(value[:_LONGEST])[0].split()))


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
        found = _decoded(path)
        if found.notice:
            self.problems.append(Problem(shown(path), found.notice, Level.NOTICE))
        for line, row in _rows(path, found.text):
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


def _decoded(path: Path) -> Decoded:
    try:
        return decoded(path.read_bytes())
    except OSError as error:
        raise InputError(f"{shown(path)}: can't be read: {error.strerror}") from error
    except InputError as error:
        raise InputError(f"{shown(path)}: {error}") from error


def _rows(path: Path, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row of TEXT, the CSV file PATH, with the line that it ends on."""
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
