"""What is measured against is the official thing and all there, or the measuring is refused."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from benchmarks import bonds, moves, occasions, pacts, tellings
from benchmarks.spacy_model import check
from benchmarks.texts import marked_texts
from kg.errors import InputError

ROOT = Path(__file__).parents[2]


def test_another_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model").write_bytes(b"weights")
    official = {"model": hashlib.sha256(b"weights").hexdigest()}
    check(tmp_path, official)
    (tmp_path / "model").write_bytes(b"weight$")
    with pytest.raises(InputError, match="is not the official file"):
        check(tmp_path, official)


def articles(path: Path, *texts: tuple[str, str]) -> str:
    """Write articles into a file of JSON Lines and return its path."""
    lines = (json.dumps({"identifier": name, "articleBody": body}) for name, body in texts)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("measured", "marks"),
    [
        (bonds.main, "bonds"),
        (moves.main, "moves"),
        (occasions.main, "occasions"),
        (pacts.main, "pacts"),
        (tellings.marked, "tellings"),
    ],
)
def test_marked_texts_that_are_not_given_are_named(
    measured: Callable[[Sequence[str]], object], marks: str, tmp_path: Path
) -> None:
    file = ROOT / "tests" / "gold" / f"{marks}.jsonl"
    first, *rest = file.read_text(encoding="utf-8").splitlines()
    name = json.loads(first)["article"]
    given = articles(tmp_path / "given.jsonl", (name, "Another text."), ("no-gold", "No gold."))
    with pytest.raises(SystemExit, match=f"^{1 + len(rest)} texts .*{marks}.jsonl .*: {name}, "):
        measured([given])


def test_marked_texts_are_found_by_their_hash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {"a": "Ada Quill spoke.", "b": "Dov Marek spoke."}
    lines = (
        json.dumps({"article": name, "sha256": hashlib.sha256(text.encode()).hexdigest()})
        for name, text in texts.items()
    )
    (tmp_path / "marks.jsonl").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr("benchmarks.texts._GOLD", tmp_path)
    given = articles(tmp_path / "given.jsonl", ("b", "Other."), ("c", "C."), *texts.items())
    found = marked_texts("marks", [given])
    assert [(document.text, line["article"]) for document, line in found] == [
        ("Ada Quill spoke.", "a"),
        ("Dov Marek spoke.", "b"),
    ]
    lacking = articles(tmp_path / "lacking.jsonl", ("a", texts["a"]))
    with pytest.raises(SystemExit, match=r"^1 texts .*: b$"):
        marked_texts("marks", [lacking])
