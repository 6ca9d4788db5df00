"""A store is read while others write it, and what they finish is read from then on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import InputError, UsageError
from kg.serve.reading import Reading
from kg.stores import LocalStore
from kg.stores.states import State
from tests.plugins.filling import hold
from tests.serve.conftest import served

PLACE = "https://w3id.org/politics-kg/graph/facts"
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


def triple(name: str) -> Triple:
    return Triple(NamedNode(f"https://w3id.org/politics-kg/person/{name}"), LABEL, Literal(name))


def put(folder: Path, *names: str) -> None:
    with LocalStore.open(folder) as store:
        hold(store, PLACE, [triple(name) for name in names])


def names(reading: Reading) -> list[str]:
    with reading.state() as state:
        return sorted(str(each.object.value) for each in state.triples(PLACE))  # type: ignore[union-attr]


def test_what_a_build_finishes_is_read_from_then_on(tmp_path: Path) -> None:
    put(tmp_path / "s", "ada")
    reading = Reading(tmp_path / "s")
    assert (names(reading), reading.look(), reading.generation) == (["ada"], False, 0)
    put(tmp_path / "s", "ada", "bram")  # it is not held: this can be written
    assert names(reading) == ["ada"]
    assert reading.look()
    assert (names(reading), reading.generation) == (["ada", "bram"], 1)
    reading.close()


def test_while_somebody_writes_the_last_snapshot_is_read(tmp_path: Path) -> None:
    put(tmp_path / "s", "ada")
    reading = Reading(tmp_path / "s")
    assert not reading.notice
    with LocalStore.open(tmp_path / "s") as writer:
        hold(writer, PLACE, [triple("cora")])
        reading.look()
        assert names(reading) == ["ada"]
        assert "is being written" in reading.notice
        writer.publish()
        assert reading.look()
        assert names(reading) == ["cora"]
        assert not reading.look()
    assert reading.look()
    assert names(reading) == ["cora"]
    assert not reading.notice
    reading.close()
    assert not list((tmp_path / "s" / "snapshots").iterdir())


def test_a_state_that_is_lent_stays_open_when_a_newer_comes(tmp_path: Path) -> None:
    put(tmp_path / "s", "ada")
    reading = Reading(tmp_path / "s")
    with reading.state() as old:
        put(tmp_path / "s", "bram")
        assert reading.look()
        assert [each.object for each in old.triples(PLACE)] == [Literal("ada")]
        folder = old.folder
        assert folder and folder.is_dir()
    assert not folder.exists()  # given back, and so taken away
    reading.close()


def test_two_readers_do_not_take_each_others_state_away(tmp_path: Path) -> None:
    put(tmp_path / "s", "ada")
    one, other = Reading(tmp_path / "s"), Reading(tmp_path / "s")
    one.close()
    assert names(other) == ["ada"]
    put(tmp_path / "s", "bram")
    assert other.look()
    assert names(other) == ["bram"]
    other.close()


def test_what_a_killed_reader_left_is_taken_away(tmp_path: Path) -> None:
    put(tmp_path / "s", "ada")
    state = State.newest(tmp_path / "s")
    assert state
    assert state._snapshot
    state._snapshot.lock.release()  # as the system does for one that is killed
    (tmp_path / "s" / "snapshots" / "x.unfinished").mkdir()
    put(tmp_path / "s", "bram")
    assert not list((tmp_path / "s" / "snapshots").iterdir())


def test_a_store_without_links_is_copied_and_one_that_cannot_be_written_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "s", "ada")

    def fails(*_: object, **__: object) -> None:
        raise OSError(1, "not here")

    monkeypatch.setattr(Path, "hardlink_to", fails)
    copied = State.newest(tmp_path / "s")
    assert copied
    assert [each.object for each in copied.triples(PLACE)] == [Literal("ada")]
    copied.close()
    monkeypatch.setattr("kg.stores.snapshots.tempfile.mkdtemp", fails)
    held = State.newest(tmp_path / "s")
    assert held
    assert [each.object for each in held.triples(PLACE)] == [Literal("ada")]
    with pytest.raises(UsageError, match="in use"):
        LocalStore.open(tmp_path / "s")
    held.close()
    LocalStore.open(tmp_path / "s").close()


def test_a_store_that_is_gone_is_shown_as_it_was(tmp_path: Path) -> None:
    put(tmp_path / "s", "ada")
    reading = Reading(tmp_path / "s")
    shutil.rmtree(tmp_path / "s")
    with pytest.raises(UsageError, match="no store"):
        reading.look()
    assert names(reading) == ["ada"]
    reading.close()


def test_no_store_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no store"):
        Reading(tmp_path / "none")
    put(tmp_path / "s", "ada")
    (tmp_path / "s" / "quads" / "CURRENT").write_text("nonsense\n")
    with pytest.raises(InputError, match="can't be opened"):
        Reading(tmp_path / "s")


def test_an_empty_store_has_a_first_page(tmp_path: Path) -> None:
    LocalStore.open(tmp_path / "s").close()
    with served(tmp_path / "s") as client:
        assert "There are no articles in here yet" in client.get("/").text
        assert client.get("/questions/meetings/answer").status_code == 200
        assert client.get("/search?q=ada").status_code == 200


def test_pages_follow_the_store(tmp_path: Path) -> None:
    put(tmp_path / "s", "ada")
    with served(tmp_path / "s") as client:
        first = client.get("/questions")
        tag = first.headers["etag"]
        assert client.get("/questions", headers={"if-none-match": tag}).status_code == 304
        assert client.get("/questions").content == first.content
        site_state = client.get("/person/bram").status_code
        assert site_state == 404
