"""Facts follow the articles of a store, whatever was built, removed, killed or lost before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, Triple

from kg.consolidation import Consolidator, Known, Part
from kg.graph import ArticleGraph, gazetteer_triples, to_graph
from kg.graph.terms import LABEL, TYPE, pol
from kg.model import Document
from kg.pipeline import Event, Extract, Rejected, build, remove
from kg.pipeline.changed_nodes import check_nodes
from kg.pipeline.facts import put_facts
from kg.stores import LocalStore
from kg.validation import Validator

FILLER = "The two of them spoke for an hour and then the talks ended with a handshake. "
ASHA, NINA = "Asha Rao met Kofi Mensah.", "Nina Berg met Kofi Mensah."


def document(identifier: str, text: str) -> Document:
    return Document(identifier, f"{text} {FILLER}", f"{identifier}.txt")


def facts_of(store: LocalStore) -> list[str]:
    return sorted(map(str, store.triples(store.iris.facts_graph)))


@pytest.fixture
def graph(store: LocalStore, extract: Extract) -> Callable[[str, str], ArticleGraph]:
    """Return the function that makes the graph of an article."""
    return lambda identifier, text: to_graph(extract(document(identifier, text)), store.iris)


@pytest.fixture
def anew(tmp_path: Path, store: LocalStore, validator: Validator) -> Callable[[], list[str]]:
    """Return the function that makes the facts of the store's articles anew, in another store."""

    def made() -> list[str]:
        graphs = [ArticleGraph(iri, tuple(store.triples(iri))) for iri in store.article_iris()]
        path = tmp_path / f"anew-{len(list(tmp_path.iterdir()))}"
        with LocalStore.open(path) as other:
            other.put(graphs)
            assert put_facts(other, validator).anew
            return facts_of(other)

    return made


def test_facts_follow_each_build_and_removal(
    store: LocalStore, extract: Extract, validator: Validator, anew: Callable[[], list[str]]
) -> None:
    steps = [
        [("a", ASHA)],
        [("b", ASHA), ("c", NINA)],
        [("a", NINA)],
        [("a", NINA)],
        [("d", "Rain.")],
    ]
    for n, step in enumerate(steps):
        build([document(*told) for told in step], store, extract, validator=validator)
        assert facts_of(store) == anew()
        assert not put_facts(store, validator).anew, n
        assert not store.changed()
    remove(store, ["a", "d"])
    assert facts_of(store) == anew()
    remove(store, ["b", "c"])
    assert facts_of(store) == anew()


def test_facts_are_the_same_however_often_the_store_is_opened_anew(
    store: LocalStore,
    extract: Extract,
    validator: Validator,
    anew: Callable[[], list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = [("a", ASHA), ("b", NINA), ("c", ASHA), ("d", "Rain.")]
    with monkeypatch.context() as often:
        for name in ("pipeline.facts._READ", "pipeline.facts._ADDED", "consolidation.change._PART"):
            often.setattr(f"kg.{name}", 1)
        build([document(*each) for each in told], store, extract, validator=validator)
    assert facts_of(store) == anew()


def test_a_build_of_nothing_new_touches_nothing(
    store: LocalStore, extract: Extract, validator: Validator
) -> None:
    build([document("a", ASHA)], store, extract, validator=validator)
    build([document("a", ASHA)], store, extract, validator=validator)
    assert put_facts(store, validator).triples == ()


def test_after_a_kill_the_next_build_knows_what_is_not_yet_consolidated(
    store: LocalStore,
    extract: Extract,
    validator: Validator,
    graph: Callable[[str, str], ArticleGraph],
    anew: Callable[[], list[str]],
) -> None:
    build([document("a", ASHA), document("b", NINA)], store, extract, validator=validator)
    new, other = graph("c", ASHA), graph("a", NINA)
    store.put([new, graph("b", NINA)])  # and killed before the facts
    store.put([other])
    store.remove(graph("b", NINA).article)
    assert store.changed() == sorted([new.article, other.article, graph("b", "").article])
    build([], store, extract, validator=validator)
    assert facts_of(store) == anew()
    assert not store.changed()


def test_a_kill_between_facts_and_index_costs_work_and_nothing_else(
    store: LocalStore,
    extract: Extract,
    validator: Validator,
    anew: Callable[[], list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    build([document("a", ASHA)], store, extract, validator=validator)
    with monkeypatch.context() as patched:

        def killed(_: Consolidator) -> None:
            raise KeyboardInterrupt

        patched.setattr(Consolidator, "commit", killed)
        with pytest.raises(KeyboardInterrupt):
            build([document("b", NINA)], store, extract, validator=validator)
    assert store.changed()
    assert put_facts(store, validator).anew
    assert facts_of(store) == anew()


@pytest.mark.parametrize("content", [None, b"", b"no database, " * 1000])
def test_without_its_index_all_is_made_anew(
    store: LocalStore, extract: Extract, validator: Validator, content: bytes | None
) -> None:
    build([document("a", ASHA)], store, extract, validator=validator)
    before = facts_of(store)
    store.index.unlink() if content is None else store.index.write_bytes(content)
    assert put_facts(store, validator).anew
    assert facts_of(store) == before
    assert not put_facts(store, validator).anew


def test_with_another_gazetteer_all_is_made_anew(
    store: LocalStore, extract: Extract, validator: Validator, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([document("a", ASHA)], store, extract, validator=validator)
    other = Known.of(gazetteer_triples(store.iris)[:-1], store.iris)
    monkeypatch.setattr("kg.pipeline.facts.gazetteer", lambda _: other)
    assert put_facts(store, validator).anew
    assert set(store.triples(store.iris.gazetteer_graph)) == set(other.triples)


def test_with_other_rules_all_is_made_anew(
    store: LocalStore, extract: Extract, validator: Validator, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([document("a", ASHA)], store, extract, validator=validator)
    monkeypatch.setattr("kg.consolidation.consolidator.program_hash", lambda: "others")
    assert put_facts(store, validator).anew


@pytest.mark.parametrize("all_anew", [True, False])
def test_facts_that_do_not_conform_stay_out_and_are_said(
    store: LocalStore,
    extract: Extract,
    validator: Validator,
    anew: Callable[[], list[str]],
    monkeypatch: pytest.MonkeyPatch,
    all_anew: bool,
) -> None:
    build([document("a", ASHA)], store, extract, validator=validator)
    before, told = facts_of(store), list[Event]()
    if all_anew:
        store.index.unlink()
    parts = Consolidator.parts

    def unlabelled(*given: Any, **options: Any) -> Iterator[Part]:
        for nodes, beside in parts(*given, **options):
            bare = {node: {t for t in of if t.predicate != LABEL} for node, of in nodes.items()}
            yield Part(bare, beside)

    with monkeypatch.context() as patched:
        patched.setattr(Consolidator, "parts", unlabelled)
        build([document("b", NINA)], store, extract, validator=validator, tell=told.append)
    (event,) = told
    assert isinstance(event, Rejected)
    assert event.identifier == "graph/facts"
    assert facts_of(store) == before
    assert store.changed()
    build([], store, extract, validator=validator)
    assert facts_of(store) == anew()


def test_a_node_is_checked_with_the_types_of_those_it_points_to(
    store: LocalStore, extract: Extract, validator: Validator
) -> None:
    build([document("a", ASHA)], store, extract, validator=validator)
    facts = store.iris.facts_graph
    (meeting,) = {t.subject.value for t in store.triples(facts) if t.object == pol("Meeting")}  # type: ignore[union-attr]
    its = set(store.node(facts, meeting))
    everyone = {t.object.value for t in its if isinstance(t.object, NamedNode)} - {meeting}
    beside = [t for node in everyone for t in store.node(facts, node) if t.predicate == TYPE]
    assert check_nodes({meeting: its}, beside, facts, validator).conforms

    participant = next(t.object for t in its if t.predicate == pol("participant"))
    known = [t for t in beside if t.subject != participant]
    assert not check_nodes({meeting: its}, known, facts, validator).conforms

    untyped = {t for t in store.node(facts, participant.value) if t.predicate != TYPE}  # type: ignore[union-attr]
    both = {meeting: its, participant.value: untyped}  # type: ignore[union-attr]
    assert not check_nodes(both, known, facts, validator).conforms

    nowhere = Triple(NamedNode(meeting), pol("participant"), NamedNode(meeting + "-nobody"))
    assert not check_nodes({meeting: its | {nowhere}}, beside, facts, validator).conforms
