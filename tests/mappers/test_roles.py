"""Roles: offices by title, apposition, copula and move, one report an office."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.mappers import Article
from kg.mappers.roles import roles
from kg.model import RoleReport

Make = Callable[[str], Article]

_SENTENCES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "roles.yaml").read_text(encoding="utf-8")
)


def told(report: RoleReport) -> tuple[str, str, str | None, str]:
    """Return holder, title, organisation or area, status."""
    of = report.organization or report.area
    return report.holder.label, report.title, of.slug if of else None, report.status.value


@pytest.mark.parametrize("row", _SENTENCES)
def test_offices(article: Make, row: dict[str, Any]) -> None:
    """An office is what title, apposition, copula or move says, and no more."""
    expected = [tuple(line) for line in row["roles"]]
    assert sorted(told(r) for r in roles(article(row["text"]))) == sorted(expected)


def test_same_office_is_one_report(article: Make) -> None:
    """The office told again adds evidence; "chief" and "president" of a party are one."""
    text = (
        "Congress president Ratan Sarkar arrived in Patna. He met workers.\n\n"
        "Congress chief Ratan Sarkar left for Delhi."
    )
    (report,) = roles(article(text))
    assert told(report) == ("Ratan Sarkar", "president", "inc", "Current")
    assert len(report.evidence) == 2


def test_courtesy_title_of_a_former_holder(article: Make) -> None:
    """A former president who is also called President is no present one."""
    text = (
        "Former US President Ratan Sarkar spoke in Boston.\n\nPresident Sarkar then left for home."
    )
    assert [r.status.value for r in roles(article(text))] == ["Former"]


def test_replaced_holder_is_former(article: Make) -> None:
    """Whom a party replaced holds the office no more."""
    text = "The BJP held a rally. It also replaced state unit chief Ratan Sarkar last week."
    (report,) = roles(article(text))
    assert told(report) == ("Ratan Sarkar", "state unit chief", "bjp", "Former")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ratan Sarkar quit as education minister on Monday.", ["Former"]),
        ("Ratan Sarkar was named education minister. Later Sarkar was forced to quit.", []),
        ("Ratan Sarkar became mayor of Guwahati in 1987.", []),
        ("Ratan Sarkar became mayor of Guwahati on Monday.", ["Current"]),
    ],
)
def test_office_that_has_ended(article: Make, text: str, expected: list[str]) -> None:
    """An office that was left, or entered long ago, is no present one."""
    assert [r.status.value for r in roles(article(text))] == expected


def test_evidence_is_the_sentence(article: Make) -> None:
    """Every report quotes the sentence that names the office."""
    made = article("It rained. Assam Governor Ratan Sarkar opened a school. All went home.")
    (report,) = roles(made)
    text = made.document.document.text
    assert [span.of(text) for span in report.evidence] == [
        "Assam Governor Ratan Sarkar opened a school."
    ]
