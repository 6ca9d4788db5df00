"""Step query, calls: a question as programs call it: arguments by name in, plain objects out.

The HTTP API and agents' tools ask by this; `schemas` describes what they take and give.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from pyoxigraph import Triple

from kg.errors import KgError, UsageError
from kg.queries.asking import Queryable
from kg.queries.model import SavedQuery
from kg.queries.parameters import check
from kg.queries.rows import Rows, objects, rows_of
from kg.queries.run import answer, cut, with_evidence
from kg.queries.tables import Table

Values: TypeAlias = Mapping[str, tuple[str, ...]]

_OPTION = re.compile(r"(?<!\S)--([a-z][a-z-]*)")


@dataclass(frozen=True, slots=True)
class Call:
    """How a question is asked besides its values: with sentences, sorted, at most so many rows."""

    evidence: bool = False
    limit: int | None = None
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of an answer as they are written, of how many in all, and what is to be said."""

    rows: Rows
    total: int
    remarks: tuple[str, ...]

    def record(self) -> dict[str, Any]:
        """Return the answer as JSON has it."""
        return {"rows": objects(self.rows), "total": self.total, "remarks": list(self.remarks)}


def values_of(query: SavedQuery, arguments: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Return ARGUMENTS, values or lists of them by parameter, as the texts that people type.

    Raises UsageError for one that QUERY hasn't, for what is no text or number, for several where
    one is taken, and for the lack of one that it needs.
    """
    values = {name: _texts(name, given) for name, given in arguments.items() if given is not None}
    check(query, values, example=False)
    return values


def call(
    store: Queryable, query: SavedQuery, values: Values, how: Call
) -> Found | bool | Sequence[Triple]:
    """Return the answer of STORE to QUERY with VALUES, asked as HOW says.

    Raises UsageError for a value that doesn't fit, and whatever the store raises.
    """
    found = answer(store, query, values, order=how.order)
    if not isinstance(found, Table):
        return found
    shown = cut(found, how.limit)
    if how.evidence:
        shown = with_evidence(store, shown)
    rows = rows_of(shown, evidence=how.evidence)
    return Found(rows, len(found.rows), shown.remarks)


def in_words(error: KgError) -> str:
    """Return what ERROR says, without the dashes of a command line's options."""
    return _OPTION.sub(r"`\1`", str(error))


def _texts(name: str, given: object) -> tuple[str, ...]:
    """Return what is GIVEN for the parameter NAME as texts."""
    if isinstance(given, list | tuple):
        return tuple(text for each in given for text in _texts(name, each))
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        raise UsageError(f"`{name}` takes a text or a number, not {given!r}")
    return (str(given),)
