"""Each folder in cases/ is read as a user would read it; beside it stands what has to come out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
import yaml

from kg.model import Document
from kg.readers import Problem, RdfFile, read

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("case", sorted(p.name for p in CASES.iterdir() if p.is_dir()))
def test_case(
    case: str, golden: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CASES)
    shown = [_shown(item) for item in read([case])]
    text = yaml.safe_dump(shown, sort_keys=False, allow_unicode=True, width=100)
    golden(CASES / f"{case}.expected.yaml", text)


def _shown(item: Document | RdfFile | Problem) -> dict[str, object]:
    if isinstance(item, RdfFile):
        return {"rdf": item.ending, "origin": item.origin}
    if isinstance(item, Problem):
        return {item.level.value: str(item)}
    return {name: value for name, value in asdict(item).items() if value is not None}
