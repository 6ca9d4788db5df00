"""Score alliances against texts whose alliances a reader listed, the open and the held ones apart.

    python -m benchmarks.pacts pool.jsonl unlabelled.jsonl passages.jsonl

The files hold the texts that tests/gold/pacts.jsonl is of (schema.org NewsArticle, one JSON object
a line). Only figures are told of the held half, and with --misses the misses of the open one.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.texts import Marks, asks_for_texts, marked_texts
from kg.evaluation.alliances import count_alliances
from kg.evaluation.gold import load_gold
from kg.evaluation.predictions import Predictions
from kg.evaluation.tally import Count, score, total
from kg.graph import Iris, load_gazetteer, to_graph
from kg.linking import Linker
from kg.mappers import map_article
from kg.model import Document

_IRIS = Iris("https://example.org/")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print precision and recall of each half."""
    asked = asks_for_texts("Score alliances against listed ones.").parse_args(arguments)
    listed = marked_texts("pacts", asked.articles)
    linker = Linker(load_gazetteer())
    for half in ("open", "held"):
        here = [each for each in listed if each[1]["half"] == half]
        count = _counted(here, linker)
        found = score("alliances", count["alliances"])
        sys.stdout.write(f"{half}: {len(here)} texts, P {_share(found.precision)} ")
        sys.stdout.write(f"R {_share(found.recall)}\n")
        if asked.misses and half == "open":
            sys.stdout.writelines(f"  {miss}\n" for miss in count.misses)
    return 0


def _share(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"


def _counted(listed: Sequence[tuple[Document, Marks]], linker: Linker) -> Count:
    """Return what is right, wrong and missed of the alliances of LISTED texts."""
    counts: list[Count] = []
    with tempfile.TemporaryDirectory() as folder:
        for document, line in listed:
            Path(folder, f"{document.identifier}.yaml").write_text(json.dumps(line), "utf-8")
        documents = {document.identifier: document for document, _ in listed}
        for gold in load_gold(Path(folder)):
            facts = map_article(linker.link(documents[gold.article]))
            told = Predictions([to_graph(facts, _IRIS)]).of(gold.article).alliances
            counts.append(Count(gold.article))
            count_alliances(gold, told, counts[-1])
    return total(counts)


if __name__ == "__main__":
    sys.exit(main())
