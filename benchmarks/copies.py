"""Measure how many copies among articles the signatures find, and how many that are none.

    python -m benchmarks.copies pool.jsonl more.jsonl

The files hold NewsArticles, one JSON object a line. What is a copy is told by brute force: the
share of the shorter text's runs of five words that stand in the other too.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from kg.consolidation import copies
from kg.model import Document
from kg.readers import read
from kg.text import Signature, signature

_SHARES = (0.8, 0.5, 0.4, 0.3)  # of the shorter text in both
_COMMON = 200  # articles; a run of words that so many have is no text of theirs
_FEWEST = 30  # runs of the shorter text
Pair = tuple[int, int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print for each share how many pairs there are and how many of them were found."""
    parser = argparse.ArgumentParser(description="Copies found by signatures, of all there are.")
    parser.add_argument("articles", type=Path, nargs="+", help="files of articles")
    files = [str(file) for file in parser.parse_args(arguments).articles]
    texts = [item.text for item in read(files) if isinstance(item, Document)]
    exact, found = _exact(texts), set(_found(texts))
    print(f"articles {len(texts)}, copies found {len(found)}")
    for low, high in zip(_SHARES, (2.0, *_SHARES), strict=False):
        pairs = {pair for pair, share in exact.items() if low <= share < high}
        print(f"{low} to {min(high, 1.0)}: {len(pairs)} pairs, {len(pairs & found)} found")
    less = sum(exact.get(pair, 0.0) < _SHARES[-1] for pair in found)
    print(f"less than {_SHARES[-1]}: {less} found")
    return 0


def _exact(texts: Sequence[str]) -> dict[Pair, float]:
    """Return how much of the shorter text of each pair that has anything in common is in both."""
    runs = [set(_runs(text)) for text in texts]
    having: dict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(runs):
        for run in own:
            having[run].append(number)
    common = Counter(
        pair
        for numbers in having.values()
        if len(numbers) <= _COMMON
        for pair in combinations(numbers, 2)
    )
    shorter = {pair: min(len(runs[n]) for n in pair) for pair in common}
    return {p: n / shorter[p] for p, n in common.items() if shorter[p] >= _FEWEST}


def _runs(text: str) -> Iterator[str]:
    """Yield each five words of TEXT that follow each other."""
    words = re.findall(r"\w+", text.casefold())
    return map(" ".join, zip(*(words[n:] for n in range(5)), strict=False))


def _found(texts: Sequence[str]) -> Iterator[Pair]:
    """Yield the pairs that are copies by their signatures."""
    signed: dict[str, Signature] = {}
    for number, text in enumerate(texts):
        if made := signature(text):
            signed[f"{number:09}"] = made
    for one, other, _ in copies(signed):
        yield int(one), int(other)


if __name__ == "__main__":
    raise SystemExit(main())
