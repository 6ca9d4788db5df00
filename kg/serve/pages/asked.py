"""Step serve, asked: what somebody asks of a saved query, out of an address, and back into one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from kg.errors import UsageError
from kg.queries import SavedQuery

ROWS = 100  # shown, unless more are asked for
_MOST = 10_000
_COUNT = re.compile(r"[0-9]{1,9}")
_LONGEST = 1_000  # characters of a value
_VALUES = 50  # of a parameter
_HOW = frozenset({"sentences", "sort", "limit"})


@dataclass(frozen=True, slots=True)
class Asked:
    """The values of the parameters of QUERY, and how its answer is to be shown."""

    query: SavedQuery
    values: Mapping[str, tuple[str, ...]]
    evidence: bool = False
    order: tuple[str, ...] = ()
    limit: int = ROWS

    def pairs(self) -> list[tuple[str, str]]:
        """Return what is asked as the pairs of an address, without what goes without saying."""
        return list(self._pairs())

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for name, values in self.values.items():
            yield from ((name, value) for value in values)
        if self.evidence:
            yield "sentences", "yes"
        yield from (("sort", column) for column in self.order)
        if self.limit != ROWS:
            yield "limit", str(self.limit)

    def address(self, ending: str = "") -> str:
        """Return the address of the answer, as a file of ENDING (`.csv`) if one is given."""
        return _address(f"/questions/{self.query.name}/answer{ending}", self.pairs())

    def for_programs(self, form: str = "") -> str:
        """Return the address of the same answer in the API, as FORM (`turtle`) if one is given."""
        pairs = [(name, value) for name, values in self.values.items() for value in values]
        pairs += [("evidence", "true")] if self.evidence else []
        pairs += [("sort", ",".join(self.order))] if self.order else []
        pairs += [("format", form)] if form else []
        return _address(f"/api/{self.query.name}", pairs)

    def sorted_by(self, column: str) -> str:
        """Return the address of the answer by COLUMN, descending if it stands so already."""
        order = f"-{column}" if self.order == (column,) else column
        return replace(self, order=(order,)).address()

    def direction(self, column: str) -> str | None:
        """Return how the answer is sorted by COLUMN, in the words of aria-sort."""
        by = self.order[0] if len(self.order) == 1 else None
        return {column: "ascending", f"-{column}": "descending"}.get(by or "")

    def with_sentences(self, *, shown: bool) -> str:
        """Return the address of the answer with its sentences, or without."""
        return replace(self, evidence=shown).address()

    def longer(self) -> str:
        """Return the address of the answer with ten times the rows."""
        return replace(self, limit=min(self.limit * 10, _MOST)).address()

    def meaning(self, unclear: str, candidate: str) -> str:
        """Return the address of the answer with the address CANDIDATE in place of a name."""
        values = {
            name: tuple(candidate if value == unclear else value for value in given)
            for name, given in self.values.items()
        }
        return replace(self, values=values).address()


def asked_of(query: SavedQuery, given: QueryParams) -> Asked:
    """Return what GIVEN, the query part of an address, asks of QUERY; empty values count for none.

    Raises UsageError for a parameter that QUERY hasn't, and for more than any answer needs.
    """
    known = [param.name for param in query.params]
    for name in given:
        if name not in known and name not in _HOW:
            raise UsageError(
                f"{query.name} has no parameter {name!r}; it has: {', '.join(known) or 'none'}"
            )
    values = {name: _values(name, given.getlist(name)) for name in known}
    return Asked(
        query,
        {name: texts for name, texts in values.items() if texts},
        evidence=given.get("sentences") == "yes",
        order=_values("sort", given.getlist("sort")),
        limit=_limit(given.get("limit", "")),
    )


def _values(name: str, texts: list[str]) -> tuple[str, ...]:
    """Return those of TEXTS, the values of NAME, that hold anything."""
    kept = tuple(text.strip() for text in texts if text.strip())
    if len(kept) > _VALUES or any(len(text) > _LONGEST for text in kept):
        raise UsageError(f"{name}: that is more than this server looks for")
    return kept


def _limit(text: str) -> int:
    """Return how many rows TEXT asks for."""
    if not text.strip():
        return ROWS
    if not _COUNT.fullmatch(text) or not 0 < int(text) <= _MOST:
        raise UsageError(f"limit is a whole number from 1 to {_MOST}; not {text!r}")
    return int(text)


def _address(path: str, pairs: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(pairs)}" if pairs else path
