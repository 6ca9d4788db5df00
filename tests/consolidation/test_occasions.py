"""Which reports are one meeting: clusters and near misses told by hand, and the seeds."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from pyoxigraph import NamedNode, Triple

from kg.consolidation.reports import Report, read
from kg.graph import ArticleGraph, Iris
from kg.graph.terms import pol

HERE = Path(__file__).parent / "occasions"
Consolidated = Callable[[Iterable[ArticleGraph]], list[Triple]]
Pairs = set[frozenset[str]]


@pytest.fixture(scope="module")
def told() -> list[dict[str, Any]]:
    """Return all articles of the clusters and near misses, each by a name of its own."""
    return [
        {**article, "article": f"{file.stem}-{n}-{article['article']}"}
        for file in sorted(HERE.glob("*.yaml"))
        for n, document in enumerate(yaml.safe_load_all(file.read_text(encoding="utf-8")))
        for article in document["articles"]
    ]


@pytest.fixture(scope="module")
def articles(
    told: list[dict[str, Any]], graphs: Callable[[Any], list[ArticleGraph]]
) -> list[ArticleGraph]:
    return graphs(told)


def test_precision_is_one_and_recall_nine_in_ten(
    told: list[dict[str, Any]], articles: list[ArticleGraph], consolidated: Consolidated
) -> None:
    by_occasion: dict[str, list[str]] = defaultdict(list)
    for description, graph in zip(told, articles, strict=True):
        named = [r["occasion"] for r in description["reports"] if "meeting" in r]
        for name, report in zip(named, _meetings_in_order(graph), strict=True):
            by_occasion[name].append(report.iri)
    wanted = _pairs(by_occasion.values())
    found = _pairs(_meetings(consolidated(articles)).values())
    of = {report: name for name, reports in by_occasion.items() for report in reports}
    assert len([o for o in by_occasion.values() if len(o) > 1]) >= 15
    assert len([o for o in by_occasion.values() if len(o) == 1]) >= 30
    assert not sorted(sorted(of[report] for report in pair) for pair in found - wanted)
    missed = sorted(of[next(iter(pair))] for pair in wanted - found)
    assert len(missed) <= 0.1 * len(wanted), missed


def test_any_order_gives_the_same_facts(
    articles: list[ArticleGraph], consolidated: Consolidated
) -> None:
    facts = consolidated(articles)
    for seed in range(5):
        shuffled = random.Random(seed).sample(articles, len(articles))  # noqa: S311 - no secret
        assert consolidated(shuffled) == facts


def _meetings_in_order(graph: ArticleGraph) -> list[Report]:
    """Return the reports of meetings in GRAPH in the order of their sentences."""

    def start(report: Report) -> int:
        (evidence,) = report.nodes("evidence")
        match = re.search(r"char=(\d+)", evidence)
        assert match
        return int(match[1])

    reports = read(graph, Iris()).reports
    return sorted((r for r in reports if r.kind == "MeetingReport"), key=start)


def _meetings(facts: Iterable[Triple]) -> dict[str, list[str]]:
    """Return the reports of each meeting."""
    found: dict[str, list[str]] = defaultdict(list)
    for triple in facts:
        if triple.predicate == pol("hasReport"):
            assert isinstance(triple.subject, NamedNode)
            assert isinstance(triple.object, NamedNode)
            if triple.subject.value.startswith(Iris().node("meeting", "")):
                found[triple.subject.value].append(triple.object.value)
    return found


def _pairs(groups: Iterable[Iterable[str]]) -> Pairs:
    """Return all pairs of two in one of GROUPS."""
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}
