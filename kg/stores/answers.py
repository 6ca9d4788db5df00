"""Step store, answers: what a query gives back, the same from the local store and an endpoint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeAlias

from pyoxigraph import (
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
)

from kg.stores.deadline import Deadline
from kg.stores.terms import Term


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT: its columns, and rows of one term (None: unbound) a column."""

    columns: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]


Answer: TypeAlias = Rows | bool | list[Triple]


class Queryable(Protocol):
    """Whatever answers SPARQL queries; relative IRIs in them stand under `base`."""

    @property
    def base(self) -> str:
        """Return the IRI that the data's own IRIs start with."""
        ...

    def query(
        self, sparql: str, *, timeout: float | None = None, allow_service: bool = False
    ) -> Answer:
        """Return the answer to a SELECT, ASK, CONSTRUCT or DESCRIBE within TIMEOUT seconds.

        One that calls another endpoint (SERVICE) is refused unless ALLOW_SERVICE.
        """
        ...


def gathered(result: QuerySolutions | QueryBoolean | QueryTriples, deadline: Deadline) -> Answer:
    """Return what the embedded engine yields as a whole; raise TimeLimitError past DEADLINE."""
    if isinstance(result, QueryBoolean):
        return bool(result)
    if isinstance(result, QuerySolutions):
        columns = tuple(variable.value for variable in result.variables)
        return Rows(columns, [tuple(solution) for solution in deadline.watch(result)])
    return list(deadline.watch(result))
