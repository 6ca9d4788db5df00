"""Score alliances against texts whose alliances a reader listed, the open and the held ones apart.

    python -m benchmarks.pacts pool.jsonl unlabelled.jsonl passages.jsonl

The files hold the texts that tests/gold/pacts.jsonl is of (schema.org NewsArticle, one JSON object
a line). Only figures are told of the held half, and with --misses the misses of the open one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.bonds import texts
from kg.evaluation.alliances import count_alliances
from kg.evaluation.gold import load_gold
from kg.evaluation.predictions import Predictions
from kg.evaluation.tally import Count, score, total
from kg.graph import Iris, load_gazetteer, to_graph
from kg.linking import Linker
from kg.mappers import map_article
from kg.model import Document

LISTED = Path(__file__).parents[1] / "tests" / "gold" / "pacts.jsonl"
_IRIS = Iris("https://example.org/")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print precision and recall of each half; return 1 if a text is not given."""
    parser = argparse.ArgumentParser(description="Score alliances against listed ones.")
    parser.add_argument("articles", nargs="+", help="files of NewsArticles, JSON Lines")
    parser.add_argument("--misses", action="store_true", help="tell the misses of the open half")
    options = parser.parse_args(arguments)
    listed = [json.loads(line) for line in LISTED.read_text(encoding="utf-8").splitlines()]
    bodies = {(name, _digest(body)): body for name, body in texts(options.articles)}
    missing = [each for each in listed if (each["article"], each["sha256"]) not in bodies]
    linker = Linker(load_gazetteer())
    for half in ("open", "held"):
        here = [each for each in listed if each["half"] == half and each not in missing]
        count = _counted(here, bodies, linker)
        found = score("alliances", count["alliances"])
        sys.stdout.write(f"{half}: {len(here)} texts, P {_share(found.precision)} ")
        sys.stdout.write(f"R {_share(found.recall)}\n")
        if options.misses and half == "open":
            sys.stdout.writelines(f"  {miss}\n" for miss in count.misses)
    if missing:
        sys.stderr.write(f"{len(missing)} texts of tests/gold/pacts.jsonl are not given\n")
    return 1 if missing else 0


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def _share(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"


def _counted(
    listed: Iterable[Mapping[str, Any]], bodies: Mapping[tuple[str, str], str], linker: Linker
) -> Count:
    """Return what is right, wrong and missed of the alliances of LISTED texts."""
    counts: list[Count] = []
    with tempfile.TemporaryDirectory() as folder:
        for each in listed:
            name = each["article"]
            Path(folder, f"{name}.yaml").write_text(json.dumps(each), encoding="utf-8")
        for gold in load_gold(Path(folder)):
            body = next(b for (name, _), b in bodies.items() if name == gold.article)
            facts = map_article(linker.link(Document(gold.article, body, gold.article)))
            told = Predictions([to_graph(facts, _IRIS)]).of(gold.article).alliances
            counts.append(Count(gold.article))
            count_alliances(gold, told, counts[-1])
    return total(counts)


if __name__ == "__main__":
    sys.exit(main())
