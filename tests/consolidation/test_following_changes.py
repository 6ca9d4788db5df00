"""Facts that follow the changes of a store equal those made anew, byte for byte, at every step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, reject, settings
from pyoxigraph import NamedNode, Triple

from kg.consolidation import (
    NONE,
    Consolidator,
    Decisions,
    Known,
    consolidate,
    read_decisions,
)
from kg.errors import InputError
from kg.graph import ArticleGraph, Iris, slug
from kg.graph.terms import integer, pol, words
from kg.text import signature
from kg.vocabulary import OWL
from tests.consolidation.strategies import histories, statements_of_the_user

Graphs = Callable[[Any], list[ArticleGraph]]
Consolidated = Callable[[Iterable[ArticleGraph]], list[Triple]]
SIGNATURE = pol("textSignature")
CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


class Followed:
    """A store in memory: its articles, and the facts as they follow these."""

    def __init__(self, gazetteer: Iterable[Triple], decisions: Decisions = NONE) -> None:
        self.articles: dict[str, ArticleGraph] = {}
        self.facts: dict[str, set[Triple]] = {}
        self._consolidator = Consolidator(Known.of(gazetteer, Iris()), decisions=decisions)
        self._consolidator.clear()

    def change(self, graphs: Iterable[ArticleGraph]) -> dict[str, set[Triple]]:
        """Put GRAPHS, take the articles of empty ones out; return the nodes that this touches."""
        for graph in graphs:
            self.articles[graph.article] = graph
        changed = (graph.article for graph in graphs)
        (part,) = self._consolidator.parts(changed, self.articles.__getitem__)
        self.articles = {iri: graph for iri, graph in self.articles.items() if graph.triples}
        self.facts |= part.nodes
        return part.nodes

    def triples(self) -> list[Triple]:
        """Return the facts graph."""
        return sorted({t for told in self.facts.values() for t in told}, key=str)


def gone(graph: ArticleGraph) -> ArticleGraph:
    """Return GRAPH's article as taken out."""
    return ArticleGraph(graph.article, ())


def signed(graph: ArticleGraph, told: dict[str, Any]) -> ArticleGraph:
    """Return GRAPH with the signature of the text that its article is a copy of, if of any."""
    if told["copies"] is None:
        return graph
    words_ = [
        f"the {n}{' '.join(f'{text}{letter}' for letter in 'abcde')}{n} is"
        for text in told["copies"].split("+")
        for n in range(30)
    ]
    cut = words_[told["cut"] :]
    written = words(str(signature(" ".join(cut))))
    node = NamedNode(graph.article)
    return ArticleGraph(graph.article, (*graph.triples, Triple(node, SIGNATURE, written)))


@settings(max_examples=60)
@given(histories(), statements_of_the_user)
def test_each_step_equals_all_anew(
    graphs: Graphs,
    gazetteer: list[Triple],
    history: list[list[dict[str, Any]]],
    stated: list[tuple[str, str, str]],
) -> None:
    try:
        turtle = "".join(f"<{a}> <{OWL}{how}> <{b}> .\n" for a, how, b in stated)
        decisions = read_decisions(turtle.encode(), "test.ttl", Iris())
    except InputError:  # they contradict each other
        reject()
    followed = Followed(gazetteer, decisions)
    for step in history:
        told = [signed(graph, each) for graph, each in zip(graphs(step), step, strict=True)]
        followed.change(
            [gone(g) if each["gone"] else g for g, each in zip(told, step, strict=True)]
        )
        anew = consolidate(followed.articles.values(), gazetteer, Iris(), decisions)
        assert followed.triples() == anew


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_articles_of_a_case_come_and_go_one_by_one(
    graphs: Graphs, gazetteer: list[Triple], case: Path
) -> None:
    described = yaml.safe_load(case.read_text(encoding="utf-8"))
    turtle = f"@prefix owl: <{OWL}> . {described.get('decisions', '')}"
    decisions = read_decisions(turtle.encode(), case.name, Iris())
    told = graphs(described["articles"])
    followed = Followed(gazetteer, decisions)
    for graph in [*told, *map(gone, told)]:
        followed.change([graph])
        anew = consolidate(followed.articles.values(), gazetteer, Iris(), decisions)
        assert followed.triples() == anew


NORTH = {"party": "New Front", "area": "place/northmark"}
SOUTH = {"party": "New Front", "area": "place/southmark"}


@pytest.mark.parametrize(
    "told",
    [
        [  # a party's home tells namesakes apart in articles that don't tell it
            {"role": "Current", "who": "Udo Vogt", "title": "chair", "of": {"party": "New Front"}},
            {"role": "Current", "who": "Udo Vogt", "title": "senator", "of": "party/bl"},
            {"role": "Current", "who": "Rita Sand", "title": "chair", "of": NORTH},
        ],
        [  # a party becomes two, and with it whose committee it was
            {
                "role": "Current",
                "who": "Udo Vogt",
                "title": "chair",
                "of": {"body": "Core Committee", "of": NORTH},
            },
            {"role": "Current", "who": "Rita Sand", "title": "chair", "of": SOUTH},
        ],
    ],
)
def test_what_entities_are_bears_on_others(
    graphs: Graphs, gazetteer: list[Triple], told: list[dict[str, Any]]
) -> None:
    every = graphs({"article": f"a{n}", "reports": [report]} for n, report in enumerate(told))
    followed = Followed(gazetteer)
    for graph in [*every, gone(every[-1])]:
        followed.change([graph])
        assert followed.triples() == consolidate(followed.articles.values(), gazetteer, Iris())


def test_copies_found_later_are_no_further_sources(graphs: Graphs, gazetteer: list[Triple]) -> None:
    met = [{"meeting": "Held", "with": ["Asha Rao", "Ben Ode"], "when": "2031-03-03"}]
    told = [
        {"article": "one", "publisher": "Morning Post", "reports": met, "copies": "gate", "cut": 2},
        {"article": "two", "publisher": "Evening Mail", "reports": met, "copies": "gate", "cut": 0},
        {"article": "own", "publisher": "Arlen Times", "reports": met, "copies": "wall", "cut": 0},
        {"article": "both", "publisher": "Daily Foo", "copies": "gate+wall", "cut": 0},
    ]
    one, two, own, both = (signed(*each) for each in zip(graphs(told), told, strict=True))
    followed = Followed(gazetteer)
    steps = [
        (one, 1),
        (own, 2),
        (both, 1),
        (gone(both), 2),
        (two, 2),
        (gone(one), 2),
        (gone(two), 1),
    ]
    for changed, sources in steps:
        followed.change([changed])
        assert followed.triples() == consolidate(followed.articles.values(), gazetteer, Iris())
        (found,) = (
            t.object for t in followed.triples() if t.predicate == pol("independentSources")
        )
        assert found == integer(sources)


def test_nothing_is_touched_but_what_an_article_bears_on(
    graphs: Graphs, gazetteer: list[Triple]
) -> None:
    surnames = [f"{letter * 3}or{letter * 3}".title() for letter in "bcdfghjklmnp"]
    pairs = [(f"Asha {surname}", f"Benno {surname}an") for surname in surnames]
    followed = Followed(gazetteer)
    followed.change(
        graphs(
            {
                "article": f"a{n}",
                "reports": [
                    {"meeting": "Held", "with": [*pair], "when": "2031-03-03"},
                    {"role": "Current", "who": pair[0], "title": "MP", "of": "party/gp"},
                ],
            }
            for n, pair in enumerate(pairs)
        )
    )
    reports = [{"meeting": "Held", "with": [*pairs[7]], "when": "2031-03-03"}]
    nodes = followed.change(graphs([{"article": "new", "reports": reports}]))
    people = {node for node in nodes if "/person/" in node}
    assert people == {Iris().node("person", slug(name)) for name in pairs[7]}
    assert not any("/tenure/" in node for node in nodes)
    assert len(nodes) < 20
