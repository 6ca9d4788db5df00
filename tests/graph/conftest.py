"""An article with every kind of report, as facts: all names and sentences are invented."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import (
    AllianceReport,
    Document,
    Entity,
    Facts,
    KinReport,
    MeetingReport,
    MoveReport,
    NamedEntity,
    RoleReport,
    SeatShare,
    SeatSharingReport,
    Span,
    StatementReport,
    When,
)
from kg.vocabulary import (
    AllianceStatus,
    EntityKind,
    MeetingStatus,
    MoveKind,
    MoveStatus,
    Relation,
    RoleStatus,
    SeatStatus,
    Weekday,
)

SENTENCES = (
    "Mira Solberg, president of the Harbour Party, met Tomas Öz and district organisers in "
    "Port Lindow on Tuesday.",
    "Her husband Ivo Solberg, who left the Inland League, hosted the talks at 4 Quay Lane.",
    "“We stand together”, Ms Solberg said.",
    "The Harbour Party would get 12 seats.",
)
TEXT = " ".join(SENTENCES)


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


ISLAND = Entity(EntityKind.PLACE, "lindow", "Lindow", known=True)
PORT = Entity(EntityKind.PLACE, "port-lindow", "Port Lindow", known=True)
HARBOUR = Entity(EntityKind.PARTY, "harbour", "Harbour Party", known=True, area=ISLAND)
LEAGUE = Entity(EntityKind.PARTY, "inland-league", "Inland League")
FRONT = Entity(EntityKind.ALLIANCE, "lindow-front", "Lindow Front", known=True)
MIRA = Entity(EntityKind.PERSON, "mira-solberg", "Mira Solberg")
IVO = Entity(EntityKind.PERSON, "ivo-solberg", "Ivo Solberg")
TOMAS = Entity(EntityKind.PERSON, "tomas-oz", "Tomas Öz")
ORGANISERS = Entity(
    EntityKind.GROUP, "district-organisers", "district organisers", group_of=HARBOUR, area=ISLAND
)
TUESDAY = When("on Tuesday", "2031-05-06", Weekday.TUESDAY, date(2031, 5, 6), date(2031, 5, 6))
FIRST, SECOND, THIRD, FOURTH = (_span(sentence) for sentence in SENTENCES)


@pytest.fixture
def facts() -> Facts:
    """All that one invented article reports, every class of reports and every slot filled."""
    return Facts(
        document=Document(
            identifier="news/2031 05",
            text=TEXT,
            origin="news.jsonl, line 1",
            headline="Harbour talks",
            published=date(2031, 5, 7),
            publisher="The Lindow Courier",
            agency="LNA",
            url="https://courier.example/harbour",
        ),
        dateline="Port Lindow",
        entities=(
            NamedEntity(MIRA, ("Mira Solberg", "Ms Solberg"), _span("Mira Solberg")),
            NamedEntity(TOMAS, ("Tomas Öz",), _span("Tomas Öz")),
            NamedEntity(HARBOUR, ("Harbour Party",), _span("Harbour Party")),
            NamedEntity(LEAGUE, ("Inland League",), _span("Inland League")),
        ),
        reports=(
            MeetingReport(
                evidence=(FIRST, SECOND),
                mapper="meeting",
                status=MeetingStatus.HELD,
                participants=(MIRA, TOMAS, ORGANISERS),
                chairs=(MIRA,),
                hosts=(IVO,),
                represented=(HARBOUR,),
                absentees=(LEAGUE,),
                place=PORT,
                venue="4 Quay Lane",
                topics=("seats",),
                topics_denied=("ferries",),
                when=TUESDAY,
                attributed_to=TOMAS,
            ),
            AllianceReport(
                evidence=(THIRD,),
                mapper="alliance",
                status=AllianceStatus.SOUGHT,
                members=(HARBOUR, LEAGUE),
                alliances=(FRONT,),
                opponents=(LEAGUE,),
                scope="the 2031 election",
                attribution="sources",
                confidence=0.5,
            ),
            RoleReport(
                evidence=(FIRST,),
                mapper="role",
                status=RoleStatus.CURRENT,
                holder=MIRA,
                title="president",
                organization=HARBOUR,
                area=ISLAND,
                confidence=1.0,
            ),
            MoveReport(
                evidence=(SECOND,),
                mapper="move",
                status=MoveStatus.DONE,
                mover=IVO,
                kind=MoveKind.LEFT,
                organization=LEAGUE,
                when=When("in May", "2031-05", None, date(2031, 5, 1), date(2031, 5, 31)),
            ),
            KinReport(
                evidence=(SECOND,),
                mapper="kin",
                person=IVO,
                relation=Relation.SPOUSE,
                relative=MIRA,
            ),
            StatementReport(
                evidence=(THIRD,), mapper="statement", speaker=MIRA, quote="We stand together"
            ),
            SeatSharingReport(
                evidence=(FOURTH,),
                mapper="seats",
                status=SeatStatus.AGREED,
                members=(HARBOUR,),
                seats=(SeatShare(HARBOUR, 12),),
            ),
        ),
    )
