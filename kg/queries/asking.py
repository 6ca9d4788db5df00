"""Step query, asking: what a store has to be able to do, asked of many nodes, its answers read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.batches import batched
from kg.errors import UsageError
from kg.queries.blocks import Terms, fill

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Solution: TypeAlias = Mapping[str, Term]

AT_ONCE = 200  # nodes of a question: about 20 kB of query


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


def answers(
    store: Queryable, question: str, subjects: Iterable[str], **more: Terms
) -> Iterator[Solution]:
    """Yield the rows that STORE answers QUESTION with for SUBJECTS (IRIs) and MORE by variable.

    QUESTION has a block `VALUES ?subject { UNDEF }`; memory holds the rows for some of them.
    """
    for some in batched(dict.fromkeys(subjects), AT_ONCE):
        nodes = [NamedNode(iri) for iri in some]
        yield from select(store, fill(question, store.base, {"subject": nodes, **more}))


def text_of(term: Term) -> str:
    """Return the words of a literal, the address of a node."""
    return str(term) if isinstance(term, Triple) else term.value
