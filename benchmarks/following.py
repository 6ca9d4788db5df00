"""Measure what one article costs in a store of consolidated ones, beside making all facts anew.

    python -m benchmarks.following articles.jsonl --sizes 500 2000
    python -m benchmarks.following articles.jsonl --store empty.kg 10k.kg 100k.kg

For each size: that many articles are put and their facts made anew; then further ones come one by
one, and go again, and the facts follow each. Times are the processor's, those of one article the
median. Not counted: reading and mapping the articles, and putting their own graphs.

With stores, all of it is counted: a `kg build` of an article a process, the first three one by one,
out of a store that is put back as it was before each; one that isn't there is an empty one.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median

from kg.graph import ArticleGraph, Iris, load_gazetteer, to_graph
from kg.model import Document
from kg.pipeline import extractor
from kg.pipeline.facts import put_facts
from kg.readers import read
from kg.stores import LocalStore
from kg.validation import Validator

_BATCH = 50
_WHOLE = 3  # builds of which the median counts


@dataclass(frozen=True, slots=True)
class Cost:
    """The processor's seconds: for all facts anew, and for one article more and one less."""

    articles: int
    anew: float
    added: float
    removed: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure each size and print the costs."""
    parser = argparse.ArgumentParser(description="One article more, beside all anew.")
    parser.add_argument("articles", type=Path, help="a file of NewsArticles, JSON Lines")
    parser.add_argument("--sizes", type=int, nargs="+", default=[500, 2000])
    parser.add_argument("--changes", type=int, default=30, help="articles that come and go")
    parser.add_argument("--store", type=Path, nargs="+", help="a whole build of one into each")
    wanted = parser.parse_args(arguments)
    if wanted.store:
        for store in wanted.store:
            with tempfile.TemporaryDirectory(dir=store.parent) as folder:
                _tell_whole(store, median(_whole(wanted.articles, store, Path(folder))))
        return 0
    graphs = list(islice(_graphs(wanted.articles), max(wanted.sizes) + wanted.changes))
    further, stock = graphs[: wanted.changes], graphs[wanted.changes :]
    for size in wanted.sizes:
        with tempfile.TemporaryDirectory() as folder:
            _tell(_measured(stock[:size], further, Path(folder)))
    return 0


def _graphs(path: Path) -> Iterator[ArticleGraph]:
    """Yield the graphs of the articles in the file PATH."""
    extract = extractor(load_gazetteer())
    for item in read([str(path)]):
        if isinstance(item, Document):
            yield to_graph(extract(item), Iris())


def _measured(stock: Sequence[ArticleGraph], further: Iterable[ArticleGraph], path: Path) -> Cost:
    """Return what the facts cost in a store of the articles STOCK, to which FURTHER come."""
    validator, added, removed = Validator(), [], []
    with LocalStore.open(path / "store") as store:
        for start in range(0, len(stock), _BATCH):
            store.put(stock[start : start + _BATCH])
        anew = _seconds(store, validator)
        for graph in further:
            store.put([graph])
            added.append(_seconds(store, validator))
            store.remove(graph.article)
            removed.append(_seconds(store, validator))
    return Cost(len(stock), anew, median(added), median(removed))


def _whole(articles: Path, store: Path, folder: Path) -> Iterator[float]:
    """Yield what a build of each of the first ARTICLES into a copy of STORE, in FOLDER, costs."""
    one, copy = folder / "one.jsonl", folder / "copy.kg"
    with articles.open(encoding="utf-8") as file:
        for line in islice(file, _WHOLE):
            one.write_text(line, encoding="utf-8")
            if store.exists():
                shutil.copytree(store, copy)
            before = _children()
            command = [sys.executable, "-m", "kg", "build", str(one), "--store", str(copy)]
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own words
            yield _children() - before
            shutil.rmtree(copy)


def _children() -> float:
    """Return the processor's seconds of all processes that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _tell_whole(store: Path, seconds: float) -> None:
    """Print what a whole build of one article into STORE costs."""
    print(f"{store.name}: one article {seconds:.1f} s, start and all", flush=True)


def _seconds(store: LocalStore, validator: Validator) -> float:
    """Return how long the facts take to follow what changed."""
    start = time.process_time()
    put_facts(store, validator)
    return time.process_time() - start


def _tell(cost: Cost) -> None:
    """Print COST."""
    print(
        f"{cost.articles:>6} articles: anew {cost.anew:6.1f} s, one more {cost.added:.3f} s "
        f"(1 in {cost.anew / cost.added:.0f}), one less {cost.removed:.3f} s"
    )


if __name__ == "__main__":
    raise SystemExit(main())
