"""Rows by the columns that someone names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.queries import Column, Item, Plain, Row, Table
from kg.queries.sorting import ordered


def table_of(*rows: tuple[list[Plain], ...]) -> Table:
    columns = tuple(Column(name, name) for name in ("who", "howOften")[: len(rows[0])])
    return Table(columns, tuple(Row(tuple(tuple(map(Item, cell)) for cell in row)) for row in rows))


def plain(answered: Table) -> list[list[Plain | None]]:
    return [[cell[0].shown if cell else None for cell in row.cells] for row in answered.rows]


ROWS = table_of((["b"], [2]), (["C"], []), (["a"], [10]), (["B"], [2]), ([], [9.5]))


def test_numbers_go_by_size_and_those_without_stand_last() -> None:
    assert plain(ordered(ROWS, ["howOften"])) == [
        ["b", 2], ["B", 2], [None, 9.5], ["a", 10], ["C", None],
    ]  # fmt: skip
    assert plain(ordered(ROWS, ["-howoften"])) == [
        ["a", 10], [None, 9.5], ["b", 2], ["B", 2], ["C", None],
    ]  # fmt: skip


def test_several_columns() -> None:
    assert plain(ordered(ROWS, ["-who", "howOften"])) == [
        ["C", None], ["b", 2], ["B", 2], ["a", 10], [None, 9.5],
    ]  # fmt: skip


def test_without_columns_it_is_as_it_was() -> None:
    assert ordered(ROWS, []) == ROWS


def test_a_column_that_is_not_there() -> None:
    with pytest.raises(
        UsageError, match=r"no column 'hwoften' to sort by; did you mean howOften\?"
    ):
        ordered(ROWS, ["hwoften"])
    with pytest.raises(UsageError, match=r"no column 'xyzzy' to sort by; there are who, howOften"):
        ordered(ROWS, ["-xyzzy"])


@given(st.lists(st.tuples(st.lists(st.text() | st.integers() | st.booleans(), max_size=2))))
def test_nothing_is_lost_whatever_the_values(rows: list[tuple[list[Plain]]]) -> None:
    before = table_of(([],), *rows)
    for column in ("who", "-who"):
        after = ordered(before, [column])
        assert sorted(map(repr, after.rows)) == sorted(map(repr, before.rows))
        assert ordered(after, [column]) == after
