"""Step store, portions: much asked of an endpoint, in answers that no server cuts off.

Servers cut long answers off, some without a word. So what there is is counted before it is asked
for, and asked for in parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias, TypeVar

from pyoxigraph import Literal, NamedNode

from kg.errors import EndpointError
from kg.stores.answers import Rows
from kg.stores.endpoint import Endpoint
from kg.stores.terms import Term

Item = TypeVar("Item")
Row: TypeAlias = Sequence[Term | None]

ROWS = 9_000  # of an answer, below what servers cut off at
NAMED = 100  # graphs, or nodes, that a question names
_HASHES = 16**8


def rows(endpoint: Endpoint, sparql: str, *, late: bool = True) -> Sequence[Row]:
    """Return the rows of a SELECT, asked again while that may help; with LATE, after time ran out.

    Raises EndpointError and TimeLimitError.
    """
    answer = endpoint.access.retries.run(lambda: endpoint.query(sparql), late=late)
    if not isinstance(answer, Rows):
        raise EndpointError(f"{endpoint.url} answered a SELECT with something else")
    return answer.rows


def parts(number: int, digest: str) -> Iterator[str]:
    """Yield filters that divide NUMBER rows into answers short enough, by the values of DIGEST.

    These are hashes in hexadecimal: `MD5(STR(?g))`.
    """
    count = -(-2 * number // ROWS) if number > ROWS else min(number, 1)  # half of it, as they vary
    if count < 2:
        yield from [""] * count
        return
    bounds = [f"{_HASHES * part // count:08x}" for part in range(count)]
    for low, high in pairwise([*bounds, "g"]):
        yield f'FILTER({digest} >= "{low}" && {digest} < "{high}")'


def together(items: Iterable[Item], size: Callable[[Item], int]) -> Iterator[list[Item]]:
    """Yield ITEMS in order, so many at a time that one answer has room for the SIZE of all."""
    some, number = list[Item](), 0
    for item in items:
        if some and (number + size(item) > ROWS or len(some) == NAMED):
            yield some
            some, number = [], 0
        some.append(item)
        number += size(item)
    if some:
        yield some


def iri(term: Term | None) -> NamedNode:
    """Return TERM, an IRI; raise EndpointError for anything else."""
    if not isinstance(term, NamedNode):
        raise EndpointError(f"the triplestore gave {term} where only an IRI can stand")
    return term


def integer(term: Term | None) -> int:
    """Return the number TERM; raise EndpointError for anything else."""
    if not isinstance(term, Literal) or not term.value.isdecimal():
        raise EndpointError(f"the triplestore gave {term} for a number")
    return int(term.value)
