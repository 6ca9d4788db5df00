"""Measure read, link and map on one core, beside a stock spaCy pipeline over the same articles.

    python -m benchmarks.speed articles.jsonl

Both take the same articles in rounds by turns, so that what else the machine does meets both
alike; each round is taken twice and the faster time counts. Times are the processor's, in this
process on its one core. spaCy gets the texts in memory; on our side reading the file counts too.
Garbage in cycles is looked for as seldom as `kg build` does, for both.
Not counted: loading the gazetteer and the model, and a round beforehand, which fills caches.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.spacy_model import stock_pipeline
from kg.graph import load_gazetteer
from kg.model import Document
from kg.pipeline import extractor
from kg.processes import collect_seldom
from kg.readers import read

_ROUND = 100  # articles
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Round:
    """The processor's seconds that both sides took over the same articles."""

    articles: int
    characters: int
    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        """Return how many times spaCy's articles a second ours are."""
        return self.theirs / self.ours


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure both sides and print the ratio; return 1 if it is under what is asked for."""
    parser = argparse.ArgumentParser(description="Read, link and map, beside stock spaCy.")
    parser.add_argument("articles", type=Path, help="a file of NewsArticles, JSON Lines")
    parser.add_argument("--limit", type=int, default=1000, help="articles taken, spread evenly")
    parser.add_argument("--at-least", type=float, default=0.0, metavar="RATIO")
    parser.add_argument("--core", type=int, help="which core; by default the last one allowed")
    wanted = parser.parse_args(arguments)
    _pin(wanted.core)
    with tempfile.TemporaryDirectory() as folder:
        files = list(_rounds(wanted.articles, wanted.limit, Path(folder)))
        rounds = _measured(files)
    _tell(rounds)
    return 0 if _ratio(rounds) >= wanted.at_least else 1


def _pin(core: int | None) -> None:
    """Keep this process to one CORE and its libraries to one thread."""
    chosen = max(os.sched_getaffinity(0)) if core is None else core
    os.sched_setaffinity(0, {chosen})
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))


def _rounds(articles: Path, limit: int, folder: Path) -> Iterator[Path]:
    """Write up to LIMIT of ARTICLES, spread evenly, to files of a round each; yield those."""
    lines = articles.read_text(encoding="utf-8").splitlines(keepends=True)
    taken = lines[:: max(1, len(lines) // limit)][:limit]
    for at in range(0, len(taken), _ROUND):
        file = folder / f"{at}.jsonl"
        file.write_text("".join(taken[at : at + _ROUND]), encoding="utf-8")
        yield file


def _measured(files: Sequence[Path]) -> list[Round]:
    """Return what both sides took for each of FILES; the first warms up and is taken again."""
    extract, pipeline = extractor(load_gazetteer()), stock_pipeline()
    collect_seldom()

    def ours(file: Path) -> None:
        for document in _documents(file):
            extract(document)

    def theirs(texts: Sequence[str]) -> None:
        for _ in pipeline.pipe(texts):
            pass

    def both(file: Path) -> Round:
        texts = [document.text for document in _documents(file)]
        times = [(_took(lambda: ours(file)), _took(lambda: theirs(texts))) for _ in range(2)]
        return Round(len(texts), sum(map(len, texts)), *map(min, zip(*times, strict=True)))

    both(files[0])
    return [both(file) for file in files]


def _documents(file: Path) -> Iterator[Document]:
    """Yield the articles of FILE, read as `kg build` does."""
    for item in read([str(file)]):
        if isinstance(item, Document):
            yield item


def _took(work: Callable[[], None]) -> float:
    """Return the processor's seconds that WORK takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def _tell(rounds: Sequence[Round]) -> None:
    """Print both speeds and their ratio."""
    articles = sum(each.articles for each in rounds)
    characters = sum(each.characters for each in rounds)
    print(f"{articles} articles, {characters / articles:.0f} characters each, one core")
    for name, seconds in (
        ("politics-kg", sum(each.ours for each in rounds)),
        ("spaCy en_core_web_sm", sum(each.theirs for each in rounds)),
    ):
        print(
            f"{name:<22}{articles / seconds:>8.1f} articles/s {characters / seconds:>9.0f} chars/s"
        )
    ratios = sorted(each.ratio for each in rounds)
    print(f"{'ratio':<22}{_ratio(rounds):>8.1f} ({ratios[0]:.1f} to {ratios[-1]:.1f} by round)")


def _ratio(rounds: Sequence[Round]) -> float:
    """Return how many times spaCy's articles a second ours are, over all ROUNDS."""
    return sum(each.theirs for each in rounds) / sum(each.ours for each in rounds)


if __name__ == "__main__":
    sys.exit(main())
