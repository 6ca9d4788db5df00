"""What new articles tell spares reading their graphs, and facts are the same with it or without."""

from __future__ import annotations

import resource
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from kg.consolidation import Taken, taken
from kg.graph import ArticleGraph, load_gazetteer
from kg.pipeline import Extract, Workshop, build_by, extractor
from kg.pipeline.articles import Graph, Made
from kg.pipeline.facts import put_facts
from kg.pipeline.hands import Alone
from kg.pipeline.telling import Telling
from kg.readers import read
from kg.stores import Became, LocalStore
from kg.validation import Validator
from tests.pipeline.test_facts import ASHA, NINA, document, facts_of

ROOT = Path(__file__).parents[2]


@pytest.fixture
def made(extract: Extract, validator: Validator, store: LocalStore) -> list[Made]:
    """Return what becomes of two articles in a workshop that tells."""
    tells = Workshop(extract, validator, store.iris, tells=True)
    done = tells([document("a", ASHA), document("b", NINA)])
    return [each for each in done if isinstance(each, Made)]


@pytest.fixture
def telling(tmp_path: Path) -> Iterator[Telling]:
    with Telling(tmp_path) as telling:
        yield telling


def became(made: Sequence[Made], what: Became = Became.NEW) -> dict[str, Became]:
    return {each.graph.article: what for each in made}


def articles(telling: Telling) -> list[str]:
    return [told.article for told in telling]


def test_facts_of_what_is_told_are_those_of_the_graphs(
    store: LocalStore, validator: Validator, monkeypatch: pytest.MonkeyPatch
) -> None:
    tells = Workshop(extractor(load_gazetteer()), validator, store.iris, tells=True)
    with monkeypatch.context() as patched:
        patched.setattr(LocalStore, "triples", partial(_none_of_articles, LocalStore.triples))
        build_by(Alone(tells), read([str(ROOT / "seeds")]), store, validator=validator)
    told = facts_of(store)
    store.index.unlink()
    assert put_facts(store, validator).anew
    assert told == facts_of(store)


def _none_of_articles(triples: object, store: LocalStore, graph: str) -> object:
    assert not graph.startswith(store.iris.articles), "what is told is read again"
    return triples(store, graph)  # type: ignore[operator]


def test_what_is_told_is_what_the_graph_tells(made: list[Made], store: LocalStore) -> None:
    for each in made:
        assert each.told is not None
        assert Taken.parsed(each.told) == taken(each.graph.unpacked(), store.iris)


def test_what_a_graph_from_a_file_tells_is_read_in_the_store(
    made: list[Made], validator: Validator, extract: Extract, store: LocalStore
) -> None:
    tells = Workshop(extract, validator, store.iris, tells=True)
    [again] = tells([Graph("a.nq", "a", made[0].graph, ())])
    assert isinstance(again, Made)
    assert again.told is None
    assert again.graph.unpacked() == ArticleGraph(
        made[0].graph.article, made[0].graph.unpacked().triples
    )


def test_it_is_read_as_often_as_is_asked(telling: Telling, made: list[Made]) -> None:
    assert articles(telling) == []
    telling.keep(made, became(made))
    assert articles(telling) == articles(telling) == [each.graph.article for each in made]


def test_only_new_articles_count(telling: Telling, made: list[Made]) -> None:
    one = made[0]
    telling.keep(made, became(made[:1]) | became(made[1:], Became.UNCHANGED))
    assert articles(telling) == [one.graph.article]
    telling.keep([one], became([one], Became.REPLACED))
    assert articles(telling) == []


def test_a_folder_that_can_not_be_written_keeps_nothing(tmp_path: Path, made: list[Made]) -> None:
    with Telling(tmp_path / "missing") as telling:
        telling.keep(made, became(made))
        assert articles(telling) == []


@pytest.mark.parametrize("size", [1, 100_000])  # bytes: written at once, or when it is read
def test_a_full_disk_leaves_nothing_half_told(tmp_path: Path, made: list[Made], size: int) -> None:
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    many = made * max(1, size // len(made[0].told or ""))
    with Telling(tmp_path) as telling:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, limit[1]))
        try:
            telling.keep(many, became(made))
            found = articles(telling)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        assert found == []
        telling.keep(made, became(made))
        assert articles(telling) == []
