"""Rows for people and for programs: a table, CSV, TSV, JSON, Markdown, HTML."""

from __future__ import annotations

import io
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import TextIO

from kg.errors import UsageError
from kg.files import written
from kg.queries.formats import FILES, Format
from kg.queries.rows import Node, Rows, Value, formulas, shown, text_of

__all__ = [
    "FORMATS",
    "Format",
    "Node",
    "Rows",
    "Value",
    "format_for",
    "formulas",
    "shown",
    "text_of",
    "write",
]


def write_table(rows: Rows, stream: TextIO) -> None:
    """Write what people read: a table; with sentences, one block a row."""
    import_module("kg.cli.tables").write(rows, stream)  # rich takes a while to load


FORMATS: Mapping[str, Format] = {"table": Format(write_table, (".txt",), "text/plain"), **FILES}


def write(rows: Rows, fmt: str | None, output: Path | None, stdout: TextIO) -> None:
    """Write ROWS to the file OUTPUT or to STDOUT in the format FMT.

    Without one, the file's ending tells it; else it is a table for a terminal and TSV for a pipe.
    Raises UsageError if the ending tells none or the file can't be written.
    """
    form = FORMATS[fmt or format_for(output, stdout)]
    if output is None:
        form.write(rows, stdout)
        return
    with written(output) as file, io.TextIOWrapper(file, "utf-8", newline="\n") as stream:
        form.write(rows, stream)


def format_for(output: Path | None, stdout: TextIO) -> str:
    """Return the format of the file OUTPUT by its ending, or of STDOUT; else raise UsageError."""
    if output is None:
        return "table" if stdout.isatty() else "tsv"
    for name, form in FORMATS.items():
        if output.suffix.lower() in form.endings:
            return name
    endings = ", ".join(ending for form in FORMATS.values() for ending in form.endings)
    raise UsageError(f"the ending of {output} tells no format; give one with -f, or use {endings}")
