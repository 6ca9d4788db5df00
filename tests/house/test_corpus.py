"""The invented articles: the same for the same seed, and such that the program finds reports."""

from __future__ import annotations

import json
from collections import Counter
from itertools import islice
from pathlib import Path

from benchmarks.corpus import Shares, article, articles
from kg.consolidation import copies
from kg.graph import load_gazetteer
from kg.model import Document
from kg.pipeline import extractor
from kg.readers import read
from kg.text import Signature, signature


def test_an_article_follows_from_the_seed_and_its_number() -> None:
    some = list(articles(30))
    assert some == list(islice(articles(1_000_000_000), 30))
    assert some[17] == article(17, 1, Shares())
    assert some != list(articles(30, seed=2))


def test_shares_are_kept() -> None:
    signed: dict[str, Signature] = {}
    for number, made in enumerate(articles(1000, shares=Shares(politics=0, copies=0.2))):
        if own := signature(made["articleBody"]):
            signed[f"{number:04}"] = own
    copied = {other for _, other, _ in copies(signed)}
    assert 150 <= len(copied) <= 250
    assert not copies({str(n): s for n, s in enumerate(_originals(300))})


def _originals(count: int) -> list[Signature]:
    """Return the signatures of articles that are no copies."""
    made = articles(count, shares=Shares(copies=0))
    return [own for each in made if (own := signature(each["articleBody"]))]


def test_reports_of_all_kinds_are_found(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in articles(150)), "utf-8")
    extract = extractor(load_gazetteer())
    found = [extract(item) for item in read([str(file)]) if isinstance(item, Document)]
    kinds = Counter(type(report).__name__ for facts in found for report in facts.reports)
    for kind in ("MeetingReport", "AllianceReport", "MoveReport", "RoleReport", "StatementReport"):
        assert kinds[kind] >= 5, kind
    assert 50 <= sum(1 for facts in found if facts.reports) <= 110
