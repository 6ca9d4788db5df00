"""--min-confidence: nothing sure is lost by it, nothing unsure stays, on either side of a tie."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.queries import Catalogue, Queryable, run
from tests.queries.test_query_cases import CASES, HERE, Engines, values_of

LIBRARY = Catalogue.load()
SURE = "min-confidence"
LANTERN, LEAGUE = "Lantern Front", "Meadow League"
ASKED = [
    case
    for case in CASES
    if any(param.name == SURE for param in LIBRARY[case.parent.name].params)
    and not (case.parent / "store.trig").exists()
]


def rows_of(store: Queryable, case: Path, least: str | None) -> list[str]:
    values = values_of(json.loads(case.read_text(encoding="utf-8"))["params"])
    values.pop(SURE, None)
    if least is not None:
        values[SURE] = [least]
    return [json.dumps(row) for row in run(store, LIBRARY[case.parent.name], values).plain()]


@pytest.mark.parametrize("case", ASKED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_is_sure_stays(case: Path, embedded: Queryable) -> None:
    assert rows_of(embedded, case, "0") == rows_of(embedded, case, None)


def test_who_is_an_ally_has_an_ally(engines: Engines) -> None:
    """Asked from either side, a tie rests on the memberships of both."""
    trig = (HERE / "store.trig").read_text(encoding="utf-8")
    unsure = re.sub(
        r'("Lantern Front in Northern Compact \(Active\)" ;\s+pol:confidence) 0\.9',
        r"\1 0.3",
        trig,
    )
    assert unsure != trig
    query = LIBRARY["allies-and-rivals"]
    for store, ties in ((trig, 2), (unsure, 0)):
        opened = engines("embedded", store.encode())
        allied = [
            party
            for party, other in ((LANTERN, LEAGUE), (LEAGUE, LANTERN))
            for row in run(
                opened, query, {"party": [party], "as-of": ["2031-09-20"], SURE: ["0.5"]}
            ).plain()
            if row[:2] == ["ally", other]
        ]
        assert len(allied) == ties
