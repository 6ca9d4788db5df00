"""Names are found by how any of their words begins, misspelt ones by their likeness."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.queries import Queryable
from kg.queries.directory import Directory
from kg.vocabulary import DEFAULT_BASE


@pytest.fixture(scope="module")
def directory(embedded: Queryable) -> Iterator[Directory]:
    made = Directory(embedded)
    yield made
    made.close()


def found(directory: Directory, name: str, *kinds: str) -> list[str]:
    return [each.iri.removeprefix(DEFAULT_BASE) for each in directory.find(name, kinds)]


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Ada Quill", "person/ada-quill"),
        ("ada q", "person/ada-quill"),
        ("ADA", "person/ada-quill"),
        ("quill ada", "person/ada-quill"),
        ("A.B. Moss", "person/ab-moss"),
        ("HP", "party/harbour"),
        ("velm", "place/velmar"),
        ("north", "alliance/compact"),
    ],
)
def test_any_word_may_begin_a_name(directory: Directory, name: str, first: str) -> None:
    assert first in found(directory, name)


def test_who_is_meant_stands_first(directory: Directory) -> None:
    assert found(directory, "quill", "person")[0] == "person/ada-quill"  # told of more than Edda
    assert found(directory, "Harbour Party")[0] == "party/harbour"
    (ada,) = directory.find("Ada Quill")
    assert (ada.exact, ada.kind, ada.label) == (True, "person", "Ada Quill")


def test_only_the_kinds_asked_for_are_found(directory: Directory) -> None:
    assert {each.kind for each in directory.find("h", ["party"])} == {"party"}
    assert not directory.find("Ada Quill", ["place"])


def test_misspelt_names_are_near(directory: Directory) -> None:
    near = directory.near("Ada Qiull")
    assert near[0].iri == DEFAULT_BASE + "person/ada-quill"
    assert not directory.near("Zzyzx")


def test_the_foremost_are_told_of_most(directory: Directory) -> None:
    weights = [each.weight for each in directory.foremost("person", 5)]
    assert len(weights) == 5
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0


@given(st.text(max_size=400))
def test_any_text_may_be_looked_for(directory: Directory, name: str) -> None:
    assert len(directory.find(name)) <= 50
    directory.near(name)
