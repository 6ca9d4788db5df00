"""`kg build` over what it was told before: what is passed by, and what is tried again."""

from __future__ import annotations

from pathlib import Path

from kg.model import Document
from kg.pipeline.versions import key, plain
from kg.stores import Kept, LocalStore
from tests.cli.conftest import Cli

NEWS = Document("n1", "Asha Rao, the president, met Kofi Mensah in Geneva.", "old.txt")


def test_what_was_rejected_is_told_again_and_tried_again_if_asked(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "store"
    with LocalStore.open(path) as store:
        article = store.iris.article(NEWS.identifier)
        kept = Kept(key(NEWS).hex(), NEWS.origin, "it was late", "Asha Rao met.", plain(NEWS))
        store.rejections.add(article, "it was late", (), kept)
    (tmp_path / "n1.txt").write_text(NEWS.text)

    done = cli("build", "n1.txt", "--store", path, "--workers", "1", cwd=tmp_path)
    assert done.returncode == 1
    assert "n1.txt: rejected: it was late\n    “Asha Rao met.”\n" in done.stderr
    with LocalStore.open(path, read_only=True) as store:
        assert store.article_iris() == []

    done = cli("build", "--retry", "--store", path)
    assert done.returncode == 0, done.stderr
    assert "built\t1\n" in done.stdout

    done = cli("build", "n1.txt", "--store", path, cwd=tmp_path)
    assert "unchanged\t1\n" in done.stdout
    assert "MeetingReport\t1\n" in done.stdout, "what is passed by is counted"


def test_the_number_of_workers_is_one_at_least(cli: Cli, tmp_path: Path) -> None:
    done = cli("build", "-", "--workers", "0", "--store", tmp_path / "store")
    assert done.returncode == 2
    assert "0 is not in the range x>=1" in done.stderr
