"""Step query, batches: one question about many nodes, asked for some of them at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from pyoxigraph import NamedNode

from kg.queries.asking import Queryable, Solution, select
from kg.queries.blocks import Terms, fill

Item = TypeVar("Item")

_BATCH = 200  # subjects asked for at once: about 20 kB of query


def answers(
    store: Queryable, question: str, subjects: Iterable[str], **more: Terms
) -> Iterator[Solution]:
    """Yield the rows that STORE answers QUESTION with for SUBJECTS (IRIs) and MORE by variable.

    QUESTION has a block `VALUES ?subject { UNDEF }`; memory holds the rows of one batch.
    """
    for some in batched(dict.fromkeys(subjects)):
        batch = [NamedNode(iri) for iri in some]
        yield from select(store, fill(question, store.base, {"subject": batch, **more}))


def batched(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield ITEMS in lists of as many as are asked for at once."""
    pending = iter(items)
    while batch := list(islice(pending, _BATCH)):
        yield batch
