"""Every saved query gives its expected answers, the same on every engine."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.queries import Catalogue, Queryable, Table, run
from kg.vocabulary import DEFAULT_BASE

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*/*.json"))
ENGINES = ("embedded", "rdflib", "oxigraph", "virtuoso")

# rdflib warns of its own parsers and queries; its Dataset is not used otherwise.
pytestmark = pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")

# What rdflib 7 can't do with them, each seen on the cases here.
NOT_IN_RDFLIB = {
    "brokers": "rdflib takes minutes over paths with two free ends in NOT EXISTS",
    "coverage": "rdflib joins a sub-select's own BIND with every row on its left",
    "holders-of": "rdflib finds nothing behind a sub-select that says whether a day is given",
    "met-in-common": "rdflib can't sort by what some rows leave unbound",
}

Engines = Callable[[str, bytes], Queryable]
Golden = Callable[[Path, str], None]


def values_of(params: dict[str, Any]) -> dict[str, list[str]]:
    return {name: [value] if isinstance(value, str) else value for name, value in params.items()}


def written(params: dict[str, Any], answer: Table) -> str:
    """Return a case with its answer, a row a line."""
    rows = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in answer.plain())
    return (
        "{\n"
        f'  "params": {json.dumps(params, ensure_ascii=False)},\n'
        f'  "columns": {json.dumps(answer.names)},\n'
        f'  "remarks": {json.dumps(answer.remarks, ensure_ascii=False)},\n'
        f'  "rows": [\n{rows}\n  ]\n'
        "}\n"
    )


def test_store_is_what_the_articles_give(built_store: bytes, golden: Golden) -> None:
    golden(HERE / "store.trig", built_store.decode())


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_answer(case: Path, engine: str, engines: Engines, golden: Golden) -> None:
    if engine == "rdflib" and case.parent.name in NOT_IN_RDFLIB:
        pytest.skip(NOT_IN_RDFLIB[case.parent.name])
    own = case.parent / "store.trig"
    trig = (own if own.exists() else HERE / "store.trig").read_bytes()
    params = json.loads(case.read_text(encoding="utf-8"))["params"]
    query = Catalogue.load()[case.parent.name]
    answer = run(engines(engine, trig), query, values_of(params))
    golden(case, written(params, answer))


@pytest.mark.parametrize("engine", ["oxigraph", "virtuoso"])
@pytest.mark.parametrize("name", list(Catalogue.load().paths))
def test_each_parameter_alone_gives_the_same_there(
    name: str, engine: str, engines: Engines
) -> None:
    """Blocks of parameters that aren't given are dropped, and engines differ in what is left."""
    trig, query = (HERE / "store.trig").read_bytes(), Catalogue.load()[name]
    given: dict[str, list[str]] = {}
    for case in CASES:
        if case.parent.name == name and not (case.parent / "store.trig").exists():
            given |= values_of(json.loads(case.read_text(encoding="utf-8"))["params"])
    needed = {param.name: given[param.name] for param in query.params if param.required}
    for alone in given:
        values = {**needed, alone: given[alone]}
        here, there = (run(engines(each, trig), query, values) for each in ("embedded", engine))
        assert (there.plain(), there.remarks) == (here.plain(), here.remarks), values


@pytest.mark.parametrize("name", list(Catalogue.load().paths))
def test_every_query_has_a_case_with_rows(name: str) -> None:
    cases = [json.loads(case.read_text()) for case in CASES if case.parent.name == name]
    assert any(case.get("rows") for case in cases), (
        f'write {{"params": {{...}}}} to tests/queries/cases/{name}/CASE.json, run '
        "pytest tests/queries --regenerate, and read the rows that it adds"
    )


def test_no_case_without_its_query() -> None:
    assert {case.parent.name for case in CASES} <= set(Catalogue.load().paths)


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_answer_under_another_base(case: Path, of_another_base: Queryable) -> None:
    expected = json.loads(case.read_text(encoding="utf-8"))
    values = {
        name: [text.replace(DEFAULT_BASE, of_another_base.base) for text in texts]
        for name, texts in values_of(expected["params"]).items()
    }
    answer = run(of_another_base, Catalogue.load()[case.parent.name], values, evidence=True)
    assert answer.plain() == expected["rows"]
    assert all(row.evidence or not row.facts for row in answer.rows)
