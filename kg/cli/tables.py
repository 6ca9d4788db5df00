"""Rows as people read them on a terminal: a table where it fits, else a record a row."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from typing import TextIO

from rich import box
from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kg.cli.console import Console
from kg.cli.render import Rows, Value, shown, text_of
from kg.queries import Sentence, source_of

_NUMBER = re.compile(r"(-?\d+(\.\d+)?)?")
_WIDTH = 120  # of a table that goes into a file
_READABLE = 16  # characters that a column of long texts has at least
_WORD = 24  # of a longer word (an address) the rest goes on the next line
_TALL = 1.5  # terminal lines
_BETWEEN = 3  # blanks between two columns


def write(rows: Rows, stream: TextIO) -> None:
    """Write ROWS as a table, or as records if its columns can't fit; with sentences, as records.

    Cells wrap at their words; nothing is cut off, however narrow the terminal.
    """
    width = shutil.get_terminal_size().columns if stream.isatty() else _WIDTH
    console = Console(  # without a height it takes TERM=dumb for 80 wide
        file=stream, width=width, height=_WIDTH, highlight=False, markup=False, emoji=False
    )
    if not rows.rows:
        console.print("No rows.")
    elif rows.evidence is not None:
        _records(rows, range(len(rows.columns)), rows.evidence, console)
    elif sum(_needed(rows, seen := _seen(rows))) + _BETWEEN * (len(seen) - 1) <= console.width:
        _table(rows, seen, console)
    else:
        _records(rows, seen, [()] * len(rows.rows), console)


def _table(rows: Rows, places: Sequence[int], console: Console) -> None:
    longest = max(sum(cell_len(shown(row[place])) for place in places) for row in rows.rows)
    apart = longest > _TALL * console.width  # rows of several lines each need a line between
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, leading=int(apart))
    for place, needed in zip(places, _needed(rows, places), strict=True):
        numbers = all(_NUMBER.fullmatch(text_of(row[place])) for row in rows.rows)
        table.add_column(
            rows.columns[place],
            justify="right" if numbers else "left",
            overflow="fold",
            min_width=needed,
        )
    for row in rows.rows:
        table.add_row(*(Text(shown(row[place])) for place in places))
    console.print(table)


def _seen(rows: Rows) -> list[int]:
    """Return the places of the columns to show: not those hidden, nor those empty in all rows."""
    return [
        place
        for place, name in enumerate(rows.columns)
        if name not in rows.hidden and any(text_of(row[place]) for row in rows.rows)
    ]


def _needed(rows: Rows, places: Sequence[int]) -> list[int]:
    """Return how many characters each of the columns at PLACES takes at least."""
    return [
        max(cell_len(rows.columns[place]), *(_least(row[place]) for row in rows.rows))
        for place in places
    ]


def _least(value: Value) -> int:
    """Return how many characters VALUE takes at least to be readable: its words stay whole."""
    words = shown(value)
    longest = max(map(cell_len, words.split()), default=0)
    return max(min(longest, _WORD), min(cell_len(words), _READABLE))


def print_sentences(sentences: Iterable[Sentence], console: Console) -> None:
    """Print each sentence, and below it where it stands."""
    for sentence in sentences:
        grid = Table.grid(padding=(0, 1))
        grid.add_column()
        grid.add_column(overflow="fold")
        grid.add_row(">", Text(shown(sentence.text)))
        grid.add_row("", Text(f"— {shown(source_of(sentence))}", style="dim"))
        console.print(Padding(grid, (0, 0, 0, 2)))


def _records(
    rows: Rows,
    places: Sequence[int],
    evidence: Sequence[Sequence[Sentence]],
    console: Console,
) -> None:
    """Print each row as named values, and below them its sentences with where they stand."""
    for number, (row, sentences) in enumerate(zip(rows.rows, evidence, strict=True)):
        if number:
            console.print()
        named = [(rows.columns[place], words) for place in places if (words := shown(row[place]))]
        _record(named, console)
        print_sentences(sentences, console)


def _record(named: Sequence[tuple[str, str]], console: Console) -> None:
    """Print NAMED values side by side with their names, or below them where that is too narrow."""
    longest = max((cell_len(name) for name, _ in named), default=0)
    if console.width - longest < _WORD:
        for name, words in named:
            console.print(Text(name, style="bold", overflow="fold"))
            console.print(Padding(Text(words, overflow="fold"), (0, 0, 0, 2)))
        return
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, words in named:
        grid.add_row(Text(name, style="bold"), Text(words))
    console.print(grid)
