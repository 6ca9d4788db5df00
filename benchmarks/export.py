"""Measure `kg export -f nquads` beside the engine's own dump, and its memory as the store grows.

    python -m benchmarks.export

Each store and each side runs in a process of its own, by turns; times are the wall's, of which the
best of each side counts. Of the machine only the ratio is to be trusted. The engine's own memory
grows with its store; so the writer is measured without it too, on statements made as it asks.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple

from kg.export import export
from kg.graph import ArticleGraph, Iris
from kg.graph.terms import LABEL, TYPE, pol, words
from kg.stores import LocalStore
from kg.vocabulary import DEFAULT_BASE

_STATEMENTS = 150  # of an article; as many go into the facts of its reports
_ROUNDS = 3


def main() -> None:
    """Print the table, or (with a side and a store) run one side once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--run", nargs=2, metavar=("SIDE", "OF"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        _run(*given.run)
        return
    for times in (1, 4):
        with tempfile.TemporaryDirectory() as folder:
            statements = fill(Path(folder) / "store", given.statements * times)
            ours, theirs = _by_turns(Path(folder) / "store")
            speeds = [statements / seconds for seconds, _ in (ours, theirs)]
            print(f"{statements} statements, half of them facts")
            for name, speed, (_, memory) in zip(
                ("kg export", "engine's dump"), speeds, (ours, theirs), strict=True
            ):
                print(f"  {name:<14} {speed:>9.0f} statements/s {memory / 1024:>7.0f} MB")
            print(f"  ratio          {speeds[0] / speeds[1]:>9.2f}")
    for times in (4, 16):  # so many are more than it sorts in memory
        statements = given.statements * times
        _, memory = _measured("writer", str(statements))
        print(f"the writer alone, {statements} statements of one graph {memory / 1024:>7.0f} MB")


def fill(path: Path, statements: int) -> int:
    """Make a store of invented articles and facts; return how many statements it holds."""
    with LocalStore.open(path) as store:
        count = statements // (2 * _STATEMENTS)
        for start in range(0, count, 50):
            numbers = range(start, min(start + 50, count))
            articles = (store.iris.article(f"news-{number}") for number in numbers)
            store.put(ArticleGraph(iri, tuple(_triples(iri + "#x-"))) for iri in articles)
        facts = (triple for n in range(count) for triple in _triples(f"{store.base}meeting/{n}-"))
        store.add_to_graph(store.iris.facts_graph, facts)
        return sum(1 for _ in store.quads())


def _triples(start: str) -> Iterator[Triple]:
    """Yield the statements of nodes whose IRIs begin with START."""
    for number in range(_STATEMENTS // 3):
        node = NamedNode(f"{start}{number}")
        yield Triple(node, TYPE, pol("Meeting"))
        yield Triple(node, LABEL, words(f"Ada Quill and {number} others, Velmar, {start}"))
        yield Triple(node, pol("topic"), Literal(f"a topic of some words that is no. {number}"))


def _by_turns(store: Path) -> list[tuple[float, float]]:
    """Return the best seconds and the memory (KB) of each side."""
    found: dict[str, list[tuple[float, float]]] = {"ours": [], "theirs": []}
    for _ in range(_ROUNDS):
        for side, results in found.items():
            results.append(_measured(side, str(store)))
    return [min(results) for results in found.values()]


def _measured(side: str, of: str) -> tuple[float, float]:
    """Return the seconds and the memory (KB) of one SIDE's process."""
    command = [sys.executable, "-m", "benchmarks.export", "--run", side, of]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    seconds, memory = map(float, done.stdout.split())
    return seconds, memory


def _run(side: str, of: str) -> None:
    """Export a store, or so many statements, and print the seconds and the most memory (KB)."""
    seconds = _writer(int(of)) if side == "writer" else _store(side, Path(of))
    print(seconds, _most_memory())


def _writer(statements: int) -> float:
    """Return the seconds that STATEMENTS of one graph, made on the way, take to be written."""
    graph = NamedNode(Iris().facts_graph)
    quads = (
        Quad(each.subject, each.predicate, each.object, graph)
        for number in range(statements // _STATEMENTS)
        for each in _triples(f"{DEFAULT_BASE}meeting/{number * 7919 % 100_003}-")
    )
    start = time.perf_counter()
    with tempfile.TemporaryFile() as file:
        export(quads, "nquads", file)
    return time.perf_counter() - start


def _store(side: str, path: Path) -> float:
    """Return the seconds that one SIDE takes to write the store in PATH out."""
    with (
        tempfile.TemporaryFile() as file,
        LocalStore.open(path, create=False, read_only=True) as store,
    ):
        start = time.perf_counter()
        if side == "ours":
            export(store.quads(), "nquads", file, base=store.base)
        else:
            store._store.dump(file, RdfFormat.N_QUADS)
        return time.perf_counter() - start


def _most_memory() -> int:
    """Return the most memory (KB) that this process had, and not the one it was forked from."""
    status = Path("/proc/self/status").read_text("utf-8")
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) if found else 0


if __name__ == "__main__":
    main()
