"""The lexicons hold words, each once in a list and of use there; none is YAML's yes or no."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.linking.chunks import (
    FORMER,
    GROUP,
    HONORIFIC,
    INCOMING,
    KIN,
    MODIFIER,
    PORTFOLIO,
    SUFFIX,
    kind_of,
)
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


def _repeated(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for value in data.values():
            yield from _repeated(value)
    elif isinstance(data, list):
        plain = Counter(str(word) for word in data if not isinstance(word, dict | list))
        yield from (word for word, count in plain.items() if count > 1)
        for value in data:
            yield from _repeated(value)


@pytest.mark.parametrize("name", _FILES)
def test_no_list_says_a_word_twice(name: str) -> None:
    assert not list(_repeated(lexicon_data(name)))


_KINDS = {
    "honorific": HONORIFIC,
    "suffix": SUFFIX,
    "former": FORMER,
    "incoming": INCOMING,
    "modifier": MODIFIER,
    "group": GROUP,
    "kin": KIN,
    "portfolio": PORTFOLIO,
}
_TWO_USES = {"its", "parents"}  # the lists of members and the relations ask for these themselves


@pytest.mark.parametrize("name", list(_KINDS))
def test_a_word_is_of_the_kind_that_it_is_listed_as(name: str) -> None:
    pairs = name == "group"  # words of two are looked up as pairs
    listed = {w for w in getattr(words(), name) if not (pairs and " " in w)} - _TWO_USES
    assert {word for word in listed if kind_of(word) != _KINDS[name]} == set()


@pytest.mark.parametrize("name", [name for name in words().__slots__ if name != "common"])
def test_a_word_is_one_token(name: str) -> None:
    listed = getattr(words(), name)
    texts = {word: tokens(f"{word} x", 0, len(word) + 2).texts[:-1] for word in listed}
    assert [w for w, cut in texts.items() if len(cut) != len(w.split())] == []


@pytest.mark.parametrize("honorific", sorted(w for w in words().honorific if w.endswith(".")))
def test_an_honorific_with_a_dot_is_one_token_and_ends_no_sentence(honorific: str) -> None:
    text = f"They met {honorific.title()} Roy in Pune."
    assert honorific.title() in tokens(text, 0, len(text)).texts
    assert list(sentences(text, Span(0, len(text)))) == [Span(0, len(text))]
