"""Step query, tables: rows of RDF terms as a table of plain values.

The rows of an answer that agree in all columns but the gathered ones become one row, whose gathered
cells hold all values, in order. So a query needs no GROUP_CONCAT, whose order SPARQL leaves open,
and every store gives the same table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from kg.errors import InputError
from kg.queries.asking import Solutions, Term, text_of
from kg.queries.evidence import Sentence
from kg.queries.model import Column, SavedQuery
from kg.vocabulary import POL, SCHEMA, XSD

Plain: TypeAlias = str | int | float | bool

_ALL = re.compile(r"\A[^{]*\bSELECT\s+(?:DISTINCT\s+|REDUCED\s+)?\*", re.IGNORECASE)
_VARIABLE = re.compile(r"[?$](\w+)")
_INTEGERS = frozenset({XSD + "integer", XSD + "int", XSD + "long", XSD + "nonNegativeInteger"})
_FRACTIONS = frozenset({XSD + "decimal", XSD + "double", XSD + "float"})


@dataclass(frozen=True, slots=True)
class Item:
    """A value of a cell: what to show, and the IRI of what it stands for, if it is a node."""

    shown: Plain
    iri: str | None = None


Cell: TypeAlias = tuple[Item, ...]  # one item at most where the column isn't gathered
Terms: TypeAlias = tuple[Term | None, ...]
_Sets: TypeAlias = list[set[tuple[Term | None, Term | None]]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a cell for each column, the facts it tells of (IRIs), and their sentences if asked."""

    cells: tuple[Cell, ...]
    facts: tuple[str, ...] = ()
    evidence: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a saved query; `remarks` tell what was left out, `sparql` is what was run."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    remarks: tuple[str, ...] = ()
    sparql: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the columns."""
        return tuple(column.name for column in self.columns)

    def plain(self) -> list[list[Plain | list[Plain] | None]]:
        """Return the rows as plain values: a list in each gathered cell, None in an empty one."""
        return [
            [_plain(column, cell) for column, cell in zip(self.columns, row.cells, strict=True)]
            for row in self.rows
        ]


def table(query: SavedQuery, solutions: Solutions, base: str, sparql: str = "") -> Table:
    """Return SOLUTIONS of QUERY as a table; IRIs that start with BASE are shown without it.

    Without a header the columns and rows are the solutions' own. Raises InputError for a column
    that the header has and the solutions haven't.
    """
    at = {name: position for position, name in enumerate(solutions.columns)}
    described = query.columns or _undescribed(query, solutions.columns)
    for column in described:
        if column.name not in at:
            raise InputError(
                f"{query.origin}: the header has a column {column.name!r}, which the SELECT hasn't"
            )
    columns = tuple(column for column in described if not column.left_out)
    spots = [_Spot(column, at[column.name], at.get(column.label), base) for column in columns]
    kept, counts = _kept(query, solutions.rows, at)
    groups = _gathered(spots, kept) if query.columns else [(each, []) for each in kept]
    rows = tuple(_row(spots, first, sets) for first, sets in groups)
    return Table(columns, rows, tuple(_remarks(query, counts)), sparql)


def _undescribed(query: SavedQuery, names: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns NAMES of a QUERY without a header; those of `*` as its text has them.

    Engines differ in their order: pyoxigraph has them by the alphabet.
    """
    if _ALL.search(query.text):
        written = {name: place for place, name in enumerate(_VARIABLE.findall(query.text)[::-1])}
        names = sorted(names, key=lambda name: -written.get(name, 0))
    return tuple(Column(name, "") for name in names)


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a column and its label stand in the solutions."""

    column: Column
    at: int
    label_at: int | None
    base: str

    def terms(self, solution: Terms) -> tuple[Term | None, Term | None]:
        """Return the value and the label that SOLUTION has here."""
        return solution[self.at], None if self.label_at is None else solution[self.label_at]

    def cell(self, pairs: Iterable[tuple[Term | None, Term | None]]) -> Cell:
        """Return PAIRS of value and label as a cell, in order."""
        items = {item for value, label in pairs for item in self._items(value, label)}
        return tuple(sorted(items, key=lambda item: (str(item.shown), item.iri or "")))

    def _items(self, value: Term | None, label: Term | None) -> list[Item]:
        """Return what VALUE holds: mostly one item."""
        if value is None:
            return []
        if self.column.fact and isinstance(value, Literal):  # IRIs, joined by GROUP_CONCAT
            return [_item(NamedNode(iri), None, self.base) for iri in value.value.split()]
        return [_item(value, label, self.base)]


def _kept(
    query: SavedQuery, solutions: Sequence[Terms], at: Mapping[str, int]
) -> tuple[list[Terms], dict[str, set[Term]]]:
    """Return the SOLUTIONS to show, and what those that are left out bind, by column."""
    counts: dict[str, set[Term]] = {c.name: set() for c in query.columns if c.left_out}
    kept = []
    for solution in solutions:
        left_out = [(name, term) for name in counts if (term := solution[at[name]]) is not None]
        for name, term in left_out:
            counts[name].add(term)
        if not left_out:
            kept.append(solution)
    return kept, counts


def _gathered(spots: list[_Spot], solutions: list[Terms]) -> Iterable[tuple[Terms, _Sets]]:
    """Return the first solution for each content of the plain columns, and the gathered sets."""
    plain = [spot for spot in spots if not spot.column.gathered]
    keys = [at for spot in plain for at in (spot.at, spot.label_at) if at is not None]
    gathered = [spot for spot in spots if spot.column.gathered]
    groups: dict[Terms, tuple[Terms, _Sets]] = {}
    for solution in solutions:
        key = tuple(solution[at] for at in keys)
        _, sets = groups.setdefault(key, (solution, [set() for _ in gathered]))
        for pairs, spot in zip(sets, gathered, strict=True):
            pairs.add(spot.terms(solution))
    return groups.values()


def _row(spots: list[_Spot], first: Terms, sets: _Sets) -> Row:
    """Return a row: the plain cells of its FIRST solution, the gathered ones of SETS."""
    pairs = iter(sets)
    cells = tuple(
        spot.cell(next(pairs) if spot.column.gathered else [spot.terms(first)]) for spot in spots
    )
    facts = {
        item.iri: None
        for spot, cell in zip(spots, cells, strict=True)
        for item in cell
        if spot.column.fact and item.iri
    }
    return Row(cells, tuple(facts))


def _item(term: Term, label: Term | None, base: str) -> Item:
    """Return TERM as it is shown: by its LABEL, else a number as such, a node by its last part."""
    if isinstance(term, Literal):
        return Item(_value(term))
    iri = text_of(term)
    if label is not None:
        return Item(text_of(label), iri)
    return Item(iri.removeprefix(POL).removeprefix(SCHEMA).removeprefix(base), iri)


def _value(literal: Literal) -> Plain:
    """Return LITERAL as the Python value of its datatype; dates as they are written."""
    datatype = literal.datatype.value
    if datatype in _INTEGERS:
        return int(literal.value)
    if datatype in _FRACTIONS:
        return float(literal.value)
    if datatype == XSD + "boolean":
        return literal.value in ("true", "1")
    return literal.value


def _plain(column: Column, cell: Cell) -> Plain | list[Plain] | None:
    """Return CELL as plain values."""
    if column.gathered:
        return [item.shown for item in cell]
    return cell[0].shown if cell else None


def _remarks(query: SavedQuery, counts: Mapping[str, set[Term]]) -> Iterator[str]:
    """Yield what is to be said about the rows that were left out."""
    for column in query.columns:
        if column.left_out and counts[column.name]:
            yield f"{column.left_out}: {len(counts[column.name])}"
