"""Measure how accurately articles are read, and write the figures into the pages on it.

    python -m benchmarks.accuracy pool.jsonl dev.jsonl

The files hold the texts that the gold in tests/gold was taken from (schema.org NewsArticle, one
JSON object a line), which are their publishers' and not here. A set of gold is measured if all its
texts are among them; figures of a set that isn't stay as they are. Only figures are told, never
misses: those of the test set are nobody's to read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import yaml

from benchmarks.hard import found_by_kind
from benchmarks.pages import agreement_table, figures_table, filled, kinds_table
from kg.evaluation import Scores, evaluate
from kg.graph import ArticleGraph, load_gazetteer
from kg.pipeline import build, extractor
from kg.readers import read
from kg.stores import LocalStore

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
PAGE = ROOT / "docs" / "accuracy.md"
GOLD_PAGE = GOLD / "README.md"
Text: TypeAlias = tuple[str, str]  # identifier, SHA-256 of the body

_SEEDS = "seeds"  # the set whose texts are here


@dataclass(frozen=True, slots=True)
class Figures:
    """What is measured of a set: scores, and how many meetings of how many are found, a kind."""

    scores: Scores
    kinds: Mapping[str, tuple[int, int]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every set whose texts are given; return 1 if one was left as it was."""
    parser = argparse.ArgumentParser(description="Measure accuracy; write docs/accuracy.md anew.")
    parser.add_argument("articles", nargs="+", type=Path, help="files of NewsArticles, JSON Lines")
    lines = _lines(parser.parse_args(arguments).articles)
    agreed = agreements()
    sets = sorted(folder.name for folder in GOLD.iterdir() if folder.is_dir())
    measured = {
        name: figures
        for name in sets
        if (figures := _seeds() if name == _SEEDS else _measured(name, lines)) is not None
    }
    blocks: dict[str, str] = {}
    for name, figures in measured.items():
        blocks[f"figures: {name}"] = figures_table(figures.scores, agreed.get(name))
        if name in agreed:
            blocks[f"kinds: {name}"] = kinds_table(figures.kinds)
    _write(PAGE, blocks)
    _write(GOLD_PAGE, agreement_blocks())
    return 0 if len(measured) == len(sets) else 1


def agreements() -> Mapping[str, Mapping[str, Sequence[int]]]:
    """Return how far two readers agree, for the test set and the pool, a slot.

    A slot has three counts: both have it, only the first reader, only the second.
    """
    test = json.loads((GOLD / "draw.json").read_text(encoding="utf-8"))["test"]
    batches = json.loads((GOLD / "agreement.json").read_text(encoding="utf-8"))
    sums: dict[str, dict[str, list[int]]] = {"pool": {}, "test": {}}
    for batch, slots in batches.items():
        name = "test" if batch in test else "pool"
        for slot, counts in slots.items():
            before = sums[name].get(slot, [0, 0, 0])
            sums[name][slot] = [one + more for one, more in zip(before, counts, strict=True)]
    return sums


def agreement_blocks() -> dict[str, str]:
    """Return the blocks of the page on gold."""
    return {f"agreement: {name}": agreement_table(a) for name, a in agreements().items()}


def _lines(files: Iterable[Path]) -> dict[Text, str]:
    """Return the lines of FILES, each an article."""
    found: dict[Text, str] = {}
    for file in files:
        with file.open(encoding="utf-8") as stream:
            for line in stream:
                article = json.loads(line)
                digest = hashlib.sha256(article["articleBody"].encode()).hexdigest()
                found[article["identifier"], digest] = line
    return found


def _measured(name: str, lines: Mapping[Text, str]) -> Figures | None:
    """Return the figures of the set NAME; say so and return None if a text of it isn't given."""
    wanted = list(_texts(GOLD / name))
    if missing := sum(text not in lines for text in wanted):
        _say(f"{name}: left as it is: {missing} of {len(wanted)} texts are not given")
        return None
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts.jsonl"
        texts.write_text("".join(lines[each] for each in wanted), encoding="utf-8")
        return _scored(name, [str(texts)], None, Path(folder) / "store")


def _texts(folder: Path) -> Iterator[Text]:
    """Yield the texts that the gold in FOLDER was taken from."""
    for path in sorted(folder.glob("*.yaml")):
        gold = yaml.safe_load(path.read_text(encoding="utf-8"))
        yield gold["article"], gold["sha256"]


def _seeds() -> Figures:
    """Return the figures of the seeds, with what stands beside them."""
    seeds = ROOT / "seeds"
    with tempfile.TemporaryDirectory() as folder:
        return _scored(_SEEDS, [str(seeds)], seeds / "metadata.csv", Path(folder) / "store")


def _scored(name: str, sources: Sequence[str], sidecar: Path | None, store: Path) -> Figures:
    """Build SOURCES into STORE as `kg build` does; return what is measured of it."""
    with LocalStore.open(store) as opened:
        summary = build(read(sources, sidecar=sidecar), opened, extractor(load_gazetteer()))
        graphs = list(_graphs(opened))
    scores = evaluate(GOLD / name, graphs)
    _say(
        f"{name}: {scores.articles} articles; built {summary.built}, "
        f"rejected {summary.rejected}, set aside {summary.set_aside}"
    )
    return Figures(scores, found_by_kind(GOLD / name, graphs))


def _graphs(store: LocalStore) -> Iterator[ArticleGraph]:
    """Yield every graph of STORE."""
    for name in store.graph_names():
        yield ArticleGraph(name, tuple(store.triples(name)))


def _write(page: Path, blocks: Mapping[str, str]) -> None:
    """Put BLOCKS between their marks in PAGE."""
    page.write_text(filled(page.read_text(encoding="utf-8"), blocks), encoding="utf-8")


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
