"""Run the table of expressions.yaml: what is found in a text, and what it resolves to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.dates import Anchor, DateExpression, Tense, find_dates, resolve

_TABLE = Path(__file__).parent / "expressions.yaml"
_DEFAULTS = ("published", "tense", "dateline", "day", "lead")


def _rows() -> Iterator[Any]:
    for group in yaml.safe_load(_TABLE.read_text(encoding="utf-8")):
        shared = {key: group[key] for key in _DEFAULTS if key in group}
        for number, row in enumerate(group["rows"]):
            yield pytest.param(shared | row, id=f"{group['about']}-{number}")


def _wanted(find: dict[str, Any]) -> dict[str, Any]:
    """Return a find in full: a full day is its own bounds."""
    value = find.get("value")
    day = value if isinstance(value, date) else None
    weekday = find.get("weekday")
    return {
        "words": find["words"],
        "value": None if value is None else str(value),
        "weekday": weekday,
        "earliest": find.get("earliest", day),
        "latest": find.get("latest", day),
        "attributive": find.get("attributive", False),
        "possessive": find.get("possessive", False),
    }


def _resolved(expression: DateExpression, row: dict[str, Any]) -> dict[str, Any]:
    anchor = Anchor(row.get("published"), row.get("dateline"), row.get("day"))
    when = resolve(expression, anchor, Tense(row["tense"]), lead=row.get("lead", False))
    assert when.expression == expression.words
    return {
        "words": expression.words,
        "value": when.value,
        "weekday": when.weekday,
        "earliest": when.earliest,
        "latest": when.latest,
        "attributive": expression.attributive,
        "possessive": expression.possessive,
    }


@pytest.mark.parametrize("row", list(_rows()))
def test_row(row: dict[str, Any]) -> None:
    text = row["text"]
    found = find_dates(text, 0, len(text))
    assert [_resolved(expression, row) for expression in found] == [
        _wanted(find) for find in row["finds"]
    ]


@pytest.mark.parametrize("row", list(_rows()))
def test_offsets_count_in_the_whole_text(row: dict[str, Any]) -> None:
    before, after = "They met on Monday. ", " On Friday, May 5, 2023."
    text = before + row["text"] + after
    found = find_dates(text, len(before), len(before) + len(row["text"]))
    assert [e.span.of(text) for e in found] == [find["words"] for find in row["finds"]]


def test_the_table_is_large() -> None:
    assert len(list(_rows())) >= 150
