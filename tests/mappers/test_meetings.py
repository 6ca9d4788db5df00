"""Run meetings.yaml and statements.yaml: who met whom, and who said what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.linking import Linker
from kg.mappers import Article
from kg.mappers.meetings import meetings
from kg.mappers.statements import statements
from kg.model import Document, Entity, MeetingReport, When
from kg.resources import lexicon
from kg.vocabulary import MeetingStatus

Make = Callable[[str], Article]

_FOLDER = Path(__file__).parent


def _table(name: str) -> Any:
    return yaml.safe_load((_FOLDER / name).read_text(encoding="utf-8"))


_GROUPS = _table("meetings.yaml")
_ROWS: list[dict[str, Any]] = [row for group in _GROUPS for row in group["rows"]]
_MEETINGS = [
    pytest.param(row, id=f"{group['about']}-{number}")
    for group in _GROUPS
    for number, row in enumerate(group["rows"])
]


def _labels(entities: Iterable[Entity]) -> str:
    return ", ".join(sorted(entity.label for entity in entities))


def _day(when: When | None) -> str:
    """Return a date as far as it is known."""
    if when is None:
        return ""
    return when.value or when.weekday or f"{when.earliest}/{when.latest}"


def _told(report: MeetingReport) -> dict[str, str]:
    """Return a report as the table writes it."""
    told = {
        "chair": _labels(report.chairs),
        "host": _labels(report.hosts),
        "absent": _labels(report.absentees),
        "for": _labels(report.represented),
        "date": _day(report.when),
        "place": report.place.label if report.place else "",
        "venue": report.venue or "",
        "topics": "; ".join(report.topics),
        "not": "; ".join(report.topics_denied),
    }
    said = {key: value for key, value in told.items() if value}
    return {report.status.value: _labels(report.participants), **said}


@pytest.mark.parametrize("row", _MEETINGS)
def test_meetings(article: Make, row: dict[str, Any]) -> None:
    wanted = [{key: str(value) for key, value in m.items()} for m in row["meetings"]]
    assert [_told(report) for report in meetings(article(row["text"]))] == wanted


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("Thursday, March 7, 2019", "Held"),  # as under a picture
        ("Thursday, March 7", "Planned"),
        ("on March 7, 2019", "Planned"),
        ("on Thursday", "Planned"),
    ],
)
def test_the_present_in_an_article_without_a_day(linker: Linker, day: str, status: str) -> None:
    text = f"Mayor Rekha Sarkar meets Anil Bordoloi in Patna, {day}."
    (report,) = meetings(Article(linker.link(Document("test", text, "test"))))
    assert report.status.value == status


@pytest.mark.parametrize("row", _MEETINGS)
def test_evidence_is_sentences_and_parts_agree(article: Make, row: dict[str, Any]) -> None:
    made = article(row["text"])
    sentences = {tape.span for tape in made.tapes}
    for report in meetings(made):
        assert report.evidence == tuple(sorted(set(report.evidence)))
        assert set(report.evidence) <= sentences
        assert {*report.chairs, *report.hosts} <= set(report.participants)
        assert not set(report.absentees) & set(report.participants)


@pytest.mark.parametrize("row", [row for row in _ROWS if "proof" in row])
def test_which_sentences_are_evidence(article: Make, row: dict[str, Any]) -> None:
    made = article(row["text"])
    spans = [tape.span for tape in made.tapes]
    told = [[1 + spans.index(span) for span in report.evidence] for report in meetings(made)]
    assert told == row["proof"]


@pytest.mark.parametrize("status", [status.value for status in MeetingStatus])
def test_each_status_has_rows(status: str) -> None:
    told = [m for row in _ROWS for m in row["meetings"] if status in m]
    assert len(told) >= 5


@pytest.mark.parametrize("kind", ["verbs", "verbs_with", "nouns", "by", "further"])
def test_the_words_of_meeting_have_rows(kind: str) -> None:
    """Most words of the lexicon stand in a text of the table; forms of a word are one."""
    data = yaml.safe_load(lexicon("meeting.yaml").read_text(encoding="utf-8"))
    texts = " ".join(row["text"].lower() for row in _ROWS)
    lacking = [word for word in data[kind] if word.rstrip("s") not in texts]
    assert len(lacking) <= len(data[kind]) // 4, lacking


@pytest.mark.parametrize("row", _table("statements.yaml"), ids=lambda row: row["text"][:40])
def test_statements(article: Make, row: dict[str, Any]) -> None:
    told = [(r.speaker.label, r.quote, r.medium) for r in statements(article(row["text"]))]
    wanted = [(s["speaker"], s["quote"], s.get("medium")) for s in row["statements"]]
    assert told == wanted
