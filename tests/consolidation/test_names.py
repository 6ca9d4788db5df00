"""Names: how two spellings are alike, and that no pair of such is overlooked."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.consolidation.alike import pairs_of
from kg.consolidation.names import Likeness, is_slip, likeness, name_of, surname_of

PARTS = (
    "jp j p akhil akhilesh prasad kumar bob robert w hw ben benny bal ram balram al md aga".split()
)
names = st.lists(st.sampled_from(PARTS), min_size=1, max_size=4).map(
    lambda p: "-".join([*p, "rao"])
)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("bal-ram-rao", "balram-rao", Likeness.LETTERS),
        ("nasr-al-rao", "nasr-rao", Likeness.LETTERS),
        ("john-a-rao", "john-rao", Likeness.MIDDLE_INITIAL),
        ("john-hw-rao", "john-rao", Likeness.MIDDLE_INITIAL),
        ("jp-rao", "jagat-prakash-rao", Likeness.INITIALS),
        ("j-rao", "jagat-prakash-rao", Likeness.INITIALS),
        ("j-prakash-rao", "jagat-prakash-rao", Likeness.INITIALS),
        ("akhil-rao", "akhil-prasad-rao", Likeness.PARTS),
        ("a-revan-rao", "revan-rao", Likeness.PARTS),
        ("bob-rao", "robert-rao", Likeness.SHORT_FORM),
        ("bob-rao", "robert-f-rao", Likeness.SHORT_FORM),
        ("behari-rao", "bihari-rao", Likeness.SLIP),
        ("sheikh-rao", "shiekh-rao", Likeness.SLIP),
        ("john-rao-jr", "john-rao", Likeness.GENERATION),
        ("john-rao-jr", "john-rao-sr", None),
        ("ram-rao", "ratan-rao", None),
        ("anil-rao", "anant-rao", None),
        ("rao", "asha-rao", None),
        ("de-rao", "rao", None),
        ("asha-rao", "asha-roo", None),
        ("-".join("abcdefg") + "-rao", "a-rao", None),  # more given names than anybody has
    ],
)
def test_likeness(one: str, other: str, how: Likeness | None) -> None:
    assert likeness(one, other) is how
    assert likeness(other, one) is how


@given(st.lists(names, unique=True, max_size=12))
def test_no_pair_that_is_alike_is_overlooked(found: list[str]) -> None:
    alike = {p for p in combinations(sorted(found), 2) if likeness(*p)}
    assert alike <= pairs_of(found)


@given(names, names)
def test_likeness_has_no_side(one: str, other: str) -> None:
    assert likeness(one, other) is likeness(other, one)


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("kharge", "kahrge", True),
        ("kharge", "khargee", True),
        ("kharge", "karge", True),
        ("kharge", "kharga", True),
        ("kharge", "kharge", False),
        ("kharge", "dharge", False),
        ("rao", "rai", False),
        ("kharge", "karga", False),
    ],
)
def test_slips(one: str, other: str, slip: bool) -> None:
    assert is_slip(one, other) is slip
    assert is_slip(other, one) is slip


def test_letters_after_a_name_are_none_of_it() -> None:
    assert name_of("Keir Rao KC") == "keir-rao"
    assert name_of("Shri Keir Rao ji") == "keir-rao"
    assert surname_of("keir-rao-jr") == "rao"
