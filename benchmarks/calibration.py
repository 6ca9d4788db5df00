"""Count out by gold how sure the mappers' reports are, and check it on articles held out.

    python -m benchmarks.calibration pool.jsonl

The files hold the texts of tests/gold/pool (schema.org NewsArticle, one JSON object a line). Writes
kg/lexicon/confidence.yaml and docs/confidence.md, the same bytes from the same texts and gold.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.reliability import Measured, page
from kg.evaluation.calibration import as_yaml, fitted, judged
from kg.evaluation.gold import Gold, load_gold

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
FIGURES = ROOT / "kg" / "lexicon" / "confidence.yaml"
PAGE = ROOT / "docs" / "confidence.md"

_HELD_OUT = ("08", "09", "10")  # batches of the draw


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge the reports on both parts of the pool; write the figures and the page."""
    parser = argparse.ArgumentParser(description="Count anew how sure reports are.")
    parser.add_argument("articles", nargs="+", help="files and folders that hold the articles")
    articles = parser.parse_args(arguments).articles
    counted, held_out = (Measured(len(part), judged(part, articles)) for part in parts())
    grades = fitted(counted.reports)
    for path, text in ((FIGURES, as_yaml(grades)), (PAGE, page(grades, counted, held_out))):
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"wrote {path.relative_to(ROOT)}", file=sys.stderr)
    return 0


def parts() -> tuple[list[Gold], list[Gold]]:
    """Return the pool's gold that is counted on, and that which is held out."""
    batches = json.loads((GOLD / "draw.json").read_text(encoding="utf-8"))["batches"]
    apart = {article for batch in _HELD_OUT for article in batches[batch]}
    pool = load_gold(GOLD / "pool")
    return (
        [gold for gold in pool if gold.article not in apart],
        [gold for gold in pool if gold.article in apart],
    )


if __name__ == "__main__":
    sys.exit(main())
