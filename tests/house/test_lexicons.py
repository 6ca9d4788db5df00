"""The lexicons hold words, and no word that YAML takes for yes or no."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.linking.lexicon import words
from kg.model import Span
from kg.resources import lexicon, lexicon_data
from kg.text import tokens
from kg.text.sentences import sentences

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


@pytest.mark.parametrize("honorific", sorted(w for w in words().honorific if w.endswith(".")))
def test_an_honorific_with_a_dot_is_one_token_and_ends_no_sentence(honorific: str) -> None:
    text = f"They met {honorific.title()} Roy in Pune."
    assert honorific.title() in [token.text for token in tokens(text, 0, len(text))]
    assert list(sentences(text, Span(0, len(text)))) == [Span(0, len(text))]
