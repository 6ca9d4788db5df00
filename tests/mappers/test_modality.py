"""Modality: whether something happened, by the words round its verb or noun."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from kg.mappers import Article
from kg.mappers.clauses import clause
from kg.mappers.modality import modality, plain
from kg.mappers.tape import Tape
from kg.resources import lexicon

Make = Callable[[str], Article]

_TABLE: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "modality.yaml").read_text(encoding="utf-8")
)
_CUES: dict[str, dict[str, list[str]]] = yaml.safe_load(
    lexicon("modality.yaml").read_text(encoding="utf-8")
)
# Sections that tell of the same.
_TOLD = {"planned trips": "planned", "asked off": "planned", "talked about": "hypothetical"}
_LINES = [
    (kind, side, pattern)
    for kind, sides in _CUES.items()
    for side, patterns in sides.items()
    for pattern in patterns
]


def _marked(article: Make, row: str) -> tuple[Tape, int]:
    """Return the sentence of a row and the item that stands in square brackets in it."""
    start = row.index("[")
    (tape,) = article(row.replace("[", "").replace("]", "")).tapes
    return tape, next(i for i, item in enumerate(tape.items) if item.span.start == start)


@pytest.mark.parametrize(
    ("kind", "row"), [(kind, row) for kind, rows in _TABLE.items() for row in rows]
)
def test_modality(article: Make, kind: str, row: str) -> None:
    tape, at = _marked(article, row)
    assert modality(tape, at, at + 1).value == kind


@pytest.mark.parametrize(("kind", "side", "pattern"), _LINES)
def test_each_cue_of_the_lexicon_has_a_row(
    article: Make, kind: str, side: str, pattern: str
) -> None:
    rows = _TABLE[_TOLD.get(kind, kind)]
    assert any(_matches(*_marked(article, row), side, pattern) for row in rows)


def _matches(tape: Tape, at: int, side: str, pattern: str) -> bool:
    """Say whether a cue stands before, or after, an item within its clause."""
    first, last = clause(tape, at)
    if side == "before":
        return bool(re.search(rf"(?:^|(?<= ))(?:{pattern})$", plain(tape, first, at)))
    return bool(re.match(rf"(?:{pattern})\b", plain(tape, at + 1, last)))
