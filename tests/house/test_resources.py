"""Which program made something is known by its code, its lexicons and its ontology."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import resources


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("mappers/moves.py", True),
        ("lexicon/meeting.yaml", True),
        ("mappers/learnt/model.json", True),
        ("lexicon/words.txt", True),
        ("data/ontology/gazetteer/parties.ttl", True),
        ("serve/static/page.css", False),
    ],
)
def test_what_the_hash_of_the_program_depends_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, counts: bool
) -> None:
    (tmp_path / "data" / "ontology").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    monkeypatch.setattr(resources, "ontology_dir", lambda: tmp_path / "data" / "ontology")
    file, hash_now = tmp_path / name, resources.program_hash.__wrapped__
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("one", "utf-8")
    before = hash_now()
    file.write_text("other", "utf-8")
    assert (hash_now() != before) == counts
