"""The gold that stands here can be read, says where its text is, and holds no text."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

GOLD = Path(__file__).parents[1] / "gold"
DRAWN = sorted([*GOLD.glob("pool/*.yaml"), *GOLD.glob("test/*.yaml")])
FILES = [*DRAWN, *sorted(GOLD.glob("dev/*.yaml"))]
LONGEST = 300  # code points of one entry: names, titles and topics are short
KEYS = {"article", "sha256", "published", "meetings", "roles", "moves", "speakers"}


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [s for v in value.values() for s in _strings(v)]
    if isinstance(value, list):
        return [s for v in value for s in _strings(v)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_gold_file_has_its_form(path: Path) -> None:
    gold = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert gold["article"] == path.stem
    assert set(gold) >= KEYS
    assert re.fullmatch("[0-9a-f]{64}", gold["sha256"])
    assert max(map(len, _strings({k: v for k, v in gold.items() if k != "must_not"}))) <= LONGEST


def test_every_drawn_article_is_in_its_set_or_skipped() -> None:
    draw = json.loads((GOLD / "draw.json").read_text(encoding="utf-8"))
    drawn = [name for batch in draw["batches"].values() for name in batch]
    test = {name for batch in draw["test"] for name in draw["batches"][batch]}
    sets = {path.stem: path.parent.name for path in DRAWN}
    assert len(drawn) == len(set(drawn))
    assert set(drawn) - sets.keys() == set(draw["skipped"])
    assert {name: "test" if name in test else "pool" for name in sets} == sets
