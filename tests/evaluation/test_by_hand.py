"""The page of what was read by hand is counted from its verdicts, of which each is whole."""

from __future__ import annotations

from benchmarks.by_hand import FAULTS, PAGE, blocks, read_verdicts
from benchmarks.pages import filled


def test_the_tables_are_those_of_the_verdicts() -> None:
    page = PAGE.read_text(encoding="utf-8")
    verdicts = read_verdicts()
    assert filled(page, blocks(verdicts)) == page
    assert f"the {len(verdicts)} reports" in page


def test_what_is_wrong_has_a_fault_and_nothing_else_has() -> None:
    for verdict in read_verdicts():
        assert verdict["verdict"] in ("right", "doubt", "wrong")
        assert verdict["why"]
        faults = FAULTS[verdict["kind"]] if verdict["verdict"] == "wrong" else [""]
        assert verdict["fault"] in faults, verdict


def test_reports_are_numbered_through() -> None:
    verdicts = read_verdicts()
    for draw, kind in {(verdict["draw"], verdict["kind"]) for verdict in verdicts}:
        numbers = [int(v["number"]) for v in verdicts if (v["draw"], v["kind"]) == (draw, kind)]
        assert numbers == list(range(1, len(numbers) + 1))


def test_verdicts_are_counted() -> None:
    some = [
        {"draw": "2", "kind": "moves", "verdict": "wrong", "fault": "date"},
        {"draw": "2", "kind": "moves", "verdict": "doubt", "fault": ""},
        {"draw": "1", "kind": "moves", "verdict": "right", "fault": ""},
    ]
    made = blocks(some)
    assert "| moves | 2 | 2 | 0 | 1 | 1 |\n| moves | 1 | 1 | 1 | 0 | 0 |\n" in made["verdicts"]
    assert "| another event's date | 1 | 0 |" in made["moves"]
    assert "alliances" not in made["verdicts"]
