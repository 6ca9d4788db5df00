"""Cases: described articles beside the facts that they give across articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml
from pyoxigraph import Triple

from kg.graph import ArticleGraph

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(
    case: Path,
    graphs: Callable[[Any], list[ArticleGraph]],
    consolidated: Callable[[Iterable[ArticleGraph], str], list[Triple]],
    render: Callable[[Iterable[Triple], Iterable[ArticleGraph]], str],
    golden: Callable[[Path, str], None],
) -> None:
    described = yaml.safe_load(case.read_text(encoding="utf-8"))
    articles = graphs(described["articles"])
    facts = consolidated(articles, described.get("decisions", ""))
    golden(case.with_suffix(".expected.txt"), render(facts, articles))
