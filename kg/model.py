"""The values that pass from step to step: documents, mentions of entities, reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TypeAlias

from kg.values import ordered_value, value
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

# --- read -------------------------------------------------------------------------------------


@ordered_value
class Span:
    """A stretch of a document's text: code points from start up to, not including, end."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Document:
    """One article as read: its text and what came beside it.

    `text` is what offsets count in; it holds the headline only where the source's text does.
    `identifier` is the given one, else the URL, else the path under SOURCE without its ending.
    `origin` says where it was read, for messages: `news.jsonl, line 7`.
    """

    identifier: str
    text: str
    origin: str
    headline: str | None = None
    published: date | None = None
    publisher: str | None = None
    agency: str | None = None
    url: str | None = None
    language: str | None = None


# --- link -------------------------------------------------------------------------------------


@value
class Entity:
    """Someone or something named; equal entities are the same one within an article.

    `slug` is unique among entities of its kind and home: the gazetteer for a `known` entity,
    the article for any other (people and groups never are known). `area` is the slug of the
    place whose state, government or unit it is; `group_of` the party or body of a group.
    """

    kind: EntityKind
    slug: str
    label: str
    known: bool = False
    area: Entity | None = None
    group_of: Entity | None = None

    def __hash__(self) -> int:
        """Return the slug's hash: entities are asked for all day, and few share a slug."""
        return hash(self.slug)


# --- map --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class When:
    """A date as far as it is known, and never further.

    `value` is a lexical xsd:date, gYearMonth, gYear or gMonthDay (`2024-09-03`, `2024-09`, `2024`,
    `--12-26`); `earliest` and `latest` bound it (None for a bare gMonthDay or weekday);
    `expression` is the words of the text ("on Tuesday").
    """

    expression: str
    value: str | None = None
    weekday: Weekday | None = None
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one article says about one thing, with the sentences that say it.

    `evidence` is in order of the text. `attributed_to` is the entity who says so, `attribution`
    the words that name a source without a name ("sources"). `confidence` says how likely it is
    right, from 0 to 1; mappers leave it to mappers/confidence.
    """

    evidence: tuple[Span, ...]
    mapper: str
    confidence: float = 0.9
    attributed_to: Entity | None = None
    attribution: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingReport(Report):
    """An occasion on which people, groups or organisations came together or talked."""

    status: MeetingStatus
    participants: tuple[Entity, ...] = ()  # people, groups, organisations; chairs, hosts as well
    chairs: tuple[Entity, ...] = ()
    hosts: tuple[Entity, ...] = ()
    represented: tuple[Entity, ...] = ()
    absentees: tuple[Entity, ...] = ()
    place: Entity | None = None
    venue: str | None = None
    topics: tuple[str, ...] = ()
    topics_denied: tuple[str, ...] = ()
    when: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AllianceReport(Report):
    """Parties in an alliance, wishing or refusing one: a member or a named alliance at least."""

    status: AllianceStatus
    members: tuple[Entity, ...] = ()
    alliances: tuple[Entity, ...] = ()
    opponents: tuple[Entity, ...] = ()
    scope: str | None = None
    when: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleReport(Report):
    """An office and who holds it."""

    status: RoleStatus
    holder: Entity
    title: str
    organization: Entity | None = None
    area: Entity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveReport(Report):
    """A change between a person and a party or an office; no title for party membership."""

    status: MoveStatus
    mover: Entity
    kind: MoveKind
    title: str | None = None
    organization: Entity | None = None
    area: Entity | None = None
    agent: Entity | None = None
    when: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KinReport(Report):
    """`person` is the `relation` of `relative`: Kalpana is the spouse of Hemant."""

    person: Entity
    relation: Relation
    relative: Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementReport(Report):
    """What someone said: a direct quotation verbatim, else None and the evidence speaks."""

    speaker: Entity
    quote: str | None = None
    medium: str | None = None


@dataclass(frozen=True, slots=True)
class SeatShare:
    """The number of seats that a deal gives a party."""

    party: Entity
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatSharingReport(Report):
    """A seat-sharing deal, wanted, made or turned down."""

    status: SeatStatus
    members: tuple[Entity, ...] = ()
    scope: str | None = None
    seats: tuple[SeatShare, ...] = ()


AnyReport: TypeAlias = (
    MeetingReport
    | AllianceReport
    | RoleReport
    | MoveReport
    | KinReport
    | StatementReport
    | SeatSharingReport
)


@value
class NamedEntity:
    """An entity in its article: the forms used there (label first) and where each first stands."""

    entity: Entity
    forms: tuple[str, ...]
    first: Span


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the mappers take from one article: what `graph` turns into RDF."""

    document: Document
    dateline: str | None = None
    entities: tuple[NamedEntity, ...] = ()
    reports: tuple[AnyReport, ...] = field(default=())


def entities_of(report: AnyReport) -> Iterator[Entity]:
    """Yield every entity that a report speaks of, as often as it does."""
    for field_ in fields(report):
        value = getattr(report, field_.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Entity):
                yield item
            elif isinstance(item, SeatShare):
                yield item.party
