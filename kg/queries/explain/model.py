"""Step explain, values: all that is known of someone or something, on whose word."""

from __future__ import annotations

from dataclasses import dataclass

from kg.queries.evidence import Sentence


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict: what it says (`date: 2024-09-03`), and the articles that do."""

    says: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Reports that contradict each other: on what, and the sides."""

    label: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Another fact that may be the same: its IRI and label, and why it may."""

    other: str
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact: its label, more about it by words such as "took part", how well it is attested.

    `confidence` is how likely the surest report of it is right. `first` and `last` are the days of
    the first and last dated report (YYYY-MM-DD). `merged` says why reports of several articles are
    taken for one fact.
    """

    fact: str
    label: str
    details: tuple[tuple[str, tuple[str, ...]], ...]
    sources: int | None
    confidence: float | None
    first: str | None
    last: str | None
    sentences: tuple[Sentence, ...]
    conflicts: tuple[Conflict, ...]
    merged: tuple[str, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Facts of one kind, the earliest first, those without a date last."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of a person, party, alliance, body or place, or of a fact.

    `kind` is its class (`Person`, `Meeting`), `belongs` what it is of or in, `merged` why mentions
    in several articles are taken for one. `min_confidence` says that less sure facts are left out.
    """

    iri: str
    label: str
    kind: str
    aliases: tuple[str, ...]
    belongs: tuple[str, ...]
    merged: tuple[str, ...]
    sections: tuple[Section, ...]
    min_confidence: float | None = None
