"""Moves: who joined, left, was appointed, removed, elected, nominated; and what tells of none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.mappers import Article
from kg.mappers.moves import moves
from kg.model import MoveReport

Make = Callable[[str], Article]
Told = tuple[str, str, str | None, str | None, str]


def told(report: MoveReport) -> Told:
    """Return mover, kind, title, organisation or area, status."""
    of = report.organization or report.area
    slug = of.slug if of else None
    return report.mover.label, report.kind.value, report.title, slug, report.status.value


_SENTENCES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "moves.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("row", _SENTENCES, ids=lambda row: row["text"])
def test_sentences(article: Make, row: dict[str, Any]) -> None:
    """Each sentence of moves.yaml tells of the moves beside it, and of no other."""
    expected = [tuple(move) for move in row["moves"]]
    assert sorted(map(told, moves(article(row["text"]))), key=repr) == sorted(expected, key=repr)


CHANGES: list[tuple[str, list[Told]]] = [
    (
        "Ratan Sarkar joined the BJP after resigning from the JMM.",
        [
            ("Ratan Sarkar", "Joined", None, "bjp", "Done"),
            ("Ratan Sarkar", "Left", None, "jmm", "Done"),
        ],
    ),
    (
        "Ratan Sarkar, who quit the SNP for Alba in 2021, wrote a book.",
        [
            ("Ratan Sarkar", "Left", None, "snp", "Done"),
            ("Ratan Sarkar", "Joined", None, "alba", "Done"),
        ],
    ),
    (
        "Ratan Sarkar resigned as Chief Minister of Assam on Monday.",
        [("Ratan Sarkar", "Left", "Chief Minister", "assam", "Done")],
    ),
    (
        "Ratan Sarkar and Lila Bordoloi were made AICC secretaries.",
        [
            ("Lila Bordoloi", "Appointed", "secretary", "aicc", "Done"),
            ("Ratan Sarkar", "Appointed", "secretary", "aicc", "Done"),
        ],
    ),
    (
        "The BJP has expelled Ratan Sarkar from the party.",
        [("Ratan Sarkar", "Removed", None, "bjp", "Done")],
    ),
    (
        "Ratan Sarkar was elected to the Lok Sabha from Silchar, and JMM MLA Lila Bordoloi "
        "was disqualified.",
        [
            ("Lila Bordoloi", "Removed", "MLA", None, "Done"),
            ("Ratan Sarkar", "Elected", None, "lok-sabha", "Done"),
        ],
    ),
    (
        "The BJP has fielded Ratan Sarkar from Patna.",
        [("Ratan Sarkar", "Nominated", None, "bjp", "Done")],
    ),
    (
        "Ratan Sarkar will join the BJP on Friday.",
        [("Ratan Sarkar", "Joined", None, "bjp", "Planned")],
    ),
    (
        "Ratan Sarkar is likely to join the BJP.",
        [("Ratan Sarkar", "Joined", None, "bjp", "Rumoured")],
    ),
    (
        "They announced the induction of Congress leader Ratan Sarkar into the BJP.",
        [("Ratan Sarkar", "Joined", None, "bjp", "Done")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CHANGES)
def test_changes(article: Make, text: str, expected: list[Told]) -> None:
    """Each move has its mover, kind, office, organisation and status."""
    assert sorted(map(told, moves(article(text))), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(
    "text",
    [
        "Ratan Sarkar did not join the BJP.",
        "Ratan Sarkar refused to resign as Chief Minister.",
        "Nobody knows whether Ratan Sarkar will join the BJP.",
        "Lila Bordoloi demanded that Ratan Sarkar be removed.",
        "Ratan Sarkar joined the BJP rally in Patna.",
        "Ratan Sarkar joined the meeting online.",
        "After the speech of Ratan Sarkar, the RLD joined the National Democratic Alliance.",
        "Ratan Sarkar will work with whoever is elected president.",
        "Ratan Sarkar left for Delhi.",
        "Aides to Ratan Sarkar who resigned as secretaries were questioned.",
        "The BJP joined hands with Ratan Sarkar.",
    ],
)
def test_no_change(article: Make, text: str) -> None:
    """What is denied, demanded, wondered at, or about something else is no move."""
    assert [told(r) for r in moves(article(text))] == []


def test_agent_is_not_the_mover(article: Make) -> None:
    """Who appoints stands apart from who is appointed."""
    (report,) = moves(article("Lila Bordoloi appointed Ratan Sarkar as state president."))
    assert report.mover.label == "Ratan Sarkar"
    assert report.agent is not None
    assert report.agent.label == "Lila Bordoloi"


def test_told_twice_is_one_report(article: Make) -> None:
    """The same move told again adds evidence and no report."""
    text = "Ratan Sarkar joined the BJP on Monday.\n\nSarkar joined the BJP in Delhi."
    (report,) = moves(article(text))
    assert len(report.evidence) == 2
    assert report.when is not None
    assert report.when.value == "2024-09-02"


def test_whose_word(article: Make) -> None:
    """A move that somebody tells of another is attributed; one's own is not."""
    said = "“Ratan Sarkar has joined the BJP,” Lila Bordoloi said."
    (report,) = moves(article(said))
    assert report.attributed_to is not None
    assert report.attributed_to.label == "Lila Bordoloi"
    (own,) = moves(article("“I have joined the BJP,” Ratan Sarkar said."))
    assert (own.mover.label, own.attributed_to) == ("Ratan Sarkar", None)


ENDS: list[tuple[str, list[Told]]] = [
    (
        "The row led to the resignation of chairman Ratan Sarkar and reporter Lila Bordoloi.",
        [
            ("Lila Bordoloi", "Left", None, None, "Done"),
            ("Ratan Sarkar", "Left", "chairman", None, "Done"),
        ],
    ),
    ("Party workers called for the resignation of Ratan Sarkar.", []),
    ("Lila Bordoloi refused to accept Ratan Sarkar's resignation.", []),
    (
        "Defence Minister Ratan Sarkar handed in his resignation to the Governor on Monday.",
        [("Ratan Sarkar", "Left", "Defence Minister", None, "Done")],
    ),
    (
        "Lila Bordoloi has fired Attorney General Ratan Sarkar.",
        [("Ratan Sarkar", "Removed", "Attorney General", None, "Done")],
    ),
    ("Protests forced Ratan Sarkar to resign.", [("Ratan Sarkar", "Left", None, None, "Done")]),
    ("Voters called on Ratan Sarkar to resign.", []),
    ("“I hope that Ratan Sarkar will resign,” said Lila Bordoloi.", []),
    ("Ratan Sarkar gave no sign that he will step down if charged.", []),
    (
        "Defence minister Ratan Sarkar quit the government on Monday.",
        [("Ratan Sarkar", "Left", "Defence minister", None, "Done")],
    ),
    (
        "Ratan Sarkar quit as defence minister on Monday and Lila Bordoloi as mayor.",
        [
            ("Lila Bordoloi", "Left", "mayor", None, "Done"),
            ("Ratan Sarkar", "Left", "defence minister", None, "Done"),
        ],
    ),
    (
        "Ratan Sarkar was killed in a raid after the remains of his camp were removed.",
        [],
    ),
]
BEGINNINGS: list[tuple[str, list[Told]]] = [
    (
        "Ratan Sarkar fell ill before Lila Bordoloi became prime minister.",
        [("Lila Bordoloi", "Appointed", "prime minister", None, "Done")],
    ),
    ("Ratan Sarkar vowed to stop Lila Bordoloi from becoming mayor.", []),
    (
        "Ratan Sarkar was reappointed by Lila Bordoloi as justice minister in May.",
        [("Ratan Sarkar", "Appointed", "justice minister", None, "Done")],
    ),
    (
        "Ratan Sarkar was sworn in as mayor, replacing Lila Bordoloi.",
        [
            ("Lila Bordoloi", "Left", "mayor", None, "Done"),
            ("Ratan Sarkar", "Appointed", "mayor", None, "Done"),
        ],
    ),
    (
        "Ratan Sarkar will succeed Lila Bordoloi as Assam’s next chief minister.",
        [("Ratan Sarkar", "Appointed", "chief minister", "assam", "Planned")],
    ),
    (
        "Ratan Sarkar will replace Lila Bordoloi as mayor.",
        [
            ("Lila Bordoloi", "Left", "mayor", None, "Planned"),
            ("Ratan Sarkar", "Appointed", "mayor", None, "Planned"),
        ],
    ),
    (
        "Ratan Sarkar will succeed Lila Bordoloi.",
        [("Ratan Sarkar", "Appointed", None, None, "Planned")],
    ),
    (
        "Ratan Sarkar will replace Lila Bordoloi.",
        [("Ratan Sarkar", "Appointed", None, None, "Planned")],
    ),
    (
        "Chief Minister Ratan Sarkar took oath on Sunday for a third term.",
        [("Ratan Sarkar", "Appointed", "Chief Minister", None, "Done")],
    ),
    (
        "Ratan Sarkar, who won the 1904 by-election aged 21, wrote a book.",
        [("Ratan Sarkar", "Elected", None, None, "Done")],
    ),
    (
        "Ratan Sarkar was elected in 1997 at the age of 24.",
        [("Ratan Sarkar", "Elected", None, None, "Done")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ENDS + BEGINNINGS)
def test_ends_and_beginnings(article: Make, text: str, expected: list[Told]) -> None:
    """Nouns, successions, causes and bare elections tell of moves; wishes and calls do not."""
    assert sorted(map(told, moves(article(text))), key=repr) == sorted(expected, key=repr)


def test_new_party_appoints(article: Make) -> None:
    """Of "the party" that appoints, it is the one joined and not the one left."""
    text = (
        "Ratan Sarkar has joined the BJP.\n\nSarkar, who quit the Congress after years, "
        "was at once appointed as the party's vice president."
    )
    found = {r.kind.value: r.organization.slug for r in moves(article(text)) if r.organization}
    assert found == {"Joined": "bjp", "Left": "inc", "Appointed": "bjp"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The talks on Monday fell through after Ratan Sarkar's resignation.", None),
        ("Asha Roy's May 3 order was one of the reasons her mayor, Ratan Sarkar, resigned.", None),
        ("After marrying in 2014, Ratan Sarkar was elected to the council.", None),
        ("On Monday, after weeks of talks, Ratan Sarkar resigned.", "2024-09-02"),
        ("After talks on Monday, Ratan Sarkar resigned on Tuesday.", "2024-09-03"),
        ("On Monday Lila Bordoloi met the newly elected Ratan Sarkar.", None),
        ("The newly elected mayor Ratan Sarkar spoke on Monday.", None),
        ("Ratan Sarkar won in 2011 and joined the BJP in July that year.", "2011-07"),
        ("Ratan Sarkar joined the BJP in July that year.", None),
        ("Ratan Sarkar quit the BJP, after Anil Das and Lila Bordoloi last month.", None),
        ("Ratan Sarkar was arrested in 1991, joined the BJP and won.", None),
    ],
)
def test_the_day_is_the_moves_own(article: Make, text: str, day: str | None) -> None:
    """A date of what the move explains, or comes after, is not the day of the move."""
    (report,) = moves(article(text))
    assert (report.when.value if report.when else None) == day
