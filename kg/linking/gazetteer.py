"""What the gazetteer knows, without RDF: entries to look for, titles of office."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model import Entity
from kg.values import value


class TitleScope(StrEnum):
    """What a title of office is held in."""

    AREA = "area"  # Chief Minister of Jharkhand
    ORGANIZATION = "organization"  # general secretary of the AICC
    HOUSE = "house"  # Leader of the Opposition in the Lok Sabha


@value
class Entry:
    """A party, alliance, body or place with every form that names it.

    `forms` begin with the label. `adjectives` are forms that qualify ("Turkish", "Democratic",
    "Tory"). `nicknames` name it only where `country` fits ("the grand old party"). `country` is
    the slug of the country's place, None for what belongs to none. `kinds` are a place's finer
    types ("Country", "State", "City").
    """

    entity: Entity
    forms: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    country: str | None = None
    kinds: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """Return the entity's hash; its forms need not be looked at."""
        return hash(self.entity)


@dataclass(frozen=True, slots=True)
class Title:
    """A title of office: its label and every form, plurals included."""

    label: str
    forms: tuple[str, ...]
    scope: TitleScope


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All entries and titles, in the order of their slugs."""

    entries: tuple[Entry, ...]
    titles: tuple[Title, ...]
