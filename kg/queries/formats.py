"""Step query, formats: the ways in which rows are written to a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TextIO

from kg.queries.rows import Rows, Value, flat, header, shown, write_csv, write_json, write_tsv


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write rows, the endings of files that are written so, whether they are calculated.

    The first of `endings` is the usual one. A spreadsheet that opens a `sheet` may take a text for
    a formula.
    """

    write: Callable[[Rows, TextIO], None]
    endings: tuple[str, ...]
    media_type: str
    sheet: bool = False


def write_markdown(rows: Rows, stream: TextIO) -> None:
    """Write a table of GitHub's Markdown."""
    names = header(rows)
    stream.write(_markdown(names))
    stream.write("|" + " --- |" * len(names) + "\n")
    stream.writelines(map(_markdown, flat(rows)))


def write_html(rows: Rows, stream: TextIO) -> None:
    """Write a page that needs nothing else and runs nothing."""
    import_module("kg.queries.html").write(rows, stream)


FILES: Mapping[str, Format] = {
    "csv": Format(write_csv, (".csv",), "text/csv", sheet=True),
    "tsv": Format(write_tsv, (".tsv",), "text/tab-separated-values", sheet=True),
    "json": Format(write_json, (".json",), "application/json"),
    "markdown": Format(write_markdown, (".md",), "text/markdown"),
    "html": Format(write_html, (".html", ".htm"), "text/html"),
}


def _markdown(row: list[Value]) -> str:
    """Return ROW as a line of a table, with what Markdown would take for a mark escaped."""
    cells = (re.sub(r"([\\|<>&`*_~\[\]])", r"\\\1", shown(value)) for value in row)
    return "| " + " | ".join(cells) + " |\n"
