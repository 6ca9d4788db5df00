"""Count out how sure the mappers' reports are, by gold: `make calibration TEXTS=pool.jsonl`.

Writes kg/lexicon/confidence.yaml and docs/confidence.md, the same bytes from the same gold.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from kg.evaluation.calibration import as_yaml, fitted, judged
from kg.evaluation.gold import load_gold
from kg.evaluation.reliability import Measured, page

_HERE = Path(__file__).parents[1]


def main() -> None:
    """Read the arguments, judge the reports on both sets of gold, write the two files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0])
    parser.add_argument("texts", nargs="+", help="files and folders that hold the articles")
    gold = _HERE / "tests" / "gold"
    parser.add_argument("--fit", type=Path, default=gold / "pool", help="gold to count on")
    parser.add_argument(
        "--held-out", type=Path, default=gold / "first-reading", help="gold to check with"
    )
    parser.add_argument("--figures", type=Path, default=_HERE / "kg/lexicon/confidence.yaml")
    parser.add_argument("--page", type=Path, default=_HERE / "docs/confidence.md")
    given = parser.parse_args()
    fitting, held_out = (
        Measured(folder.name, len(load_gold(folder)), judged(folder, given.texts))
        for folder in (given.fit, given.held_out)
    )
    grades = fitted(fitting.reports)
    for path, text in (
        (given.figures, as_yaml(grades)),
        (given.page, page(grades, fitting, held_out)),
    ):
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"wrote {path}")


if __name__ == "__main__":
    main()
