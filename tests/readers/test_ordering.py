"""Names in order, the same by way of the memory and of the disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document
from kg.readers import ordering, read
from kg.readers.ordering import in_order

NAMES = st.lists(st.binary(min_size=1).map(os.fsdecode), max_size=30)


@given(NAMES, st.integers(1, 40))
def test_many_names_come_in_the_same_order_as_few(names: list[str], many: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ordering, "IN_MEMORY", many)
        assert list(in_order(names)) == sorted(names, key=os.fsencode)


@pytest.mark.parametrize("many", [3, 100])
def test_a_folder_of_many_files_is_read_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(ordering, "IN_MEMORY", many)
    for name in ("b/2", "b/1", "b.c/3", "a", "c", "b0/4"):
        file = tmp_path / "news" / f"{name}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"Rain on {name}.")
    for source in ("news", "news/**/*.txt"):
        items = list(read([str(tmp_path / source)]))
        names = [item.identifier for item in items if isinstance(item, Document)]
        assert len(items) == len(names) == 6
        if source == "news":
            assert names == ["a", "b/1", "b/2", "b.c/3", "b0/4", "c"]
