"""Reports bear the signs of how they were read, and are the surer for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.linking import Linker
from kg.mappers import Article, map_article
from kg.mappers.confidence import grades
from kg.mappers.signs import Signs
from kg.model import Document

_CASES = yaml.safe_load((Path(__file__).parent / "signs.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["text"][:40])
def test_signs(linker: Linker, case: dict[str, Any]) -> None:
    linked = linker.link(Document("case", case["text"], "case"))
    signs = Signs(Article(linked))
    (report,) = (r for r in map_article(linked).reports if type(r).__name__ == case["kind"])
    told = signs.of(report)
    assert [sign for sign, borne in told.items() if borne] == case["bears"]
    assert report.confidence == grades().confidence(report.mapper, len(case["bears"]))
