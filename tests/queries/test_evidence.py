"""Every row of every query can show the sentences that say it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.queries import Catalogue, Queryable, Table, run, sentences
from kg.vocabulary import DEFAULT_BASE

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*/*.json"))
MEETING = f"{DEFAULT_BASE}meeting/1b79a82930c2edb7"


def answer(store: Queryable, case: Path) -> Table:
    params = json.loads(case.read_text(encoding="utf-8"))["params"]
    values = {name: [value] if isinstance(value, str) else value for name, value in params.items()}
    return run(store, Catalogue.load()[case.parent.name], values, evidence=True)


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_row_has_its_sentences(case: Path, embedded: Queryable) -> None:
    articles = (HERE / "articles.yaml").read_text(encoding="utf-8")
    for row in answer(embedded, case).rows:
        assert row.evidence or not row.facts  # an outlet of `coverage` without a meeting
        for sentence in row.evidence:
            assert sentence.text in articles
            assert sentence.article.startswith(f"{DEFAULT_BASE}article/")


def test_a_sentence_comes_with_where_and_when_and_whose_word(embedded: Queryable) -> None:
    first, second, third = sentences(embedded, [MEETING])[MEETING]
    assert first.text == (
        "Ada Quill and Bram Osei met in Velmar on Tuesday about the spring election."
    )
    assert (first.headline, first.outlet, first.published, first.url, first.status) == (
        "Compact leaders meet in Velmar",
        "The Courier",
        "2031-03-04",
        "https://courier.example/1",
        "Held",
    )
    assert first.attribution is None
    assert second.report == first.report
    assert (third.outlet, third.attribution) == ("Evening Ledger", "sources")


def test_facts_are_asked_for_in_batches(embedded: Queryable) -> None:
    asked: list[str] = []

    class Counting:
        base = embedded.base

        def query(self, sparql: str, /) -> object:
            asked.append(sparql)
            return embedded.query(sparql)

    nobody = [f"{DEFAULT_BASE}meeting/{n:016x}" for n in range(450)]
    found = sentences(Counting(), [*nobody, MEETING, MEETING])  # type: ignore[arg-type]
    assert list(found) == [MEETING]
    assert len(asked) == 4  # the articles apart
    assert max(map(len, asked)) < 30_000


def test_a_limit_is_told(embedded: Queryable) -> None:
    cut = run(embedded, Catalogue.load()["meetings"], {}, limit=2)
    assert len(cut.rows) == 2
    assert cut.remarks == ("2 of 15 rows are shown",)
    assert run(embedded, Catalogue.load()["meetings"], {}, limit=15).remarks == ()


def test_the_query_as_it_was_run_is_told(embedded: Queryable) -> None:
    ran = run(embedded, Catalogue.load()["roles-of"], {"person": ["Ada Quill"]}).sparql
    assert f"VALUES ?person {{ <{DEFAULT_BASE}person/ada-quill> }}" in ran
    assert "UNDEF" not in ran
