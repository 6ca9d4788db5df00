"""The figures of an evaluation agree with those of the project's first scorer, counted apart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kg.errors import InputError
from kg.evaluation import Score, Scores, evaluate
from kg.evaluation.gold import load_gold
from kg.evaluation.tally import RECALL_ONLY, SLOTS
from kg.graph import ArticleGraph, Iris

HERE = Path(__file__).parent
SEEDS = HERE.parent / "gold" / "seeds"
# Figures that another program, with its own reading of RDF, gave for gold/ and graph.trig.
EXPECTED: dict[str, Any] = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))


def graphs_of(path: Path) -> list[ArticleGraph]:
    graphs: dict[str, list[Triple]] = {}
    for quad in parse(path=path, format=RdfFormat.TRIG):
        assert isinstance(quad.graph_name, NamedNode)
        graphs.setdefault(quad.graph_name.value, []).append(quad.triple)
    return [ArticleGraph(name, tuple(triples)) for name, triples in graphs.items()]


@pytest.fixture(scope="module")
def scores() -> Scores:
    return evaluate(HERE / "gold", graphs_of(HERE / "graph.trig"))


def score_of(scores: Scores, slot: str) -> Score:
    return next(score for score in scores.slots if score.slot == slot)


@pytest.mark.parametrize("slot", SLOTS)
def test_slot(slot: str, scores: Scores) -> None:
    score, expected = score_of(scores, slot), EXPECTED["slots"][slot]
    assert score.recall == pytest.approx(expected["R"], abs=5e-4)
    assert (score.found, score.missed) == (expected["tp"], expected["fn"])
    if slot in RECALL_ONLY:
        assert (score.precision, score.f) == (None, None)
    else:
        assert score.precision == pytest.approx(expected["P"], abs=5e-4)
        assert score.f == pytest.approx(expected["F"], abs=5e-4)
        assert score.wrong == expected["fp"]


def test_every_slot_has_hits_and_misses() -> None:
    """So that a slot which counts nothing can't agree by chance."""
    for slot, expected in EXPECTED["slots"].items():
        assert expected["tp"], slot
        assert expected["fn"], slot
        assert expected.get("fp", 1), slot


def test_other_measures(scores: Scores) -> None:
    assert scores.articles == EXPECTED["articles"]
    assert scores.status_accuracy == pytest.approx(EXPECTED["status accuracy"], abs=5e-4)
    assert scores.not_held_said_held == pytest.approx(EXPECTED["not held, said held"], abs=5e-4)
    assert scores.invented_dates == EXPECTED["invented dates"]


def test_misses_are_told_with_their_article(scores: Scores) -> None:
    assert "courier-1: missed meeting m2 (planned): Ada Quill, Ola Brandt" in scores.misses
    assert "courier-1: m1 lacks Mr Quentin Ash" in scores.misses
    assert "courier-1: m1 lacks absent: Ola Brandt" in scores.misses
    assert "note: false meeting (held): Ada Quill, Cora Lindt" in scores.misses
    assert "ledger-7: m1 date 2031-03-04, gold None" in scores.misses
    assert "ledger-9: m1 status held, gold planned" in scores.misses
    assert "note: wrongly Front in N.C. (in)" in scores.misses


def test_order_of_graphs_does_not_matter(scores: Scores) -> None:
    assert evaluate(HERE / "gold", reversed(graphs_of(HERE / "graph.trig"))) == scores


def test_nothing_predicted() -> None:
    scores = evaluate(HERE / "gold", [])
    assert score_of(scores, "meetings").recall == 0
    assert score_of(scores, "meetings").precision is None
    assert scores.status_accuracy is None


def test_seeds_gold_is_read_in_full() -> None:
    gold = load_gold(SEEDS)
    assert len(gold) == 5
    assert sum(len(each.meetings) for each in gold) == 12
    assert sum(len(each.roles) for each in gold) == 32


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("meetings: []", r"bad\.yaml: not in the form of gold: 'article' is missing"),
        ("- a list", r"bad\.yaml: not in the form of gold"),
        ("article: x\nmeetings: [a]", r"bad\.yaml: not in the form of gold"),
        ("article: {", r"bad\.yaml: can't be read as YAML"),
    ],
)
def test_bad_gold(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        evaluate(tmp_path, [])


def test_no_gold(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no gold here"):
        evaluate(tmp_path, [])


@pytest.mark.parametrize("name", ["https://example.org/news/article/5?id=1", "my story 1", "नई"])
def test_an_article_is_known_by_any_identifier(name: str, tmp_path: Path) -> None:
    iri = Iris("https://example.org/kg/").article(name)
    courier = graphs_of(HERE / "graph.trig")[0].article
    graphs = [
        ArticleGraph(
            iri if graph.article == courier else graph.article,
            tuple(
                Triple(t.subject, t.predicate, NamedNode(iri) if t.object == node else t.object)
                for t in graph.triples
                for node in [NamedNode(courier)]
            ),
        )
        for graph in graphs_of(HERE / "graph.trig")
    ]
    number = courier.rsplit("/", 1)[-1]
    gold = (HERE / "gold" / f"{number}.yaml").read_text(encoding="utf-8")
    (tmp_path / "one.yaml").write_text(
        gold.replace(f"article: {number}", f"article: {json.dumps(name)}"), encoding="utf-8"
    )
    found = evaluate(tmp_path, graphs)
    assert not found.absent
    assert sum(score.found for score in found.slots)


def test_what_no_graph_is_of_is_named(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("article: nowhere\n", encoding="utf-8")
    assert evaluate(tmp_path, graphs_of(HERE / "graph.trig")).absent == ("nowhere",)
