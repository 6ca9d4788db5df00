"""Map, signs of how a report was read: the more of its kind a report bears, the surer it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import TypeAlias

from kg.linking import LinkedSentence, MentionKind
from kg.mappers.article import Article
from kg.model import (
    AllianceReport,
    AnyReport,
    Entity,
    KinReport,
    MeetingReport,
    MoveReport,
    Report,
    RoleReport,
    Span,
    StatementReport,
)
from kg.vocabulary import EntityKind, MeetingStatus, MoveStatus

Told: TypeAlias = Mapping[str, bool]  # a sign in words, and whether a report bears it


class Signs:
    """The signs that the reports of one article bear."""

    def __init__(self, article: Article) -> None:
        self._linked = article.document.sentences

    @cached_property
    def _sentences(self) -> dict[Span, LinkedSentence]:
        return {sentence.span: sentence for sentence in self._linked}

    @cached_property
    def _named(self) -> Counter[Entity]:
        """Return how often people are called by a name."""
        mentions = (m for sentence in self._linked for m in sentence.mentions)
        return Counter(m.entity for m in mentions if m.entity and m.kind is MentionKind.PERSON)

    @cached_property
    def _introduced(self) -> set[Entity]:
        """Return the people with an office, a party or a body."""
        mentions = (m for sentence in self._linked for m in sentence.mentions)
        return {m.entity for m in mentions if m.entity and (m.offices or m.affiliation)}

    def of(self, report: AnyReport) -> Told:
        """Return the signs of its kind of report, each with whether REPORT bears it.

        Example: of "Asha Sen met Ravi Das on Monday" the people's names, the day and the status
        are signs that the meeting is read rightly, that no other sentence tells of it is none.
        """
        match report:
            case MeetingReport():
                return self._meeting(report)
            case AllianceReport():
                return {"an alliance with a name": bool(report.alliances), **_again(report)}
            case RoleReport():
                return self._role(report)
            case MoveReport():
                return self._move(report)
            case KinReport():
                return _again(report)
            case StatementReport():
                return self._statement(report)
        return {}  # no reader of gold has told yet which seat-sharing reports are right

    def _meeting(self, report: MeetingReport) -> Told:
        people = [e for e in report.participants if e.kind is EntityKind.PERSON]
        return {
            "two people by their full names": sum(map(_is_full, people)) > 1,
            "a participant whose office or party is told": not self._introduced.isdisjoint(people),
            "a date": report.when is not None,
            "held, not planned, denied or called off": report.status is MeetingStatus.HELD,
            **_again(report),
        }

    def _role(self, report: RoleReport) -> Told:
        return {
            "its holder by a full name": _is_full(report.holder),
            "the office beside the name": self._has_office(report),
            "an office of several words": len(report.title.split()) > 1,
            **_again(report),
        }

    def _move(self, report: MoveReport) -> Told:
        return {
            "its person by a full name": _is_full(report.mover),
            "its person named in the sentence itself": self._is_named_in(report, report.mover),
            "done, not planned or rumoured": report.status is MoveStatus.DONE,
        }

    def _statement(self, report: StatementReport) -> Told:
        return {
            "its speaker by a full name": _is_full(report.speaker),
            "its speaker's office or party is told": report.speaker in self._introduced,
            "its speaker named more than once": self._named[report.speaker] > 1,
            "word for word": report.quote is not None,
        }

    def _has_office(self, report: RoleReport) -> bool:
        return any(
            mention.entity == report.holder and mention.offices
            for sentence in self._said_in(report)
            for mention in sentence.mentions
        )

    def _is_named_in(self, report: Report, person: Entity) -> bool:
        return any(
            mention.entity == person and mention.kind is MentionKind.PERSON
            for sentence in self._said_in(report)
            for mention in sentence.mentions
        )

    def _said_in(self, report: Report) -> list[LinkedSentence]:
        found = map(self._sentences.get, report.evidence)
        return [sentence for sentence in found if sentence]


def _is_full(person: Entity) -> bool:
    """Say whether more of a name is known than one word, which may be a place's or a firm's."""
    return len(person.label.split()) > 1


def _again(report: Report) -> Told:
    return {"told in more than one sentence": len(report.evidence) > 1}
