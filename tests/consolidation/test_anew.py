"""Facts worked elsewhere, piece by piece and in any order, are those that are worked here."""

from __future__ import annotations

import pickle
import random
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from pyoxigraph import Triple

from kg.consolidation import (
    NONE,
    Anew,
    Decisions,
    Known,
    Piece,
    Taken,
    anew,
    consolidate,
    copies,
    index,
    piece_part,
    read_decisions,
    taken,
)
from kg.consolidation.consolidator import DamagedIndexError
from kg.consolidation.presence import pointed
from kg.errors import InputError
from kg.graph import ArticleGraph, Iris
from kg.graph.terms import TYPE
from kg.text import read_signature
from kg.vocabulary import OWL
from tests.consolidation.strategies import articles_told, statements_of_the_user
from tests.consolidation.test_following_changes import signed
from tests.plugins.cramped import cramped

Graphs = Callable[[Any], list[ArticleGraph]]
CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anew, "_LARGE", 3)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_pieces_make_the_facts(graphs: Graphs, gazetteer: list[Triple], path: Path) -> None:
    told = graphs(yaml.safe_load(path.read_text("utf-8"))["articles"])
    chance = random.Random(1)  # noqa: S311 - of an order
    assert pieced(told, gazetteer, chance) == consolidate(told, gazetteer, Iris())


@settings(max_examples=50)
@given(articles_told(), statements_of_the_user, st.randoms(use_true_random=False))
def test_pieces_make_the_facts_by_decisions(
    graphs: Graphs,
    gazetteer: list[Triple],
    articles: list[dict[str, Any]],
    stated: list[tuple[str, str, str]],
    chance: random.Random,
) -> None:
    copied = ({"copies": chance.choice([None, "gate"]), "cut": n} for n in range(len(articles)))
    told = [signed(graph, how) for graph, how in zip(graphs(articles), copied, strict=True)]
    try:
        turtle = "".join(f"<{a}> <{OWL}{how}> <{b}> .\n" for a, how, b in stated)
        decisions = read_decisions(turtle.encode(), "same.ttl", Iris())
    except InputError:  # they contradict each other
        reject()
    here = consolidate(told, gazetteer, Iris(), decisions)
    assert pieced(told, gazetteer, chance, decisions) == here


def pieced(
    graphs: Iterable[ArticleGraph],
    gazetteer: Iterable[Triple],
    chance: random.Random,
    decisions: Decisions = NONE,
) -> list[Triple]:
    """Return the facts of GRAPHS out of pieces that went elsewhere, all in an order by CHANCE."""
    found_in = [taken(graph, Iris()) for graph in graphs]
    rows = list(map(str, found_in))
    chance.shuffle(rows)
    signatures = {each.article: read_signature(each.signature or "") for each in found_in}
    copied = copies({iri: signature for iri, signature in signatures.items() if signature})
    known = Known.of(gazetteer, Iris())
    with (
        tempfile.TemporaryDirectory() as folder,
        Anew(known, Path(folder) / "index", decisions) as made,
    ):
        made.take_in(map(Taken.parsed, rows))
        found = _worked(made.facts(copied), known, chance)
        found |= _worked(made.things(pointed(found)), known, chance)
        return sorted(found | made.description(), key=str)


def _worked(pieces: Iterable[Piece], known: Known, chance: random.Random) -> set[Triple]:
    """Return the triples of PIECES; each tells the types of all things that it points to."""
    sent = [pickle.dumps(piece) for piece in pieces]
    chance.shuffle(sent)
    found = set()
    for each in sent:
        part = piece_part(pickle.loads(each), known.world)  # noqa: S301 - we wrote it
        triples = {triple for told in part.nodes.values() for triple in told}
        typed = {t.subject.value for t in (*triples, *part.beside) if t.predicate == TYPE}  # type: ignore[union-attr]
        assert {iri for iri in pointed(triples) if iri in known.world.things} <= typed
        found |= triples
    return found


def test_what_was_taken_goes_as_text(graphs: Graphs) -> None:
    for graph in graphs(yaml.safe_load(CASES[0].read_text("utf-8"))["articles"]):
        told = taken(graph, Iris())
        assert Taken.parsed(str(told)) == replace(told, signature=None, blocks=())


def test_a_full_disk_is_said(
    graphs: Graphs, gazetteer: list[Triple], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = graphs(yaml.safe_load(CASES[0].read_text("utf-8"))["articles"])
    known, told = Known.of(gazetteer, Iris()), [taken(graph, Iris()) for graph in articles]
    monkeypatch.setattr(index, "_CACHE", 0)
    with cramped(4_096), pytest.raises(DamagedIndexError, match="index can't be used: "):
        Anew(known, tmp_path / "index")
    (tmp_path / "index").unlink(missing_ok=True)
    with (
        Anew(known, tmp_path / "index") as made,
        cramped(4_096),
        pytest.raises(DamagedIndexError, match="index can't be used: "),
    ):
        made.take_in(told)
