"""People of one article: names are compared only with those that share a word or its letters."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from kg.linking import people as module
from kg.linking.people import People
from kg.model import Span


def test_names_are_compared_with_names_alike_only(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    for name in ("_same", "_misspelt"):
        real = getattr(module, name)

        def counted(one: object, two: object, real: object = real) -> object:
            compared.append((one, two))
            assert callable(real)
            return real(one, two)

        monkeypatch.setattr(module, name, counted)
    people = People()
    names = ["".join(syllables) for syllables in itertools.product("bdgk", "aeio", "lmnr", "aeio")]
    for number, name in enumerate(names):
        people.add(f"{name}a {name}o", Span(number, number + 1))
    found = [people.find(f"{name}u") for name in names]
    assert found == [None] * len(names)
    assert len(compared) < len(names)


def test_a_surname_misspelt_is_found() -> None:
    people = People()
    person = people.add("Arun Kharge", Span(0, 11))
    assert people.find("Kahrge") is person
    assert people.find("Kharga") is None


def test_places_of_names_are_read_once_however_often_a_surname_is_called() -> None:
    read = []

    class Watched(list[int]):
        def __iter__(self) -> Iterator[int]:
            read.append(1)
            return super().__iter__()

    people, starts = People(), range(0, 100, 10)
    person = people.add("Rita Sen", Span(0, 8))
    person.named = Watched(person.named)
    for at in range(20, 100):
        people.call("Sen", at, starts)
    assert people.find("Sen") is person
    assert len(read) == 1
