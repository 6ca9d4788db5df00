"""Rows for people and for programs: a table, CSV, TSV, JSON, Markdown, HTML."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import TextIO, TypeAlias

from kg.cli.failures import printable
from kg.errors import UsageError
from kg.queries import Sentence


@dataclass(frozen=True, slots=True)
class Node:
    """Someone or something that has a name and an address."""

    label: str
    iri: str


Plain: TypeAlias = str | int | float | bool | Node
Value: TypeAlias = Plain | list[Plain] | None

# The columns of a sentence, and where kg.queries has them.
SENTENCE: Mapping[str, Callable[[Sentence], str | None]] = {
    "sentence": attrgetter("text"),
    "headline": attrgetter("headline"),
    "outlet": attrgetter("outlet"),
    "published": attrgetter("published"),
    "url": attrgetter("url"),
    "attribution": attrgetter("attribution"),
    "reported": attrgetter("status"),
    "article": attrgetter("article"),
}
_SEPARATOR = "; "
_FORMULA = re.compile(r"[=+@\t\r-]")  # how a cell begins that spreadsheets take for a formula


@dataclass(frozen=True, slots=True)
class Rows:
    """What is written: named columns, rows of values, and for each row its sentences, if asked for.

    `hidden` are columns that people don't read (addresses); `title` is what a page is called.
    """

    columns: tuple[str, ...]
    rows: list[list[Value]]
    evidence: list[tuple[Sentence, ...]] | None = None
    hidden: frozenset[str] = frozenset()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write rows, the endings of files that are written so, whether they are calculated.

    A spreadsheet that opens a `sheet` may take a text for a formula.
    """

    write: Callable[[Rows, TextIO], None]
    endings: tuple[str, ...]
    sheet: bool = False


def write_table(rows: Rows, stream: TextIO) -> None:
    """Write what people read: a table; with sentences, one block a row."""
    import_module("kg.cli.tables").write(rows, stream)  # rich takes a while to load


def write_csv(rows: Rows, stream: TextIO) -> None:
    """Write CSV as RFC 4180 has it; with sentences, a line for each."""
    writer = csv.writer(stream)
    writer.writerow(header(rows))
    writer.writerows([text_of(value) for value in row] for row in flat(rows))


def write_tsv(rows: Rows, stream: TextIO) -> None:
    """Write values with tabs between; a tab or line end within a value becomes a space."""
    for row in (header(rows), *flat(rows)):
        stream.write("\t".join(re.sub(r"[\t\r\n]+", " ", text_of(value)) for value in row) + "\n")


def write_json(rows: Rows, stream: TextIO) -> None:
    """Write a list of objects: lists stay lists, numbers numbers, and what is missing is null.

    What has a name and an address is an object of both: `{"label": "Ada Quill", "iri": "..."}`.
    """
    objects: list[dict[str, object]] = [
        dict(zip(rows.columns, map(_typed, row), strict=True)) for row in rows.rows
    ]
    if rows.evidence is not None:
        for item, sentences in zip(objects, rows.evidence, strict=True):
            item["evidence"] = [
                {name: get(sentence) for name, get in SENTENCE.items()} for sentence in sentences
            ]
    json.dump(objects, stream, ensure_ascii=False, indent=2)
    stream.write("\n")


def _typed(value: Value) -> object:
    """Return VALUE as JSON has it."""
    if isinstance(value, list):
        return [_typed(item) for item in value]
    return {"label": value.label, "iri": value.iri} if isinstance(value, Node) else value


def write_markdown(rows: Rows, stream: TextIO) -> None:
    """Write a table of GitHub's Markdown."""
    names = header(rows)
    stream.write(_markdown(names))
    stream.write("|" + " --- |" * len(names) + "\n")
    stream.writelines(map(_markdown, flat(rows)))


def write_html(rows: Rows, stream: TextIO) -> None:
    """Write a page that needs nothing else and runs nothing."""
    import_module("kg.cli.html").write(rows, stream)


FORMATS: Mapping[str, Format] = {
    "table": Format(write_table, (".txt",)),
    "csv": Format(write_csv, (".csv",), sheet=True),
    "tsv": Format(write_tsv, (".tsv",), sheet=True),
    "json": Format(write_json, (".json",)),
    "markdown": Format(write_markdown, (".md",)),
    "html": Format(write_html, (".html", ".htm")),
}


def write(rows: Rows, fmt: str | None, output: Path | None, stdout: TextIO) -> None:
    """Write ROWS to the file OUTPUT or to STDOUT in the format FMT.

    Without one, the file's ending tells it; else it is a table for a terminal and TSV for a pipe.
    Raises UsageError if the ending tells none or the file can't be written.
    """
    form = FORMATS[fmt or format_for(output, stdout)]
    if output is None:
        form.write(rows, stdout)
        return
    try:
        with output.open("w", encoding="utf-8", newline="\n") as stream:
            form.write(rows, stream)
    except OSError as error:
        raise UsageError(f"{output} can't be written: {error.strerror}") from error


def format_for(output: Path | None, stdout: TextIO) -> str:
    """Return the format of the file OUTPUT by its ending, or of STDOUT; else raise UsageError."""
    if output is None:
        return "table" if stdout.isatty() else "tsv"
    for name, form in FORMATS.items():
        if output.suffix.lower() in form.endings:
            return name
    endings = ", ".join(ending for form in FORMATS.values() for ending in form.endings)
    raise UsageError(f"the ending of {output} tells no format; give one with -f, or use {endings}")


def formulas(rows: Rows) -> int:
    """Return how many of the values of ROWS a spreadsheet might take for formulas, and run."""
    return sum(
        isinstance(value, str | list | Node) and bool(_FORMULA.match(text_of(value)))
        for row in flat(rows)
        for value in row
    )


def header(rows: Rows) -> list[Value]:
    """Return the names of the columns, those of the sentences last."""
    return [*rows.columns, *(SENTENCE if rows.evidence is not None else ())]


def flat(rows: Rows) -> Iterator[list[Value]]:
    """Yield the rows; with sentences, a row again for each of its own, their parts at its end."""
    if rows.evidence is None:
        yield from rows.rows
        return
    for row, sentences in zip(rows.rows, rows.evidence, strict=True):
        for sentence in sentences:
            yield [*row, *(get(sentence) for get in SENTENCE.values())]
        if not sentences:
            yield [*row, *(None for _ in SENTENCE)]


def text_of(value: Value) -> str:
    """Return VALUE as text: a list's items side by side, nothing for None."""
    if isinstance(value, list):
        return _SEPARATOR.join(text_of(item) for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Node):
        return value.label
    return "" if value is None else str(value)


def shown(value: Value) -> str:
    """Return VALUE on one line, without what would steer a terminal."""
    return printable(" ".join(text_of(value).split()))


def _markdown(row: list[Value]) -> str:
    """Return ROW as a line of a table, with what Markdown would take for a mark escaped."""
    cells = (re.sub(r"([\\|<>&`*_~\[\]])", r"\\\1", shown(value)) for value in row)
    return "| " + " | ".join(cells) + " |\n"
