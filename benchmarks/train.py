"""Count out anew which words speak for an occasion and for a part in it.

    python -m benchmarks.train pool.jsonl

The files hold the texts that tests/gold/tellings.jsonl marks (schema.org NewsArticle, one JSON
object a line). Writes kg/lexicon/learnt.json, the same bytes from the same texts and marks.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path

from benchmarks.regression import Case, fitted, held_out
from benchmarks.tellings import Cases, marked

WEIGHTS = Path(__file__).parents[1] / "kg" / "lexicon" / "learnt.json"
_LIKELY = 0.7


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the weights; with --check also tell how they do on articles held out."""
    parser = argparse.ArgumentParser(description="Count anew what speaks for an occasion.")
    parser.add_argument("articles", nargs="+", help="files of NewsArticles, JSON Lines")
    parser.add_argument("--check", action="store_true", help="tell how well it does, held out")
    wanted = parser.parse_args(arguments)
    cases = marked(wanted.articles)
    named = {each.name: getattr(cases, each.name) for each in fields(Cases)}
    judges = {name: asdict(fitted(each)) for name, each in named.items()}
    text = json.dumps(judges, indent=1, sort_keys=True, ensure_ascii=False)
    WEIGHTS.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    for name, each in named.items():
        sys.stderr.write(f"{name}: {len(each)} cases, {len(judges[name]['weights'])} weights\n")
        if wanted.check:
            sys.stderr.write(_checked(each))
    return 0


def _checked(cases: Sequence[Case]) -> str:
    """Return precision and recall on articles held out, all cases and those no frame reads."""
    likely = held_out(cases)
    lines = []
    for name, of in (("all", cases), ("silent", [case for case in cases if case.silent])):
        yes = [c.answer for c, p in zip(cases, likely, strict=True) if p >= _LIKELY and c in of]
        right, wanted = sum(yes), sum(case.answer for case in of)
        lines.append(f"  {name}: {right} of {len(yes)} right, of {wanted} wanted\n")
    return "".join(lines)


if __name__ == "__main__":
    sys.exit(main())
