"""Seat sharing: who shares seats with whom, how many, and whether it is settled."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.mappers import Article
from kg.mappers.seats import seats

Make = Callable[[str], Article]


@pytest.mark.parametrize(
    ("text", "status", "members"),
    [
        ("The RJD and the JMM are looking to clinch a seat-sharing deal.", "Sought", "jmm rjd"),
        ("Seat-sharing talks between the Congress and the RJD are on.", "Sought", "inc rjd"),
        ("A seat-sharing deal between the BJP and the AGP was sealed.", "Agreed", "agp bjp"),
        ("Seat-sharing talks between the AAP and the Congress collapsed.", "Refused", "aap inc"),
    ],
)
def test_status(article: Make, text: str, status: str, members: str) -> None:
    (report,) = seats(article(text))
    assert report.status.value == status
    assert " ".join(sorted(m.slug for m in report.members)) == members


def test_shares(article: Make) -> None:
    text = "Under the deal, the RJD will contest 144 seats and the Congress 70 in Bihar."
    (report,) = seats(article(text))
    assert report.status.value == "Agreed"
    assert [(s.party.slug, s.number) for s in report.seats] == [("rjd", 144), ("inc", 70)]


@pytest.mark.parametrize(
    "text",
    [
        "The RJD won 75 seats and the Congress 19.",
        "The AAP will contest all 90 seats.",
        "Seat sharing was not discussed, the Congress said.",
    ],
)
def test_none(article: Make, text: str) -> None:
    assert not list(seats(article(text)))
