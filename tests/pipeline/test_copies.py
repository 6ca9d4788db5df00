"""Agency copy: how many sources tell of a meeting, whoever printed it and however."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.consolidation import consolidate
from kg.graph import Iris, gazetteer_triples, load_gazetteer, to_graph
from kg.graph.terms import pol
from kg.model import Document
from kg.pipeline import extractor

TOLD = yaml.safe_load((Path(__file__).parent / "copies.yaml").read_text(encoding="utf-8"))
EXTRACT = extractor(load_gazetteer())
GAZETTEER = gazetteer_triples(Iris())


def _printed(number: int, article: dict[str, Any]) -> Document:
    """Return a story as a paper printed it."""
    paragraphs = TOLD["stories"][article["of"]].strip().split("\n\n")[: article.get("first")]
    text = article.get("dateline", "") + "\n\n".join(paragraphs)
    for old, new in article.get("words", {}).items():
        assert old in text
        text = text.replace(old, new)
    if headline := article.get("headline"):
        text = f"{headline}\n\n{text}"
    return Document(f"article-{number}", text, "test", publisher=article["publisher"])


@pytest.mark.parametrize("cluster", TOLD["clusters"], ids=lambda cluster: cluster["name"])
def test_sources_of_a_cluster(cluster: dict[str, Any]) -> None:
    documents = [_printed(n, article) for n, article in enumerate(cluster["articles"])]
    graphs = [to_graph(EXTRACT(document), Iris()) for document in documents]
    facts = consolidate(graphs, GAZETTEER, Iris())
    meetings = [t.subject for t in facts if t.object == pol("Meeting")]
    assert len(meetings) == 1
    sources = [
        t for t in facts if t.subject in meetings and t.predicate == pol("independentSources")
    ]
    assert [t.object.value for t in sources] == [str(cluster["sources"])]  # type: ignore[union-attr]
    assert consolidate(reversed(graphs), GAZETTEER, Iris()) == facts
