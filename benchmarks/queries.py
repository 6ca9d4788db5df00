"""Time every saved query against the raw engine, and at the smallest size against rdflib.

    python -m benchmarks.queries --sizes 10000 100000 1000000 --rdflib

The stores are of invented articles (benchmarks/corpus.py). Each query has the parameters of its
example, with names and days of the store: its most named person, and so on. Ours is all that
`kg query` does in the process: names are looked up, the text is filled in, asked, and the rows put
into a table. The raw engine (pyoxigraph) gets the same text and its rows are read. By turns, the
median counts; times are the processor's. What rdflib doesn't answer in ten seconds is given up.
"""

from __future__ import annotations

import argparse
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import pyoxigraph as ox
from rdflib import Dataset

from benchmarks.stores import FOLDER, filled
from kg.queries import Catalogue, SavedQuery, answer, sparql_of
from kg.queries.asking import select, text_of
from kg.stores import LocalStore

Values = Mapping[str, Sequence[str]]

_ENOUGH = 1.0  # seconds for one query and side
_TURNS = 9
_PATIENCE = 10  # seconds for rdflib
_MOST = """
BASE <{base}> PREFIX pol: <https://w3id.org/politics-kg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX schema: <https://schema.org/>
SELECT ?label (COUNT(?fact) AS ?times) WHERE {{
  GRAPH <graph/facts> {{ ?fact {path} ?node . ?node a {kind} ; rdfs:label ?label }}
}} GROUP BY ?label ORDER BY DESC(?times) ?label LIMIT 2
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of a query by us and by the raw engine; by rdflib if it was asked."""

    ours: float
    raw: float
    rows: int
    rdflib: float | None = None


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table of all queries at all sizes."""
    parser = argparse.ArgumentParser(description="Saved queries, beside the raw engine.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--stores", type=Path, default=FOLDER, help="where stores are kept")
    parser.add_argument("--rdflib", action="store_true", help="measure rdflib too, once")
    parser.add_argument("--only", nargs="*", help="names of queries; all by default")
    wanted = parser.parse_args(arguments)
    catalogue = Catalogue.load()
    names = wanted.only or list(catalogue.paths)
    costs: dict[str, list[Cost]] = {name: [] for name in names}
    for size in sorted(wanted.sizes):
        path = filled(size, wanted.stores)
        with LocalStore.open(path, create=False, read_only=True) as store:
            typical = _typical(store)
            plain = _rdflib(store) if wanted.rdflib and size == min(wanted.sizes) else None
            for name in names:
                costs[name].append(_cost(store, catalogue[name], typical, plain))
    for line in _table(costs, sorted(wanted.sizes)):
        print(line)
    return 0


def _typical(store: LocalStore) -> dict[str, list[str]]:
    """Return the names of STORE that stand for those in examples, by the type of parameter."""

    def most(path: str, kind: str) -> list[str]:
        rows = select(store, _MOST.format(base=store.base, path=path, kind=kind))
        return [text_of(row["label"]) for row in rows]

    people, parties = most("pol:participant", "schema:Person"), most("pol:member", "pol:Party")
    days = select(
        store,
        "PREFIX schema: <https://schema.org/> SELECT (MIN(?day) AS ?from) (MAX(?day) AS ?to) "
        "WHERE { GRAPH ?article { ?article schema:datePublished ?day } }",
    )
    ((first, last),) = ((text_of(row["from"]), text_of(row["to"])) for row in days)
    middle = sorted((first, last))[0][:5] + last[5:]
    meeting = next(
        q.subject.value.removeprefix(store.base)  # type: ignore[union-attr]
        for q in store._store.quads_for_pattern(
            None, ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), _MEETING, None
        )
    )
    return {
        "person": people,
        "party": parties,
        "alliance": most("pol:inAlliance", "pol:Alliance"),
        "entity": people,
        "date": [middle, last],
        "iri": [meeting],
    }


_MEETING = ox.NamedNode("https://w3id.org/politics-kg/ontology#Meeting")


def _values(query: SavedQuery, typical: Mapping[str, list[str]]) -> Values:
    """Return the values of QUERY's example, with names and days of the store."""
    types = {param.name: param.type.value for param in query.params}
    left = {type_: list(names) for type_, names in typical.items()}
    values = {}
    for name, value in query.example:
        known = left.get(types[name])
        values[name] = [known.pop(0) if known else value]
    return values


def _cost(
    store: LocalStore, query: SavedQuery, typical: Mapping[str, list[str]], plain: Dataset | None
) -> Cost:
    """Return what QUERY costs on STORE, and on PLAIN if it is given."""
    values = _values(query, typical)
    sparql = sparql_of(store, query, values)
    raw, base = store._store, store.base

    def asked() -> int:
        found: Any = raw.query(sparql, base_iri=base)
        return sum(1 for _ in found)

    ours, theirs = _by_turns(lambda: answer(store, query, values), asked)
    rdflib = None if plain is None else _within(lambda: list(plain.query(sparql, base=base)))
    return Cost(1000 * ours, 1000 * theirs, asked(), rdflib)


def _by_turns(*sides: Callable[[], object]) -> list[float]:
    """Return the median seconds of each of SIDES."""
    taken: list[list[float]] = [[] for _ in sides]
    for _ in range(_TURNS):
        for side, times in zip(sides, taken, strict=True):
            start = time.thread_time()
            side()
            times.append(time.thread_time() - start)
        if sum(map(sum, taken)) > _ENOUGH * len(sides):
            break
    return [median(times) for times in taken]


def _rdflib(store: LocalStore) -> Dataset:
    """Return what STORE holds in an rdflib dataset."""
    plain = Dataset()
    raw = store._store.dump(format=ox.RdfFormat.N_QUADS) or b""
    plain.parse(data=raw.decode(), format="nquads")
    return plain


def _within(side: Callable[[], object]) -> float:
    """Return the milliseconds of SIDE; infinite if it takes too long."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(_PATIENCE)
    start = time.perf_counter()
    try:
        side()
    except TimeoutError:
        return float("inf")
    finally:
        signal.alarm(0)
    return 1000 * (time.perf_counter() - start)


def _table(costs: Mapping[str, Sequence[Cost]], sizes: Sequence[int]) -> Iterator[str]:
    """Yield the lines of a table in Markdown."""
    titles = [f"{size:,} quads, ms | raw" for size in sizes]
    yield f"| query | {' | '.join(titles)} | rdflib | rows |"
    yield "|---|" + "--:|" * (2 * len(sizes) + 2)
    for name, measured in costs.items():
        cells = [f"{cost.ours:.1f} | {cost.raw:.1f}" for cost in measured]
        plain = measured[0].rdflib
        last = f"{plain:.0f}" if plain is not None and plain < float("inf") else "-"
        yield f"| `{name}` | {' | '.join(cells)} | {last} | {measured[-1].rows} |"
    for at, size in enumerate(sizes):
        ours = [measured[at].ours for measured in costs.values()]
        ratio = median(measured[at].ours / measured[at].raw for measured in costs.values())
        slow = sum(each > 20 for each in ours)
        yield f"\n{size:,} quads: median {median(ours):.1f} ms, {slow} over 20; ratio {ratio:.2f}"


if __name__ == "__main__":
    raise SystemExit(main())
