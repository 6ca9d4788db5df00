"""Names in gold are as their articles write them, and so are compared leniently, but not more."""

from __future__ import annotations

import pytest

from kg.evaluation.gold import full_day
from kg.evaluation.names import overlap, plain, same_organization, same_person


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("K.C. Moss", "K C Moss", True),
        ("KC Moss", "K. C. Moss", True),
        ("Moss", "K.C. Moss", True),
        ("Shri Dov Marek ji", "dov marek", True),
        ("Dov Mareck", "Dov Marek", True),
        ("Ada Quill", "Edda Quill", False),
        ("Quill", "Ada Quill's", True),
        ("Mr", "Dov Marek", False),
    ],
)
def test_people(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same
    assert same_person(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Harbour Party", "harbour", True),
        ("JD-U", "JDU", True),
        ("Shiv Sena", "Shiv Sena (UBT)", False),
        ("Harbour Party", "Meadow League", False),
        ("the", "Harbour Party", False),
        ("National Party of India", "Indian National bloc", False),  # no word of their own
    ],
)
def test_organizations(one: str, other: str, same: bool) -> None:
    assert same_organization(one, other) is same
    assert same_organization(other, one) is same


def test_overlap_is_of_the_shorter_side() -> None:
    assert overlap(["state unit chief"], ["chief"]) == 1.0
    assert overlap(["the leaders of the party"], ["chief"]) == 0.0
    assert overlap(["one two"], ["two three"]) == 0.5


def test_plain() -> None:
    assert plain("The late Dr. Édouard  O'Neil's") == "edouard o neil"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2031-03-04", "2031-03-04"),
        ("2031-03", None),
        ("--03-04", None),
        (None, None),
        ("next week", None),
    ],
)
def test_full_day(text: str | None, day: str | None) -> None:
    assert full_day(text) == day
