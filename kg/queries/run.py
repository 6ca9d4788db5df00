"""Step query, run: a query with its values becomes a table, with its sentences if asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from pyoxigraph import NamedNode, Triple

from kg.errors import UsageError
from kg.queries.asking import Queryable
from kg.queries.evidence import Sentence, sentences
from kg.queries.model import NAMED, SavedQuery
from kg.queries.parameters import bind, to_terms
from kg.queries.sorting import ordered
from kg.queries.tables import Row, Table, table

Answer: TypeAlias = Table | bool | Sequence[Triple]

_BASE = re.compile(r"^\s*BASE\s*<", re.IGNORECASE | re.MULTILINE)


def sparql_of(store: Queryable, query: SavedQuery, values: Mapping[str, Sequence[str]]) -> str:
    """Return the SPARQL that asks STORE for QUERY with VALUES: whole, it runs anywhere as it is.

    Raises UsageError for a value that doesn't fit.
    """
    sparql = bind(query, to_terms(store, query, values), store.base)
    return sparql if _BASE.search(sparql) else f"BASE {NamedNode(store.base)}\n{sparql}"


def answer(
    store: Queryable,
    query: SavedQuery,
    values: Mapping[str, Sequence[str]],
    *,
    evidence: bool = False,
    limit: int | None = None,
    order: Sequence[str] = (),
) -> Answer:
    """Return the answer of STORE to QUERY with VALUES by parameter, as people type them.

    A SELECT gives a table, an ASK yes or no, CONSTRUCT and DESCRIBE a graph. With EVIDENCE each
    row carries its sentences; ORDER sorts by columns (descending: `-times`), LIMIT cuts the table
    after so many rows. Raises UsageError for a value that doesn't fit, and whatever the store
    raises.
    """
    # The store puts the base where it takes it: so messages count the lines of the text as it was.
    sparql = bind(query, to_terms(store, query, values), store.base)
    found = store.query(sparql)
    if isinstance(found, bool | Sequence):
        if evidence or limit is not None or order:
            raise UsageError(
                "sorting, limits and sentences are for rows; the answer to this query is "
                + ("yes or no" if isinstance(found, bool) else "a graph")
            )
        return found
    whole = ordered(table(query, found, store.base, sparql), order)
    whole = replace(whole, remarks=(*whole.remarks, *_silence(query, values, whole)))
    shown = cut(whole, limit)
    return with_evidence(store, shown) if evidence else shown


def run(
    store: Queryable,
    query: SavedQuery,
    values: Mapping[str, Sequence[str]],
    *,
    evidence: bool = False,
    limit: int | None = None,
) -> Table:
    """Return the table that `answer` gives; raise UsageError if QUERY isn't a SELECT."""
    found = answer(store, query, values, evidence=evidence, limit=limit)
    if not isinstance(found, Table):
        raise UsageError(f"{query.name} has to be a SELECT; ASK and CONSTRUCT have no rows")
    return found


def _silence(
    query: SavedQuery, values: Mapping[str, Sequence[str]], answered: Table
) -> Iterator[str]:
    """Yield what it means that no row of ANSWERED has what was asked for by name."""
    given = [(param, text) for param in query.params for text in values.get(param.name, ())]
    names = [text for param, text in given if param.type in NAMED]
    others = [f", {param.name} {text}" for param, text in given if param.type not in NAMED]
    for at, column in enumerate(answered.columns):
        if column.empty and names and not any(row.cells[at] for row in answered.rows):
            yield f"{column.empty} of {' and '.join(names)}{''.join(others)}"


def with_evidence(store: Queryable, answered: Table) -> Table:
    """Return ANSWERED with the sentences that say the facts of each row."""
    if not any(column.fact for column in answered.columns):
        none = "there are no sentences to show: the query's header marks no column as `fact: true`"
        return replace(answered, remarks=(*answered.remarks, none))
    found = sentences(store, (fact for row in answered.rows for fact in row.facts))
    return replace(answered, rows=tuple(_with_evidence(row, found) for row in answered.rows))


def cut(answered: Table, limit: int | None) -> Table:
    """Return ANSWERED with its first LIMIT rows, and a remark of how many there are."""
    if limit is None or limit >= len(answered.rows):
        return answered
    told = f"{limit} of {len(answered.rows)} rows are shown"
    return replace(answered, rows=answered.rows[:limit], remarks=(*answered.remarks, told))


def _with_evidence(row: Row, found: Mapping[str, tuple[Sentence, ...]]) -> Row:
    """Return ROW with those of the sentences FOUND that are its facts'."""
    own = {sentence: None for fact in row.facts for sentence in found.get(fact, ())}
    return replace(row, evidence=tuple(own))
