"""Rows as people read them on a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TextIO

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kg.cli.render import Rows, shown, source_of, text_of
from kg.queries import Sentence

_NUMBER = re.compile(r"(-?\d+(\.\d+)?)?")
_WIDTH = 120  # of a table that goes into a file


def write(rows: Rows, stream: TextIO) -> None:
    """Write ROWS as a table; with sentences, one block a row."""
    width = None if stream.isatty() else _WIDTH
    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
    if not rows.rows:
        console.print("No rows.")
    elif rows.evidence is None:
        _table(rows, console)
    else:
        _blocks(rows, console)


def _table(rows: Rows, console: Console) -> None:
    between = any(isinstance(value, list) for row in rows.rows for value in row)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, leading=int(between))
    places = _seen(rows)
    for place in places:
        numbers = all(_NUMBER.fullmatch(text_of(row[place])) for row in rows.rows)
        table.add_column(
            rows.columns[place], justify="right" if numbers else "left", overflow="fold"
        )
    for row in rows.rows:
        table.add_row(*(Text(shown(row[place])) for place in places))
    console.print(table)


def _seen(rows: Rows) -> list[int]:
    """Return the places of a table's columns: not those hidden, nor those empty in all rows."""
    return [
        place
        for place, name in enumerate(rows.columns)
        if name not in rows.hidden and any(text_of(row[place]) for row in rows.rows)
    ]


def print_sentences(sentences: Iterable[Sentence], console: Console) -> None:
    """Print each sentence, and below it where it stands."""
    for sentence in sentences:
        grid = Table.grid(padding=(0, 1))
        grid.add_row(">", Text(shown(sentence.text)))
        grid.add_row("", Text(f"— {source_of(sentence)}", style="dim"))
        console.print(Padding(grid, (0, 0, 0, 2)))


def _blocks(rows: Rows, console: Console) -> None:
    """Print each row as named values, and below them its sentences with where they stand."""
    for row, sentences in zip(rows.rows, rows.evidence or (), strict=True):
        grid = Table.grid(padding=(0, 2))
        for name, value in zip(rows.columns, row, strict=True):
            if words := shown(value):
                grid.add_row(Text(name, style="bold"), Text(words))
        console.print(grid)
        print_sentences(sentences, console)
        console.print()
