"""The pinned dependencies: each with its hashes, and nothing of where they came from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.txt").read_text("utf-8")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_dependency_is_pinned_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
        *project["build-system"]["requires"],
    ]
    entries = re.split(r"^(?=[A-Za-z])", LOCK, flags=re.MULTILINE)[1:]
    pinned = {normal(entry.split("==")[0]): entry for entry in entries}
    for requirement in wanted:
        found = re.match(r"[\w.-]+", requirement)
        assert found
        assert normal(found.group()) in pinned
    for name, entry in pinned.items():
        assert "--hash=sha256:" in entry, name


def test_the_lock_tells_no_address_or_path() -> None:
    assert "://" not in LOCK
    assert "--index" not in LOCK
    assert not re.search(r"(?<!\w)/\w", LOCK)
