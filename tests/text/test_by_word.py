"""What is made of a word is made once, and memory doesn't grow with the words of all articles."""

from __future__ import annotations

import pytest

from kg import values
from kg.values import ByWord


def test_a_word_is_made_once() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    lengths = ByWord(length)
    assert [lengths["talks"], lengths["met"], lengths["talks"]] == [5, 3, 5]
    assert asked == ["talks", "met"]


def test_it_begins_anew_when_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "_WORDS", 2)
    lengths = ByWord(len)
    assert [lengths[word] for word in ("met", "talks", "envoy", "met")] == [3, 5, 5, 3]
    assert set(lengths) == {"envoy", "met"}
