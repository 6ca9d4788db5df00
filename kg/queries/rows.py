"""Step query, rows: what a table's cells are written as, for people's files and for programs.

The command line, the HTTP API and agents' tools write the same rows the same way.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TextIO, TypeAlias

from kg.queries.evidence import Sentence
from kg.queries.model import Column
from kg.queries.tables import Item, Table
from kg.terminals import printable
from kg.vocabulary import POL, SCHEMA


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


def rows_of(answer: Table, title: str = "", *, evidence: bool = False) -> Rows:
    """Return ANSWER as it is written: facts by their whole address, all else by its label."""
    return Rows(
        columns=answer.names,
        rows=[
            [_value(column, cell) for column, cell in zip(answer.columns, row.cells, strict=True)]
            for row in answer.rows
        ],
        evidence=[row.evidence for row in answer.rows] if evidence else None,
        hidden=frozenset(column.name for column in answer.columns if column.fact),
        title=title,
    )


def objects(rows: Rows) -> list[dict[str, object]]:
    """Return ROWS as JSON has them: lists stay lists, numbers numbers, what is missing is None.

    What has a name and an address is an object of both: `{"label": "Ada Quill", "iri": "..."}`.
    """
    made: list[dict[str, object]] = [
        dict(zip(rows.columns, map(_typed, row), strict=True)) for row in rows.rows
    ]
    if rows.evidence is not None:
        for item, sentences in zip(made, rows.evidence, strict=True):
            item["evidence"] = [
                {name: get(sentence) for name, get in SENTENCE.items()} for sentence in sentences
            ]
    return made


def write_json(rows: Rows, stream: TextIO) -> None:
    """Write a list of objects."""
    json.dump(objects(rows), stream, ensure_ascii=False, indent=2)
    stream.write("\n")


def write_csv(rows: Rows, stream: TextIO) -> None:
    """Write CSV as RFC 4180 has it; with sentences, a line for each."""
    writer = csv.writer(stream)
    writer.writerow(header(rows))
    writer.writerows([text_of(value) for value in row] for row in flat(rows))


def write_tsv(rows: Rows, stream: TextIO) -> None:
    """Write values with tabs between; a tab or line end within a value becomes a space."""
    for row in (header(rows), *flat(rows)):
        stream.write("\t".join(re.sub(r"[\t\r\n]+", " ", text_of(value)) for value in row) + "\n")


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


def _typed(value: Value) -> object:
    """Return VALUE as JSON has it."""
    if isinstance(value, list):
        return [_typed(item) for item in value]
    return {"label": value.label, "iri": value.iri} if isinstance(value, Node) else value


def _value(column: Column, cell: Sequence[Item]) -> Value:
    plain = [_plain(column, item) for item in cell]
    if column.gathered:
        return plain
    return plain[0] if plain else None


def _plain(column: Column, item: Item) -> Plain:
    """Return ITEM as it is written: an address whole, a term of the vocabulary as a word."""
    if item.iri is None:
        return item.shown
    if column.fact or not column.description:
        return item.iri
    if item.iri.startswith((POL, SCHEMA)):
        return item.shown
    return Node(str(item.shown), item.iri)
