"""Facts that follow the changes of a store equal those made anew, byte for byte, at every step."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Triple

from kg.consolidation import Consolidator, Known
from kg.graph import ArticleGraph, Iris
from tests.consolidation.strategies import histories

Graphs = Callable[[Any], list[ArticleGraph]]
Consolidated = Callable[[Iterable[ArticleGraph]], list[Triple]]
CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


class Followed:
    """A store in memory: its articles, and the facts as they follow these."""

    def __init__(self, gazetteer: Iterable[Triple]) -> None:
        self.articles: dict[str, ArticleGraph] = {}
        self.facts: dict[str, set[Triple]] = {}
        self._consolidator = Consolidator(Known.of(gazetteer, Iris()))
        self._consolidator.clear()

    def change(self, graphs: Iterable[ArticleGraph]) -> dict[str, set[Triple]]:
        """Put GRAPHS, take the articles of empty ones out; return the nodes that this touches."""
        for graph in graphs:
            self.articles[graph.article] = graph
        nodes = self._consolidator.changed((g.article for g in graphs), self.articles.__getitem__)
        self.articles = {iri: graph for iri, graph in self.articles.items() if graph.triples}
        self.facts |= nodes
        return nodes

    def triples(self) -> list[Triple]:
        """Return the facts graph."""
        return sorted({t for told in self.facts.values() for t in told}, key=str)


def gone(graph: ArticleGraph) -> ArticleGraph:
    """Return GRAPH's article as taken out."""
    return ArticleGraph(graph.article, ())


@settings(max_examples=40)
@given(histories())
def test_each_step_equals_all_anew(
    graphs: Graphs,
    consolidated: Consolidated,
    gazetteer: list[Triple],
    history: list[list[dict[str, Any]]],
) -> None:
    followed = Followed(gazetteer)
    for step in history:
        told = zip(graphs(step), step, strict=True)
        followed.change([gone(graph) if each["gone"] else graph for graph, each in told])
        assert followed.triples() == consolidated(followed.articles.values())


@settings(max_examples=5)
@given(st.randoms(use_true_random=False))
def test_all_cases_come_and_go_one_by_one(
    graphs: Graphs, consolidated: Consolidated, gazetteer: list[Triple], chance: random.Random
) -> None:
    told = [g for case in CASES for g in graphs(yaml.safe_load(case.read_text())["articles"])]
    unique = list({graph.article: graph for graph in told}.values())
    some = chance.sample(unique, 12)
    followed = Followed(gazetteer)
    followed.change(some[:6])
    for graph in chance.sample([*some[6:], *map(gone, some[:6])], 12):
        followed.change([graph])
        assert followed.triples() == consolidated(followed.articles.values())


def test_nothing_is_touched_but_what_an_article_bears_on(
    graphs: Graphs, gazetteer: list[Triple]
) -> None:
    followed = Followed(gazetteer)
    followed.change(
        graphs(
            {
                "article": f"a{n}",
                "reports": [
                    {
                        "meeting": "Held",
                        "with": [f"Asha R{n}x", f"Ben O{n}x"],
                        "when": "2031-03-03",
                    },
                    {"role": "Current", "who": f"Asha R{n}x", "title": "MP", "of": "party/gp"},
                ],
            }
            for n in range(50)
        )
    )
    reports = [{"meeting": "Held", "with": ["Asha R7x", "Ben O7x"], "when": "2031-03-03"}]
    nodes = followed.change(graphs([{"article": "new", "reports": reports}]))
    people = {node for node in nodes if "/person/" in node}
    assert people == {Iris().node("person", name) for name in ("asha-r7x", "ben-o7x")}
    assert not any("/tenure/" in node for node in nodes)
    assert len(nodes) < 20
