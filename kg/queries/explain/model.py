"""Step explain, values: all that is known of someone or something, on whose word."""

from __future__ import annotations

from dataclasses import dataclass

from kg.queries.evidence import Sentence


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """What is said of a fact: the words, and the address of what they name, if it has one."""

    label: str
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """What a fact says by one property: its name (`participant`), how people read it, values."""

    name: str
    words: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict: what it says (`date: 2024-09-03`), and the articles that do.

    `sentences` holds a sentence of each of its reports.
    """

    says: str
    articles: tuple[str, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Reports that contradict each other: on what, and the sides."""

    iri: str
    label: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Another that may be the same: its IRI and label, why it may, and how much (0 to 1)."""

    other: str
    label: str
    reason: str
    score: float | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact: its label, more about it, how well it is attested, and the sentences that say it.

    `kind` is its class (`Meeting`), `date` its day, month or year as far as known, `earliest` and
    `latest` the days between which it lies. `confidence` is how likely the surest report of it is
    right. `first` and `last` are the days of the first and last dated report (YYYY-MM-DD). Of the
    sentences, `omitted` are left out. `merged` says why reports of several articles are taken for
    one fact.
    """

    fact: str
    label: str
    kind: str
    status: str | None
    date: str | None
    earliest: str | None
    latest: str | None
    details: tuple[Detail, ...]
    sources: int | None
    confidence: float | None
    first: str | None
    last: str | None
    sentences: tuple[Sentence, ...]
    omitted: int
    conflicts: tuple[Conflict, ...]
    merged: tuple[str, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Facts of one kind: how many there are, by status too, and the latest of them, latest first.

    What is disputed or may be the same as another comes with the latest, however old. Those
    without a date stand last.
    """

    title: str
    total: int
    statuses: tuple[tuple[str, int], ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """An article that names someone or something, and what it says for a name."""

    article: str
    names: tuple[str, ...]
    headline: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of a person, party, alliance, body or place, of a fact, report or article.

    `base` is what the store's addresses start with. `asked` is the address asked for where what
    had it has become part of this one. `kind` is its class (`Person`, `Meeting`), `belongs` what
    it is of or in, `merged` why mentions in several articles are taken for one, `namesakes` who
    bears the same name and is another, `doubts` who may be the same. `named` is the number of
    articles that name it, `first` and `last` are the days of the first and last dated one,
    `namings` the latest. `disputed` facts have conflicts, `doubtful` ones may be the same as
    another. `min_confidence` says that less sure facts are left out.
    """

    iri: str
    label: str
    kind: str
    base: str
    asked: str | None
    aliases: tuple[str, ...]
    belongs: tuple[Value, ...]
    merged: tuple[str, ...]
    namesakes: tuple[Value, ...]
    doubts: tuple[Doubt, ...]
    named: int
    first: str | None
    last: str | None
    namings: tuple[Naming, ...]
    disputed: int
    doubtful: int
    sections: tuple[Section, ...]
    min_confidence: float | None = None
