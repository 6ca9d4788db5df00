"""Many articles at once, past the engine's transactions: whole or not there all the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from kg.errors import KgError
from kg.graph import ArticleGraph
from kg.stores import LocalStore, local
from kg.stores.files import StoreFolder
from kg.stores.savepoint import savepoint

Article = Callable[..., ArticleGraph]
HALF = b"<https://example.org/s> <https://example.org/p> <https://example.org/o> <x:half> ."


@pytest.fixture(autouse=True)
def _all_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "_MANY", 1)


def test_many_are_put_and_nothing_is_left_beside(tmp_path: Path, article: Article) -> None:
    with LocalStore.open(tmp_path) as store:
        store.put([article("a"), article("b")])
        store.put([article("b", "ana"), article("c")])
        assert len(store.article_iris()) == 3
        assert set(store.triples(article("b").article)) == set(article("b", "ana").triples)
        assert not list(tmp_path.glob("quads.*"))
    with LocalStore.open(tmp_path, read_only=True) as store:
        assert len(store.article_iris()) == 3


@pytest.mark.parametrize("read_only", [True, False])
def test_whoever_is_killed_meanwhile_leaves_what_was_there(
    tmp_path: Path, article: Article, read_only: bool
) -> None:
    store = LocalStore.open(tmp_path)
    store.put([article("a")])
    with pytest.raises(RuntimeError), savepoint(store._store, StoreFolder(tmp_path)):
        store._store.bulk_load(HALF, format=RdfFormat.N_QUADS)
        assert len(store.graph_names()) == 2
        raise RuntimeError
    store._open = None
    store._lock.release()
    with LocalStore.open(tmp_path, read_only=read_only) as opened:
        assert opened.graph_names() == [article("a").article]


def test_a_disk_that_is_full_leaves_what_was_there(
    tmp_path: Path, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(store: Store, quads: bytes) -> None:
        store.bulk_load(quads[: quads.index(b"\n") + 1], format=RdfFormat.N_QUADS)
        raise KgError("No space left on device")

    with LocalStore.open(tmp_path) as store:
        store.put([article("a")])
        with monkeypatch.context() as patched, pytest.raises(KgError, match="No space"):
            patched.setattr(local, "load_many", full)
            store.put([article("b")])
    with LocalStore.open(tmp_path) as store:
        assert len(store.article_iris()) == 1
        store.put([article("b")])
        assert len(store.article_iris()) == 2
    assert not list(tmp_path.glob("quads.*"))
