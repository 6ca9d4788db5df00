"""Step query, sorting: the rows of a table by the columns that someone names."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from kg.errors import UsageError
from kg.queries.tables import Cell, Plain, Row, Table

_Key: TypeAlias = tuple[tuple[bool, float, str], ...]


def ordered(answered: Table, columns: Sequence[str]) -> Table:
    """Return ANSWERED by COLUMNS, the first of them first; `-times` is by `times`, descending.

    Numbers go by size, texts without regard to case; rows without a value stand last either way,
    and rows that agree stay as they were. Raises UsageError for a column that is not there.
    """
    rows = list(answered.rows)
    for column in reversed(columns):
        rows = _by(rows, _place(answered, column.removeprefix("-")), column.startswith("-"))
    return replace(answered, rows=tuple(rows))


def _by(rows: list[Row], place: int, descending: bool) -> list[Row]:
    """Return ROWS by the cell at PLACE."""
    known = [row for row in rows if row.cells[place]]
    known.sort(key=lambda row: _key(row.cells[place]), reverse=descending)
    return known + [row for row in rows if not row.cells[place]]


def _key(cell: Cell) -> _Key:
    """Return what CELL is sorted by."""
    return tuple(_plain(item.shown) for item in cell)


def _plain(value: Plain) -> tuple[bool, float, str]:
    """Return VALUE so that any two can be compared: numbers before texts."""
    if isinstance(value, str):
        return True, 0, value.casefold()
    return False, value, ""


def _place(answered: Table, name: str) -> int:
    """Return the place of the column NAME."""
    names = [each.casefold() for each in answered.names]
    if name.casefold() in names:
        return names.index(name.casefold())
    near = difflib.get_close_matches(name.casefold(), names, n=1)
    hint = f"did you mean {answered.names[names.index(near[0])]}?" if near else "there are"
    offer = hint if near else f"{hint} {', '.join(answered.names)}"
    raise UsageError(f"there is no column {name!r} to sort by; {offer}")
