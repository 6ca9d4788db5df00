"""The lexicons hold words, and no word that YAML takes for yes or no."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.resources import lexicon, lexicon_data

_FILES = sorted(path.name for path in Path(lexicon("")).glob("*.yaml"))


def _listed(data: Any) -> Iterator[Any]:
    if isinstance(data, dict):
        for value in data.values():
            yield from _listed(value)
    elif isinstance(data, list):
        for value in data:
            yield from _listed(value) if isinstance(value, dict | list) else [value]


@pytest.mark.parametrize("name", _FILES)
def test_no_word_is_read_as_yes_or_no(name: str) -> None:
    assert not [word for word in _listed(lexicon_data(name)) if isinstance(word, bool)]
