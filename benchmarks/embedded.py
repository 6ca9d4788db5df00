"""Measure loading into the embedded store beside the engine's own loaders and rdflib's dataset.

    python -m benchmarks.embedded --quads 100000

The quads are those of invented articles (benchmarks/corpus.py). Each side loads them into a new
store on disk, rdflib into memory, by turns; the parsing of N-Quads counts where a side reads them.
The table gives medians, and beside them how many times `Store.bulk_load` that is: by the clock, and
by the processor's time, since the engine's loaders work on two cores.
"""

from __future__ import annotations

import argparse
import io
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path
from statistics import median

import pyoxigraph as ox
from rdflib import Dataset

from benchmarks.stores import FOLDER, filled
from kg.graph import ArticleGraph, PackedGraph
from kg.stores import LocalStore, Stamp

_BATCH = 200  # articles put at once, as in a build
_LOADER = "pyoxigraph Store.bulk_load"  # what the others are compared with
_STAMP = Stamp(bytes(16), {"meetings": 1})


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Loading into the embedded store.")
    parser.add_argument("--quads", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--stores", type=Path, default=FOLDER, help="where stores are kept")
    wanted = parser.parse_args(arguments)
    with LocalStore.open(
        filled(wanted.quads, wanted.stores), create=False, read_only=True
    ) as store:
        quads = list(store.quads(store.article_iris()))
    text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    graphs = [
        ArticleGraph(name.value, tuple(quad.triple for quad in told))
        for name, told in groupby(quads, key=lambda quad: quad.graph_name)
    ]
    packed = [PackedGraph.of(graph) for graph in graphs]  # as a build's workers give them
    sides: dict[str, Callable[[Path], object]] = {
        "articles put, 200 at once": lambda path: _put(path, packed),
        "graphs added past transactions": lambda path: _added(path, graphs),
        "pyoxigraph Store.bulk_extend": lambda path: ox.Store(str(path)).bulk_extend(quads),
        _LOADER: lambda path: ox.Store(str(path)).bulk_load(text, ox.RdfFormat.N_QUADS),
        "rdflib Dataset.parse": lambda _: Dataset().parse(io.BytesIO(text), format="nquads"),
    }
    rounds = [{name: _seconds(side) for name, side in sides.items()} for _ in range(wanted.rounds)]
    print(f"    {len(quads)} quads of {len(graphs)} articles, {wanted.rounds} rounds")
    print(f"    {'':<32} {'quads/s':>9} {'clock':>9} {'processor':>9}")
    for name in sides:
        speed = len(quads) / median(times[name][0] for times in rounds)
        ratios = [median(t[_LOADER][kind] / t[name][kind] for t in rounds) for kind in (0, 1)]
        print(f"    {name:<32} {speed:9.0f} {ratios[0]:9.2f} {ratios[1]:9.2f}")
    return 0


def _put(path: Path, graphs: Sequence[PackedGraph]) -> None:
    """Put GRAPHS as a build does."""
    with LocalStore.open(path) as store:
        for start in range(0, len(graphs), _BATCH):
            some = graphs[start : start + _BATCH]
            store.put_packed(some, {graph.article: _STAMP for graph in some})


def _added(path: Path, graphs: Iterable[ArticleGraph]) -> None:
    """Add all that GRAPHS say to one graph, as facts are that are made anew."""
    with LocalStore.open(path) as store:
        facts = store.iris.facts_graph
        store.add_to_graph(facts, (triple for graph in graphs for triple in graph.triples))


def _seconds(side: Callable[[Path], object]) -> tuple[float, float]:
    """Return the seconds of SIDE with a new folder, by the clock and of the processor."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter(), time.process_time()
        side(Path(folder) / "store")
        return time.perf_counter() - start[0], time.process_time() - start[1]


if __name__ == "__main__":
    raise SystemExit(main())
