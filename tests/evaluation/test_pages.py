"""The pages on accuracy: their tables are those of the gold that is here, their example is gold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.accuracy import GOLD, GOLD_PAGE, PAGE, agreement_blocks, agreements
from benchmarks.hard import found_by_kind
from benchmarks.pages import agreement_table, figures_table, filled, kinds_table
from kg.evaluation import evaluate
from kg.evaluation.gold import read_gold

HERE = Path(__file__).parent


def test_agreement_tables_are_current() -> None:
    page = GOLD_PAGE.read_text(encoding="utf-8")
    assert filled(page, agreement_blocks()) == page


@pytest.mark.parametrize("folder", [path.name for path in sorted(GOLD.iterdir()) if path.is_dir()])
def test_every_set_is_measured_in_full(folder: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    block = re.search(rf"<!-- figures: {folder} -->\n(.*?)<!-- end -->", page, re.DOTALL)
    assert block
    articles = len(list((GOLD / folder).glob("*.yaml")))
    assert f"\n{articles} articles. " in block[1]


def test_the_example_is_gold(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "example.yaml").write_text(example, encoding="utf-8")
    gold = read_gold(tmp_path / "example.yaml")
    assert (gold.meetings[0].people, gold.meetings[0].day) == (
        ("Ada Quill", "Dov Marek"),
        "2031-03-04",
    )
    assert all((gold.alliances, gold.roles, gold.moves, gold.kin, gold.speakers))


def test_only_what_is_between_the_marks_is_written() -> None:
    page = "a\n<!-- x -->\nold\n<!-- end -->\nb\n<!-- y -->\nkept\n<!-- end -->\n"
    assert filled(page, {"x": "new\n"}) == page.replace("old", "new")
    with pytest.raises(KeyError, match="no marks for z"):
        filled(page, {"z": ""})


def test_figures_stand_with_intervals_and_beside_the_readers() -> None:
    table = figures_table(evaluate(HERE / "gold", []), {"meetings": (9, 1, 1), "people": (0, 0, 0)})
    rows = {line.split(" | ")[0]: line for line in table.splitlines()}
    assert rows["| meetings"].startswith("| meetings |  |  | .000 | .000–.")
    assert rows["| meetings"].endswith("| 0 | 0 | 8 | .900 |")
    assert rows["| participants"].endswith(" | 17 |  |")
    assert "8 articles. " in table


def test_meetings_are_counted_by_kind() -> None:
    found = found_by_kind(HERE / "gold", [])
    assert sum(all_ for _, all_ in found.values()) == 16  # each by its people and by its status
    assert not any(hits for hits, _ in found.values())
    assert "| planned | 0 | " in kinds_table(found)


def test_agreement_is_summed_over_batches() -> None:
    agreed = agreements()
    assert set(agreed) == {"pool", "test"}
    assert agreement_table(agreed["test"]).count("\n") == 14
