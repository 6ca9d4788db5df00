"""Rows for people and for programs: a table, CSV, TSV, JSON, Markdown, HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TextIO

from kg.cli.failures import printable
from kg.errors import UsageError
from kg.queries.rows import (
    Node,
    Rows,
    Value,
    flat,
    formulas,
    header,
    text_of,
    write_csv,
    write_json,
    write_tsv,
)

__all__ = [
    "FORMATS",
    "Format",
    "Node",
    "Rows",
    "Value",
    "flat",
    "format_for",
    "formulas",
    "header",
    "shown",
    "text_of",
    "write",
]


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


def shown(value: Value) -> str:
    """Return VALUE on one line, without what would steer a terminal."""
    return printable(" ".join(text_of(value).split()))


def _markdown(row: list[Value]) -> str:
    """Return ROW as a line of a table, with what Markdown would take for a mark escaped."""
    cells = (re.sub(r"([\\|<>&`*_~\[\]])", r"\\\1", shown(value)) for value in row)
    return "| " + " | ".join(cells) + " |\n"
