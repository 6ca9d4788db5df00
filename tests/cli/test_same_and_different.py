"""The example of docs/same-and-different.md, as it stands there, and the errors around it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Cli = Callable[..., subprocess.CompletedProcess[str]]
PAGE = Path("docs/same-and-different.md").read_text(encoding="utf-8")
MENTION = re.compile(r"/person/(\S+)> <\S+#mention> <\S+/article/(\S+)>")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the page's articles and its same.ttl."""
    (tmp_path / "news").mkdir()
    for name, text in re.findall(r"`(news/\w+\.txt)`:\n\n```text\n(.*?)```", PAGE, re.DOTALL):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (turtle,) = re.findall(r"```turtle\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "same.ttl").write_text(turtle, encoding="utf-8")
    return tmp_path


def _people(cli: Cli, folder: Path) -> dict[str, list[str]]:
    """Return the mentions of each person of the store."""
    done = cli("export", "-f", "nquads", "--store", folder / ".kg")
    found: dict[str, list[str]] = {}
    for iri, mention in re.findall(
        r"/person/(\S+)> <\S+#mention> <\S+/article/(\S+)>", done.stdout
    ):
        found.setdefault(re.sub("-[0-9a-f]{6}$", "-x", iri), []).append(mention)
    return found


def test_the_example(cli: Cli, folder: Path) -> None:
    cli("build", folder / "news", "--store", folder / ".kg")
    before = _people(cli, folder)
    assert "mallika-kahrje" in before
    assert len(before["asha-rao"]) == 2
    done = cli(
        "build", folder / "news", "--decisions", folder / "same.ttl", "--store", folder / ".kg"
    )
    assert (done.returncode, done.stderr.count("notice")) == (0, 0), done.stderr
    after = _people(cli, folder)
    assert len(after["mallika-kahrje"]) == 2
    assert "mallika-kharje" not in after
    assert "asha-rao" not in after
    assert len(after["asha-rao-x"]) == 2


def test_kept_edited_and_taken_back(cli: Cli, folder: Path) -> None:
    cli("build", folder / "news", "--store", folder / ".kg")
    before = cli("export", "--store", folder / ".kg").stdout
    cli("build", "--decisions", folder / "same.ttl", "--store", folder / ".kg")
    decided = cli("export", "--store", folder / ".kg").stdout
    assert decided != before
    cli("build", folder / "news", "--store", folder / ".kg")
    assert cli("export", "--store", folder / ".kg").stdout == decided
    (folder / ".kg" / "decisions.ttl").write_bytes(b"")
    assert cli("build", "--store", folder / ".kg").returncode == 0
    assert cli("export", "--store", folder / ".kg").stdout == before


def test_what_is_not_there_is_a_notice(cli: Cli, folder: Path) -> None:
    cli("build", folder / "news", "--store", folder / ".kg")
    file = folder / "nobody.ttl"
    owl = "<http://www.w3.org/2002/07/owl#sameAs>"
    file.write_text(f"<person/nobody> {owl} <person/asha-rao> .", encoding="utf-8")
    done = cli("build", "--decisions", file, "--store", folder / ".kg")
    assert done.returncode == 0
    assert "decisions.ttl, line 1: nothing in the store is <person/nobody>" in done.stderr


@pytest.mark.parametrize(
    ("turtle", "said"),
    [
        ("<person/a> a <person/b> .", "bad.ttl, line 1: only owl:sameAs"),
        ("<person/a>", "bad.ttl is no Turtle"),
    ],
)
def test_a_spoilt_file_changes_nothing(cli: Cli, folder: Path, turtle: str, said: str) -> None:
    cli("build", folder / "news", "--decisions", folder / "same.ttl", "--store", folder / ".kg")
    kept = (folder / ".kg" / "decisions.ttl").read_bytes()
    (folder / "bad.ttl").write_text(turtle, encoding="utf-8")
    done = cli(
        "build", folder / "news", "--decisions", folder / "bad.ttl", "--store", folder / ".kg"
    )
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert (folder / ".kg" / "decisions.ttl").read_bytes() == kept
    (folder / ".kg" / "decisions.ttl").write_text(turtle, encoding="utf-8")
    done = cli("build", folder / "news", "--store", folder / ".kg")
    assert done.returncode == 2
    assert "decisions.ttl" in done.stderr


def test_nothing_to_build_without_a_store(cli: Cli, tmp_path: Path) -> None:
    done = cli("build", "--store", tmp_path / ".kg")
    assert done.returncode == 2
    assert "there is nothing to build" in done.stderr


def test_what_is_said_of_nobody_is_told_ten_times(cli: Cli, folder: Path) -> None:
    owl = "@prefix owl: <http://www.w3.org/2002/07/owl#> ."
    base = "https://w3id.org/politics-kg/person"
    lines = [f"<{base}/asha-{n}> owl:sameAs <{base}/rao-{n}> ." for n in range(25)]
    (folder / "many.ttl").write_text("\n".join([owl, *lines]), encoding="utf-8")
    store = ("--store", folder / ".kg")
    done = cli("build", folder / "news", "--decisions", folder / "many.ttl", *store)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("the statement has no effect so far") == 10
    assert "15 more statements have no effect so far" in done.stderr
