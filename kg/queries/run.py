"""Step query, run: a saved query with its values becomes a table, with its sentences if asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.queries.asking import Queryable, ask
from kg.queries.evidence import Sentence, sentences
from kg.queries.model import SavedQuery
from kg.queries.parameters import bind, to_terms
from kg.queries.tables import Row, Table, table


def run(
    store: Queryable,
    query: SavedQuery,
    values: Mapping[str, Sequence[str]],
    *,
    evidence: bool = False,
    limit: int | None = None,
) -> Table:
    """Return the answer of STORE to QUERY with VALUES by parameter, as people type them.

    With EVIDENCE each row carries its sentences; LIMIT cuts the table after so many rows. Raises
    UsageError for a value that doesn't fit, and whatever the store raises.
    """
    sparql = bind(query, to_terms(store, query, values), store.base)
    answer = table(query, ask(store, sparql), store.base, sparql)
    if limit is not None and limit < len(answer.rows):
        cut = f"{limit} of {len(answer.rows)} rows are shown"
        answer = replace(answer, rows=answer.rows[:limit], remarks=(*answer.remarks, cut))
    return with_evidence(store, answer) if evidence else answer


def with_evidence(store: Queryable, answer: Table) -> Table:
    """Return ANSWER with the sentences that say the facts of each row."""
    found = sentences(store, (fact for row in answer.rows for fact in row.facts))
    return replace(answer, rows=tuple(_with_evidence(row, found) for row in answer.rows))


def _with_evidence(row: Row, found: Mapping[str, tuple[Sentence, ...]]) -> Row:
    """Return ROW with those of the sentences FOUND that are its facts'."""
    own = {sentence: None for fact in row.facts for sentence in found.get(fact, ())}
    return replace(row, evidence=tuple(own))
