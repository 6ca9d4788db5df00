"""Rows of terms become rows of plain values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from pyoxigraph import Literal, NamedNode

from kg.errors import InputError
from kg.queries import Column, Item, SavedQuery, Term, table
from kg.vocabulary import DEFAULT_BASE, POL, SCHEMA, XSD


@dataclass
class Solutions:
    columns: tuple[str, ...]
    rows: list[tuple[Term | None, ...]] = field(default_factory=list)


def query(*columns: Column) -> SavedQuery:
    return SavedQuery("q", "Q", "Q.", ("t",), (), columns, (), "", "q.rq")


def iri(name: str) -> NamedNode:
    return NamedNode(DEFAULT_BASE + name)


FACT = Column("fact", "A fact", fact=True)
WHO = Column("who", "Who", gathered=True)


def test_values_keep_their_kind() -> None:
    values: list[tuple[str, str, object]] = [
        ("7", "integer", 7),
        ("0.9", "decimal", 0.9),
        ("true", "boolean", True),
        ("2031-03-04", "date", "2031-03-04"),
        ("--03-04", "gMonthDay", "--03-04"),
        ("7", "string", "7"),
    ]
    for text, datatype, value in values:
        term = Literal(text, datatype=NamedNode(XSD + datatype))
        (row,) = table(query(Column("x", "X")), Solutions(("x",), [(term,)]), DEFAULT_BASE).plain()
        assert row == [value]
        assert type(row[0]) is type(value)


def test_nodes_are_shown_by_label_or_by_the_end_of_their_address() -> None:
    rows: list[tuple[Term | None, ...]] = [
        (NamedNode(POL + "Held"), None),
        (NamedNode(SCHEMA + "Tuesday"), None),
        (iri("person/a"), None),
        (iri("person/a"), Literal("A")),
        (NamedNode("urn:x"), None),
        (None, None),
    ]
    shown = table(query(Column("x", "X")), Solutions(("x", "xLabel"), rows), DEFAULT_BASE)
    assert shown.plain() == [["Held"], ["Tuesday"], ["person/a"], ["A"], ["urn:x"], [None]]
    assert shown.rows[3].cells[0] == (Item("A", f"{DEFAULT_BASE}person/a"),)


def test_rows_that_differ_in_gathered_columns_only_become_one() -> None:
    one, other = iri("m/1"), iri("m/2")
    rows: list[tuple[Term | None, ...]] = [
        (one, Literal("2031"), iri("p/b"), Literal("B"), None),
        (other, Literal("2031"), None, None, None),
        (one, Literal("2031"), iri("p/a"), Literal("A"), None),
        (one, Literal("2031"), None, None, Literal("topic")),
        (one, Literal("2031"), iri("p/a"), Literal("A"), None),
    ]
    asked = query(FACT, Column("day", "Day"), WHO, Column("about", "About", gathered=True))
    found = table(asked, Solutions(("fact", "day", "who", "whoLabel", "about"), rows), DEFAULT_BASE)
    assert found.plain() == [["m/1", "2031", ["A", "B"], ["topic"]], ["m/2", "2031", [], []]]
    assert [row.facts for row in found.rows] == [(one.value,), (other.value,)]


def test_the_order_within_a_cell_does_not_depend_on_the_order_of_rows() -> None:
    rows: list[tuple[Term | None, ...]] = [(iri(f"p/{n}"), Literal("A")) for n in range(5)]
    asked = query(WHO)
    forth = table(asked, Solutions(("who", "whoLabel"), rows), DEFAULT_BASE)
    back = table(asked, Solutions(("who", "whoLabel"), rows[::-1]), DEFAULT_BASE)
    assert forth.rows == back.rows
    assert len(forth.rows[0].cells[0]) == 5  # two of one name are two


def test_several_facts_in_one_literal() -> None:
    joined = Literal(f"{DEFAULT_BASE}m/2 {DEFAULT_BASE}m/1")
    column = Column("fact", "Facts", fact=True, gathered=True)
    (row,) = table(query(column), Solutions(("fact",), [(joined,)]), DEFAULT_BASE).rows
    assert row.facts == (f"{DEFAULT_BASE}m/1", f"{DEFAULT_BASE}m/2")


def test_rows_left_out_are_counted_by_what_they_bind() -> None:
    out = Column("undated", "Undated", left_out="left out for want of a date")
    rows: list[tuple[Term | None, ...]] = [
        (iri("m/1"), None),
        (iri("m/2"), iri("r/1")),
        (iri("m/3"), iri("r/1")),
        (iri("m/3"), iri("r/2")),
    ]
    found = table(query(FACT, out), Solutions(("fact", "undated"), rows), DEFAULT_BASE)
    assert found.names == ("fact",)
    assert found.plain() == [["m/1"]]
    assert found.remarks == ("left out for want of a date: 2",)


def test_without_a_header_columns_and_rows_are_the_answer_s_own() -> None:
    x, y = Literal("x"), Literal("y")
    plain = replace(query(), text="SELECT  DISTINCT * { ?s ?p ?o . ?o ?q [] }")
    answered = Solutions(("o", "p", "q", "s"), [(x, y, x, y), (x, y, x, y)])
    found = table(plain, answered, DEFAULT_BASE)
    assert found.names == ("s", "p", "o", "q")
    assert found.plain() == [["y", "y", "x", "x"]] * 2
    chosen = replace(plain, text="SELECT ?q ?s { ?s ?q 2 FILTER (?s * 2 > 1) }")
    assert table(chosen, Solutions(("q", "s")), DEFAULT_BASE).names == ("q", "s")


def test_a_column_that_the_answer_has_not_is_told() -> None:
    with pytest.raises(InputError, match=r"q\.rq: the header has a column 'who', which"):
        table(query(FACT, WHO), Solutions(("fact",)), DEFAULT_BASE)
