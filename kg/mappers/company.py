"""Map, who met: those who were at an occasion, by the part that they had in it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from kg.model import Entity
from kg.vocabulary import EntityKind


@dataclass(slots=True, kw_only=True)
class Company:
    """Who took part, chaired, was host or stayed away; `represented` are those whose people came.

    `areas` are the places of whose people words tell: "party leaders of Punjab and Goa".
    """

    participants: list[Entity] = field(default_factory=list)
    chairs: list[Entity] = field(default_factory=list)
    hosts: list[Entity] = field(default_factory=list)
    absentees: list[Entity] = field(default_factory=list)
    represented: list[Entity] = field(default_factory=list)
    areas: list[Entity] = field(default_factory=list)

    @property
    def everybody(self) -> list[Entity]:
        """Return all who took part, in order."""
        return list(dict.fromkeys([*self.chairs, *self.hosts, *self.participants]))

    @property
    def people(self) -> set[Entity]:
        """Return the people who took part."""
        return {e for e in self.everybody if e.kind is EntityKind.PERSON}

    def join(self, others: Company) -> None:
        """Add those whom another telling names, each to the part that it gives them."""
        for part in fields(Company):
            own: list[Entity] = getattr(self, part.name)
            own += [e for e in getattr(others, part.name) if e not in own]
