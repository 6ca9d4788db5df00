"""How sure reports are comes out of gold, rises with their signs, and is the same each time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.calibration import GOLD, PAGE, parts
from benchmarks.reliability import Measured, page
from kg.errors import InputError
from kg.evaluation.calibration import Judged, as_yaml, fitted, judged
from kg.evaluation.gold import load_gold
from kg.mappers import MAPPERS
from kg.mappers.confidence import Grades, grades

ARTICLES = Path(__file__).parents[1] / "mappers" / "articles"
UNMEASURED = {"seats"}


def reports(mapper: str, borne: int, *, right: int = 0, wrong: int = 0) -> list[Judged]:
    """Return so many RIGHT and WRONG reports that bear so many of three signs."""
    signs = {str(number): number < borne for number in range(3)}
    return [Judged(mapper, signs, n < right) for n in range(right + wrong)]


@pytest.fixture(scope="module")
def own() -> list[Judged]:
    return judged(load_gold(ARTICLES), [str(ARTICLES)])


def test_many_reports_speak_for_themselves() -> None:
    found = fitted(
        [*reports("roles", 0, right=600, wrong=400), *reports("roles", 3, right=950, wrong=50)]
    )
    low, _, _, high = found.mappers["roles"]
    assert (low.right, low.wrong, low.confidence) == (600, 400, 0.6)
    assert (high.right, high.wrong, high.confidence) == (950, 50, 0.95)


def test_few_reports_lean_on_the_others() -> None:
    found = fitted([*reports("roles", 1, wrong=1), *reports("roles", 3, right=900, wrong=100)])
    few = found.mappers["roles"][1].confidence
    assert 0.7 < few < 0.9


def test_one_mapper_leans_on_the_others() -> None:
    found = fitted([*reports("kin", 3, right=1), *reports("roles", 3, right=600, wrong=400)])
    assert 0.55 < found.mappers["kin"][3].confidence < 0.7
    assert found.unmeasured == found.mappers["roles"][3].confidence


def test_grades_that_fall_are_taken_together() -> None:
    found = fitted(
        [*reports("roles", 1, right=90, wrong=10), *reports("roles", 2, right=70, wrong=30)]
    )
    _, one, two, _ = found.mappers["roles"]
    assert one.confidence == two.confidence
    assert 0.75 < one.confidence < 0.85


_REPORTS = st.lists(
    st.builds(
        lambda mapper, borne, right: reports(mapper, borne, right=right, wrong=not right)[0],
        st.sampled_from(sorted(MAPPERS)),
        st.integers(0, 3),
        st.booleans(),
    ),
    min_size=1,
    max_size=60,
)


@given(_REPORTS)
def test_more_signs_never_make_less_sure(found: list[Judged]) -> None:
    learnt = fitted(found)
    for each in learnt.mappers.values():
        sure = [grade.confidence for grade in each]
        assert sure == sorted(sure)
        assert all(0 < value < 1 for value in sure)
    assert fitted(found[::-1]) == learnt


def test_the_same_files_each_time(own: list[Judged]) -> None:
    again = judged(load_gold(ARTICLES), [str(ARTICLES)])
    assert again == own
    first, second = (
        (as_yaml(fitted(each)), page(fitted(each), Measured(1, each), Measured(1, each)))
        for each in (own, again)
    )
    assert first == second


def test_what_is_learnt_does_not_lean_on_what_was_before(
    own: list[Judged], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.mappers.confidence.grades", lambda: Grades({}, 0.01))
    assert judged(load_gold(ARTICLES), [str(ARTICLES)]) == own


def test_the_figures_in_use_fit_the_signs(own: list[Judged]) -> None:
    in_use = grades()
    assert set(in_use.mappers) == set(MAPPERS) - UNMEASURED
    assert {report.mapper for report in own} == set(in_use.mappers)
    for report in own:
        assert len(in_use.mappers[report.mapper]) == len(report.signs) + 1, (
            f"{report.mapper} has other signs than were counted; run `make calibration`"
        )


def test_the_page_has_the_figures_in_use() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name, each in grades().mappers.items():
        assert f"| {name} | {' | '.join(f'{grade.confidence:.2f}' for grade in each)} |" in text


def test_text_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Asha Sen met Ravi Das in Patna.", encoding="utf-8")
    with pytest.raises(InputError, match="there is no text of agency-kolkata"):
        judged(load_gold(ARTICLES), [str(tmp_path)])


def test_nothing_judged() -> None:
    with pytest.raises(InputError, match="gold judges no report"):
        fitted([])


def test_the_test_set_has_no_part_in_it() -> None:
    draw = json.loads((GOLD / "draw.json").read_text(encoding="utf-8"))
    test = {article for batch in draw["test"] for article in draw["batches"][batch]}
    counted, held_out = ({gold.article for gold in part} for part in parts())
    assert counted
    assert held_out
    assert not counted & held_out
    assert not (counted | held_out) & test
