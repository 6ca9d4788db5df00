"""Which predicted reports are right, wrong, or neither, by gold."""

from __future__ import annotations

from pathlib import Path

import yaml

from kg.evaluation.evaluate import verdicts
from kg.evaluation.gold import load_gold
from kg.graph import ArticleGraph
from tests.evaluation.test_scores import graphs_of

HERE = Path(__file__).parent
REPORTS = "https://w3id.org/politics-kg/report/"


def test_each_report_has_its_verdict() -> None:
    expected = yaml.safe_load((HERE / "verdicts.yaml").read_text(encoding="utf-8"))
    found = verdicts(load_gold(HERE / "gold"), graphs_of(HERE / "graph.trig"))
    assert {iri.removeprefix(REPORTS): right for iri, right in found.items()} == {
        report: right for each in expected.values() for report, right in each.items()
    }


def test_nothing_is_judged_without_reports() -> None:
    assert not verdicts(load_gold(HERE / "gold"), [ArticleGraph("urn:none", ())])
