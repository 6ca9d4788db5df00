"""Step load: a triplestore elsewhere made to hold the local store's graphs, and read back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import Literal, NamedNode

from kg.errors import EndpointError, TimeLimitError, UsageError
from kg.stores import PROFILES
from kg.stores.access import Access
from kg.stores.answers import Rows
from kg.stores.endpoint import Endpoint
from kg.stores.graph_store import GraphStore
from kg.stores.local import LocalStore
from kg.stores.profiles import addresses
from kg.stores.terms import Term

_BATCH = 100  # graphs a query counts; servers limit the rows of an answer
_NAMED = 5  # graphs that an error names


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: graphs and triples sent and counted there, graphs taken out there."""

    graphs: int
    triples: int
    pruned: int


def load_endpoint(
    store: LocalStore,
    url: str,
    access: Access | None = None,
    *,
    prune: bool = False,
    progress: Callable[[str, int], None] | None = None,
) -> Loaded:
    """Put each graph of STORE into the triplestore at URL and compare the counts there.

    Graphs that the store doesn't have are left alone; with `prune`, those under the store's base
    are taken out. `progress` is told each graph and its number of triples once it is there.
    Raises UsageError for an address from which the Graph Store's doesn't follow; EndpointError if
    the triplestore refuses, fails, or holds other counts afterwards; TimeLimitError. A load that
    broke off can be started again.
    """
    access = access or Access()
    endpoint = Endpoint(url, store.base, access)
    with GraphStore(_graph_store(url, access), access) as target:
        sent = _put_all(store, target, progress)
        gone = _superfluous(endpoint, store, sent) if prune else []
        pruned = sum(target.delete(name) for name in gone)
    _compare(endpoint, sent)
    return Loaded(len(sent), sum(sent.values()), pruned)


def _graph_store(url: str, access: Access) -> str:
    """Return the address that takes whole graphs."""
    found = access.graph_store or addresses(url, PROFILES).graph_store
    if not found:
        raise UsageError(
            f"can't tell from {url} where this triplestore takes graphs; give its Graph Store "
            "address as well"
        )
    return found


def _put_all(
    store: LocalStore, target: GraphStore, progress: Callable[[str, int], None] | None
) -> dict[str, int]:
    """Send every graph; return the number of triples of each."""
    names = store.graph_names()
    sent: dict[str, int] = {}
    for name in names:
        try:
            sent[name] = target.put(name, store.triples(name))
        except (EndpointError, TimeLimitError) as error:
            raise type(error)(
                f"{error}\n{len(sent)} of {len(names)} graphs are there; run it again to go on"
            ) from error
        if progress:
            progress(name, sent[name])
    return sent


def _superfluous(endpoint: Endpoint, store: LocalStore, sent: Mapping[str, int]) -> list[str]:
    """Return the graphs there, under the store's base, that the store doesn't have."""
    names: list[str] = []
    for prefix in (store.iris.articles, store.base + "graph/"):
        answer = endpoint.query(
            "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } "
            f"FILTER(STRSTARTS(STR(?g), {Literal(prefix)})) }}"
        )
        names += [_iri(row[0]) for row in _rows(answer)]
    return sorted(set(names) - set(sent))


def _compare(endpoint: Endpoint, sent: Mapping[str, int]) -> None:
    """Raise EndpointError unless each graph has as many triples there as were SENT."""
    there: dict[str, int] = {}
    names = iter(sent)
    while batch := list(islice(names, _BATCH)):
        there.update(_counts(endpoint, batch))
    wrong = [
        f"{name} ({there.get(name, 0)} of {count})"
        for name, count in sent.items()
        if there.get(name, 0) != count
    ]
    if wrong:
        more = f" and {len(wrong) - _NAMED} more" if len(wrong) > _NAMED else ""
        raise EndpointError(
            f"{endpoint.url} took the graphs, but does not hold all of their triples: "
            f"{', '.join(wrong[:_NAMED])}{more}"
        )


def _counts(endpoint: Endpoint, names: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield the number of triples that each of the graphs has there; none for a missing one."""
    values = " ".join(str(NamedNode(name)) for name in names)
    answer = endpoint.query(
        f"SELECT ?g (COUNT(*) AS ?n) {{ VALUES ?g {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} }} "
        "GROUP BY ?g"
    )
    for graph, count in _rows(answer):
        if isinstance(count, Literal):
            yield _iri(graph), int(count.value)


def _rows(answer: object) -> list[tuple[Term | None, ...]]:
    """Return the rows of a SELECT's answer."""
    if not isinstance(answer, Rows):
        raise EndpointError("the triplestore answered a SELECT with something else")
    return answer.rows


def _iri(term: Term | None) -> str:
    """Return the IRI of a graph's name."""
    if not isinstance(term, NamedNode):
        raise EndpointError(f"the triplestore named a graph {term}, which is no IRI")
    return term.value
