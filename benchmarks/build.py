"""Measure whole builds on so many cores, beside a stock spaCy pipeline over the same articles.

    python -m benchmarks.build articles.jsonl

`kg build` runs as people run it, from its start to the facts and a closed store; the first round
compiles its modules where they weren't. spaCy gets the texts in memory, dealt out to a process for
each core, and its loading is not counted. Both are kept to the same cores, by turns. Seconds are
the processor's, of all processes together; beside them stands how long it took by the clock, of
which on a machine at work with other things only the ratio means anything. Then the same over
those articles that have reports.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.costs import ROOT, Cost, build_cost
from benchmarks.spacy_model import stock_pipeline
from kg.model import Document
from kg.readers import read
from kg.stores import LocalStore

_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
_WARM_UP = 20  # texts


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure both sides over all articles and over those with reports; print the ratios."""
    parser = argparse.ArgumentParser(description="Whole builds, beside stock spaCy.")
    parser.add_argument("articles", type=Path, help="a file of NewsArticles, JSON Lines")
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=2, help="of which the better one counts")
    parser.add_argument("--part", action="store_true", help=argparse.SUPPRESS)
    wanted = parser.parse_args(arguments)
    if wanted.part:
        _part_of_theirs(wanted.articles)
        return 0
    os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[-wanted.cores :]))
    os.environ.update(_ONE_THREAD)
    with tempfile.TemporaryDirectory() as folder:
        means = wanted.cores, wanted.rounds, Path(folder)
        _compared("articles of all kinds", wanted.articles, *means)
        file = _with_reports(wanted.articles, Path(folder))
        _compared("articles that have reports", file, *means)
    return 0


def _compared(kind: str, articles: Path, cores: int, rounds: int, folder: Path) -> None:
    """Measure both sides over ARTICLES by turns, and print what the better round of each took."""
    parts = _dealt(articles, cores, folder)
    ours, theirs = [], []
    for n in range(rounds):
        ours.append(_ours(articles, cores, folder / f"{articles.stem}-{n}.kg"))
        theirs.append(_theirs(parts))
    count = sum(len(json.loads(part.read_text(encoding="utf-8"))) for part in parts)
    print(f"{count} {kind}, {cores} cores")
    best = [min(side, key=lambda cost: cost.processor) for side in (ours, theirs)]
    for name, cost in zip(("kg build", "spaCy en_core_web_sm"), best, strict=True):
        print(
            f"  {name:<22}{count / cost.processor:>7.1f} articles a processor's second"
            f"{count / cost.clock:>8.1f} by the clock"
        )
    processor, clock = (theirs_ / ours_ for ours_, theirs_ in zip(*map(_values, best), strict=True))
    print(f"  {'ratio':<22}{processor:>7.1f}{'':<30}{clock:>8.1f}", flush=True)


def _values(cost: Cost) -> tuple[float, float]:
    return cost.processor, cost.clock


def _ours(articles: Path, cores: int, store: Path) -> Cost:
    """Return what a build of ARTICLES into STORE costs."""
    cost = build_cost(articles, store, cores)
    if cost.code not in (0, 1):
        raise SystemExit(f"kg build ended with {cost.code}")
    return cost


def _theirs(parts: Sequence[Path]) -> Cost:
    """Return what spaCy costs over PARTS, a process each, all at once."""
    command = [sys.executable, "-m", "benchmarks.build", "--part"]
    running = [
        subprocess.Popen(  # noqa: S603 - our own
            [*command, str(part)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        for part in parts
    ]
    told = [process.communicate()[0].split() for process in running]
    costs = [Cost(float(processor), float(clock)) for processor, clock in told]
    return Cost(sum(c.processor for c in costs), max(c.clock for c in costs))


def _part_of_theirs(part: Path) -> None:
    """Run spaCy over the texts in PART and print the seconds."""
    texts = json.loads(part.read_text(encoding="utf-8"))
    pipeline = stock_pipeline()
    for _ in pipeline.pipe(texts[:_WARM_UP]):
        pass
    processor, clock = time.process_time(), time.monotonic()
    for _ in pipeline.pipe(texts):
        pass
    print(time.process_time() - processor, time.monotonic() - clock)


def _dealt(articles: Path, cores: int, folder: Path) -> list[Path]:
    """Write the texts of ARTICLES to a file for each of so many CORES, by turns."""
    texts = [document.text for document in _documents(articles)]
    files = []
    for core in range(cores):
        file = folder / f"{articles.stem}-{core}.json"
        file.write_text(json.dumps(texts[core::cores]), encoding="utf-8")
        files.append(file)
    return files


def _documents(articles: Path) -> Iterator[Document]:
    """Yield ARTICLES as they are read."""
    yield from (item for item in read([str(articles)]) if isinstance(item, Document))


def _with_reports(articles: Path, folder: Path) -> Path:
    """Write those of ARTICLES to a file of FOLDER that have reports in the store built first."""
    file = folder / "with-reports.jsonl"
    with LocalStore.open(folder / f"{articles.stem}-0.kg", read_only=True) as store:
        rows = store.query(
            f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?r <{_REPORTED_IN}> ?a }} }}", timeout=600
        )
        reported = {str(row[0])[1:-1] for row in rows.rows}  # type: ignore[union-attr]
        lines = articles.read_text(encoding="utf-8").splitlines(keepends=True)
        numbers = {
            int(document.origin.rpartition(" ")[2])
            for document in _documents(articles)
            if store.iris.article(document.identifier) in reported
        }
    file.write_text("".join(lines[n - 1] for n in sorted(numbers)), encoding="utf-8")
    return file


_REPORTED_IN = "https://w3id.org/politics-kg/ontology#reportedIn"

if __name__ == "__main__":
    sys.exit(main())
