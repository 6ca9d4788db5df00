"""The pinned dependencies: each with its hashes, and nothing of where they came from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = {  # and which extras each is for
    "requirements.txt": ("dev", "mcp", "serve"),
    "requirements-bench.txt": ("bench",),
    "requirements-contract.txt": ("contract",),
    "requirements-spark.txt": ("spark",),
    "requirements-browser.txt": ("browser",),
}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_is_pinned_with_hashes(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"]
    wanted = [
        *project["project"]["dependencies"],
        *(requirement for extra in LOCKS[lock] for requirement in extras[extra]),
        *(project["build-system"]["requires"] if "dev" in LOCKS[lock] else ()),
    ]
    entries = re.split(r"^(?=[A-Za-z])", _text(lock), flags=re.MULTILINE)[1:]
    pinned = {normal(entry.split("==")[0]): entry for entry in entries}
    for requirement in wanted:
        found = re.match(r"[\w.-]+", requirement)
        assert found
        assert normal(found.group()) in pinned
    for name, entry in pinned.items():
        assert "--hash=sha256:" in entry, name


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_tells_no_address_or_path(lock: str) -> None:
    assert "://" not in _text(lock)
    assert "--index" not in _text(lock)
    assert not re.search(r"(?<!\w)/\w", _text(lock))


def test_what_several_locks_pin_is_the_same() -> None:
    first, *others = (
        dict(re.findall(r"^([\w.-]+)==([^\s;]+)", _text(lock), re.M)) for lock in LOCKS
    )
    for other in others:
        shared = first.keys() & other.keys()
        assert {name: first[name] for name in shared} == {name: other[name] for name in shared}


def _text(lock: str) -> str:
    return (ROOT / lock).read_text("utf-8")
