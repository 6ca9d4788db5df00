"""Measure what a build on Spark leaves to the driver: settling who is who.

    python -m benchmarks.driver .kg

Takes the articles of a store. Times are the processor's, an article; what tasks do is shown beside.
"""

from __future__ import annotations

import argparse
import pickle
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from kg.consolidation import Anew, Taken, copies, piece_part, taken
from kg.consolidation.presence import pointed
from kg.graph import ArticleGraph
from kg.pipeline.facts import gazetteer
from kg.stores import LocalStore
from kg.text import read_signature

Value = TypeVar("Value")


def main(arguments: Sequence[str] | None = None) -> int:
    """Settle who is who in a store's articles and work their facts; print what each costs."""
    parser = argparse.ArgumentParser(description="What a build on Spark leaves to the driver.")
    parser.add_argument("store", type=Path)
    wanted = parser.parse_args(arguments)
    with (
        LocalStore.open(wanted.store, create=False) as store,
        tempfile.TemporaryDirectory() as name,
    ):
        known = gazetteer(store.iris)
        iris = list(store.article_iris())
        graphs = [ArticleGraph(iri, tuple(store.triples(iri))) for iri in iris]
        clock = _Clock(len(iris))
        told = clock.of("tasks: rows taken", lambda: [taken(g, store.iris) for g in graphs])
        rows = list(map(str, told))
        signed = {each.article: read_signature(each.signature or "") for each in told}
        alike = clock.of("tasks: copies", lambda: copies({i: s for i, s in signed.items() if s}))
        with Anew(known, Path(name) / "index") as anew:
            clock.of("driver: rows read", lambda: anew.take_in(map(Taken.parsed, rows)))
            facts = clock.of(
                "driver: who is who", lambda: [pickle.dumps(piece) for piece in anew.facts(alike)]
            )
            parts = clock.of(
                "tasks: facts",
                lambda: [piece_part(pickle.loads(each), known.world) for each in facts],  # noqa: S301 - we wrote it
            )
            found = {iri for part in parts for t in part.nodes.values() for iri in pointed(t)}
            clock.of("driver: things", lambda: list(anew.things(found)))
    return 0


class _Clock:
    """Says how long each step takes an article, of so many ARTICLES."""

    def __init__(self, articles: int) -> None:
        self._articles = articles

    def of(self, step: str, work: Callable[[], Value]) -> Value:
        """Return what WORK gives, after saying what the STEP cost."""
        start = time.process_time()
        value = work()
        cost = (time.process_time() - start) / self._articles * 1_000
        sys.stdout.write(f"{step:>20} {cost:6.2f} ms an article\n")
        return value


if __name__ == "__main__":
    raise SystemExit(main())
