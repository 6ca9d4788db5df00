"""Kin: relations in so many words, never by surname or figure of speech."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.mappers import Article
from kg.mappers.kin import kin

Make = Callable[[str], Article]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sarkar's wife Rupa met voters. Ratan Sarkar left.", None),
        ("Ratan Sarkar spoke. Sarkar's wife Rupa was present.", ("Rupa Sarkar", "Spouse")),
        ("Ratan Sarkar, along with his wife, Rupa Sarkar, arrived.", ("Rupa Sarkar", "Spouse")),
        ("Ratan Sarkar and his son Bimal arrived.", ("Bimal", "Child")),
        ("Bimal Sarkar, son of minister Ratan Sarkar, arrived.", ("Bimal Sarkar", "Child")),
        ("Bimal Sarkar is the brother of Ratan Sarkar.", ("Bimal Sarkar", "Sibling")),
        (
            "They backed BJP chief Ratan Sarkar's son, Bimal Sarkar, in Patna.",
            ("Bimal Sarkar", "Child"),
        ),
        ("Ratan Sarkar and his Assam-born wife, Rupa Sarkar, left.", ("Rupa Sarkar", "Spouse")),
        (
            "Lila Bordoloi met Ratan Sarkar, who took over from his ailing brother Bimal Sarkar.",
            ("Bimal Sarkar", "Sibling"),
        ),
        (
            "It rained. Bimal Sarkar - son of the late labour lawyer Ratan Sarkar - won.",
            ("Bimal Sarkar", "Child"),
        ),
        (
            "Ratan Sarkar praised it, a plan of his son-in-law and senior adviser Bimal Das.",
            ("Bimal Das", "Kin"),
        ),
        ("Ratan Sarkar left. His brother, Bimal Sarkar, stayed.", ("Bimal Sarkar", "Sibling")),
        ("Ratan Sarkar, whose daughter Rupa Sarkar is a doctor, spoke.", ("Rupa Sarkar", "Child")),
    ],
)
def test_relations(article: Make, text: str, expected: tuple[str, str] | None) -> None:
    """Whose relative somebody is, and which."""
    found = [(r.person.label, r.relation.value) for r in kin(article(text))]
    if expected is None:
        assert all(name == "Rupa Sarkar" for name, _ in found)
    else:
        assert found == [expected]
        assert {r.relative.label for r in kin(article(text))} == {"Ratan Sarkar"}


@pytest.mark.parametrize(
    "text",
    [
        "Ratan Sarkar and Rupa Sarkar met in Patna.",
        "Ratan Sarkar is the political heir of Bimal Das.",
        "Ratan Sarkar said Bimal Das was like a brother to him.",
        "The BJP plays the role of elder brother here, Ratan Sarkar said.",
        "Ratan Sarkar returned to the mother party.",
        "The factory's owner and his wife Rupa Das met Ratan Sarkar.",
        "Ratan Sarkar met Bimal Das with his wife Rupa.",
        "They met Ratan Sarkar. His wife Rupa was present.",
    ],
)
def test_no_relation(article: Make, text: str) -> None:
    """A shared surname, a figure of speech or a doubt makes nobody kin."""
    assert list(kin(article(text))) == []


def test_told_both_ways_is_one(article: Make) -> None:
    """ "Sarkar's son Bimal" and "Bimal's father Ratan Sarkar" are one report."""
    text = (
        "Ratan Sarkar's son Bimal Sarkar spoke in Patna.\n\n"
        "Bimal Sarkar's father Ratan Sarkar was in Delhi."
    )
    (report,) = kin(article(text))
    assert len(report.evidence) == 2
