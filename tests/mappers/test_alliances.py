"""Run alliances.yaml: who is with whom, how it stands, and what is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.mappers import Article
from kg.mappers.alliances import alliances
from kg.mappers.lines import line
from kg.mappers.pacts import fitting, patterns
from kg.model import AllianceReport

Make = Callable[[str], Article]

_GROUPS = yaml.safe_load(Path(__file__).with_name("alliances.yaml").read_text(encoding="utf-8"))
_ROWS = [
    pytest.param(row, id=f"{group['about']}-{number}")
    for group in _GROUPS
    for number, row in enumerate(group["rows"])
]


def _told(reports: list[AllianceReport]) -> list[tuple[str, str, str]]:
    """Return each report's status, members and alliances, as slugs in order of the alphabet."""
    return sorted(
        (
            r.status.value,
            " ".join(sorted(m.slug for m in r.members)),
            " ".join(a.slug for a in r.alliances),
        )
        for r in reports
    )


@pytest.mark.parametrize("row", _ROWS)
def test_told(article: Make, row: dict[str, Any]) -> None:
    found = [
        f"{status}: {members}" + (f" in {named}" if named else "")
        for status, members, named in _told(list(alliances(article(row["text"]))))
    ]
    assert found == row["told"]


def test_patterns_are_tried_wherever_they_find_something(article: Make) -> None:
    articles = [article(row["text"]) for group in _GROUPS for row in group["rows"]]
    lines = [read for each in articles for tape in each.tapes if (read := line(each, tape))]
    found = [
        (pattern, read.text)
        for pattern in patterns()
        for read in lines
        if pattern.find.search(read.text)
    ]
    assert len({pattern.find.pattern for pattern, _ in found}) > len(patterns()) / 2
    assert [text for pattern, text in found if pattern not in fitting(text)] == []


def test_allies_of_one_party_are_pairs(article: Make) -> None:
    text = "Some of the Congress's allies, including the Shiv Sena (UBT) and the RJD, complained."
    assert _told(list(alliances(article(text)))) == [
        ("Active", "inc rjd", ""),
        ("Active", "inc shiv-sena-ubt", ""),
    ]


def test_opponents_are_no_members(article: Make) -> None:
    text = "The INDIA bloc was formed by the Opposition to take on the ruling BJP."
    (report,) = alliances(article(text))
    assert [e.slug for e in report.opponents] == ["bjp"]
    assert not report.members


def test_told_again_is_one_report(article: Make) -> None:
    text = (
        "The JMM-Congress alliance met.\n\nThe Congress is in alliance with the JMM in Jharkhand."
    )
    (report,) = alliances(article(text))
    assert len(report.evidence) == 2
    assert report.scope == "Jharkhand"


def test_one_pair_may_have_two_statuses(article: Make) -> None:
    text = (
        "The AAP-Congress alliance runs the city. "
        "The AAP ruled out an alliance with the Congress in Haryana."
    )
    assert [t[0] for t in _told(list(alliances(article(text))))] == ["Active", "Refused"]


def test_we_are_the_speakers_party(article: Make) -> None:
    text = (
        "“We will not have any alliance with the RJD in Bihar,” said BJP president Ravi Kanaujia."
    )
    (report,) = alliances(article(text))
    assert _told([report]) == [("Refused", "bjp rjd", "")]
    assert report.attributed_to
    assert report.attributed_to.label == "Ravi Kanaujia"


def test_a_threat_to_leave_leaves_it_in(article: Make) -> None:
    text = "The PWP threatened to pull out of the NDA."
    assert _told(list(alliances(article(text)))) == [("Active", "pwp", "nda")]


def test_the_two_allies_are_those_named_before(article: Make) -> None:
    text = "The Congress and the RJD hope for a deal. The tussle between the two allies goes on."
    assert _told(list(alliances(article(text)))) == [("Active", "inc rjd", "")]


def test_who_is_at_an_alliance_s_meeting_is_in_it(article: Make) -> None:
    text = (
        "NDA leaders met on Monday. The RLD was represented by Ravi Kanaujia. "
        "Also present were AGP chief Meena Tharu and others."
    )
    assert _told(list(alliances(article(text)))) == [("Active", "agp rld", "nda")]


def test_an_ally_of_the_government_is_in_the_alliance_that_governs(article: Make) -> None:
    text = "RLD chief Ravi Kanaujia, whose party is an ally of the government, spoke."
    assert not list(alliances(article(text)))
    told = _told(list(alliances(article("The NDA government won. " + text))))
    assert told == [("Active", "rld", "nda")]


def test_leaving_one_ally_to_join_another_ends_only_the_first(article: Make) -> None:
    text = "The RLD ditched the SP to join hands with the BJP."
    assert _told(list(alliances(article(text)))) == [
        ("Active", "bjp rld", ""),
        ("Ended", "rld sp-in", ""),
    ]
