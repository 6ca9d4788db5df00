"""Step query, asking: what a store has to be able to do, and how its answers are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import UsageError

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Solution: TypeAlias = Mapping[str, Term]


class Solutions(Protocol):
    """The answer to a SELECT: a term, or None, for each column in each row."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the variables, without question mark."""

    @property
    def rows(self) -> Sequence[tuple[Term | None, ...]]:
        """Return the rows in the order of the answer."""


class Queryable(Protocol):
    """The embedded store or an endpoint: anything that answers SPARQL and knows its base."""

    @property
    def base(self) -> str:
        """Return the IRI that its data start with, slash included."""

    def query(self, sparql: str, /) -> Solutions | bool | Sequence[Triple]:
        """Return the answer to SPARQL."""


def ask(store: Queryable, sparql: str) -> Solutions:
    """Return what STORE answers SPARQL with; raise UsageError if it isn't a SELECT."""
    answer = store.query(sparql)
    if isinstance(answer, bool | Sequence):
        raise UsageError("a saved query has to be a SELECT; ASK and CONSTRUCT have no rows")
    return answer


def select(store: Queryable, sparql: str) -> list[Solution]:
    """Return the rows that STORE answers SPARQL with, each without its unbound variables."""
    answer = ask(store, sparql)
    return [
        {name: term for name, term in zip(answer.columns, row, strict=True) if term is not None}
        for row in answer.rows
    ]


def text_of(term: Term) -> str:
    """Return the words of a literal, the address of a node."""
    return str(term) if isinstance(term, Triple) else term.value
