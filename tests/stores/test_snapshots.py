"""Reading a store while another process writes it: its last snapshot, whole, and nothing else."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.graph import ArticleGraph
from kg.stores import LocalStore
from kg.stores.snapshots import Snapshots

Article = Callable[..., ArticleGraph]


def read(path: Path) -> LocalStore:
    return LocalStore.open(path, read_only=True)


def test_readers_see_what_was_published_last(tmp_path: Path, article: Article) -> None:
    one, two, three = article("a", "ana"), article("b", "ben"), article("c", "cleo")
    with LocalStore.open(tmp_path) as store:
        store.put([one])
    with LocalStore.open(tmp_path) as store:
        store.put([two])
        with read(tmp_path) as reader:
            assert reader.is_snapshot
            assert reader.article_iris() == [one.article]
            store.publish()
            store.put([three])
            with read(tmp_path) as later:
                assert later.article_iris() == [one.article, two.article]
                assert set(later.triples(two.article)) == set(two.triples)
            store.publish()
            store.publish()
            assert reader.article_iris() == [one.article], "what is read stays"
            assert len(folders(tmp_path)) == 4, "two, each with its lock"
    assert folders(tmp_path) == []
    with read(tmp_path) as reader:
        assert not reader.is_snapshot
        assert len(reader.article_iris()) == 3


def folders(path: Path) -> list[str]:
    return sorted(each.name for each in (path / "snapshots").iterdir())


def test_a_store_that_never_held_anything_is_in_use(tmp_path: Path) -> None:
    with LocalStore.open(tmp_path), pytest.raises(UsageError, match="in use by another process"):
        read(tmp_path)


def test_one_writer_keeps_another_away(tmp_path: Path, article: Article) -> None:
    with LocalStore.open(tmp_path) as store:
        store.put([article("a")])
        store.publish()
        with pytest.raises(UsageError, match="in use by another process"):
            LocalStore.open(tmp_path)
        with read(tmp_path) as reader:
            assert reader.article_iris() == [article("a").article]


def test_a_reader_of_a_snapshot_keeps_no_writer_away(tmp_path: Path, article: Article) -> None:
    store = LocalStore.open(tmp_path)
    store.put([article("a")])
    store.publish()
    with read(tmp_path) as reader:
        store.close()
        with LocalStore.open(tmp_path) as again:
            again.put([article("b")])
            assert reader.article_iris() == [article("a").article]
    LocalStore.open(tmp_path).close()
    assert folders(tmp_path) == []


def test_what_a_kill_leaves_is_taken_away(tmp_path: Path, article: Article) -> None:
    with LocalStore.open(tmp_path) as store:
        store.put([article("a")])
        store.publish()
    (tmp_path / "snapshots" / "7.unfinished").mkdir()
    (tmp_path / "snapshots" / "8").mkdir()
    (tmp_path / "snapshots" / "9.lock").touch()
    with LocalStore.open(tmp_path) as store, read(tmp_path) as reader:
        assert reader.article_iris() == store.article_iris()
    assert folders(tmp_path) == []


def test_a_copy_that_cannot_be_named_is_given_up(
    tmp_path: Path, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    with LocalStore.open(tmp_path) as store:
        store.put([article("a")])
    fails = iter([errno.EEXIST, errno.ENOTEMPTY, errno.EROFS])  # none beyond: StopIteration

    def rename(self: Path, target: Path) -> None:
        raise OSError(next(fails), "of the test")

    monkeypatch.setattr(Path, "rename", rename)
    snapshots = Snapshots(tmp_path / "snapshots")
    with pytest.raises(OSError, match="of the test") as raised:
        snapshots.of_rest(tmp_path / "quads")
    assert raised.value.errno == errno.EROFS
    assert not list((tmp_path / "snapshots").glob("*.unfinished"))


def test_a_copy_that_fails_halfway_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "quads" / "no file").mkdir(parents=True)
    with pytest.raises(IsADirectoryError):
        Snapshots(tmp_path / "snapshots").of_rest(tmp_path / "quads")
    assert folders(tmp_path) == []


def test_readers_who_come_and_go_take_nothing_from_each_other(tmp_path: Path) -> None:
    """Each makes a copy as another takes away the one before it, whose number becomes free."""
    (tmp_path / "quads").mkdir()
    (tmp_path / "quads" / "CURRENT").touch()
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)

    def come_and_go(_: int) -> None:
        snapshots = Snapshots(tmp_path / "snapshots")
        for _ in range(30):
            own = snapshots.of_rest(tmp_path / "quads")
            shared = snapshots.newest()
            assert shared
            for each in (own, shared):
                assert (each.folder / "CURRENT").exists()
            shared.lock.release()
            snapshots.drop(own)

    try:
        with ThreadPoolExecutor(8) as readers:
            list(readers.map(come_and_go, range(8)))
    finally:
        sys.setswitchinterval(before)
