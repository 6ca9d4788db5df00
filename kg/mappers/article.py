"""Map: what all mappers share of one article: its tapes, its voices, who is of which party."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, cached_property
from typing import Any, TypeVar

from kg.linking import LinkedDocument, Office, TitleScope
from kg.mappers.allegiances import allegiances
from kg.mappers.counted import first_names
from kg.mappers.tape import Tape
from kg.mappers.voices import Voices
from kg.model import Entity
from kg.resources import lexicon_data
from kg.vocabulary import EntityKind, RoleStatus

Told = TypeVar("Told")


def heads_party(office: Office) -> bool:
    """Say whether an office is that of a party's head: "Foo Party president", not of a state's."""
    of = office.organization
    party = of is not None and of.kind is EntityKind.PARTY and office.area is None
    current = office.status is RoleStatus.CURRENT
    return party and current and bool(_heads().fullmatch(office.title.lower()))


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(lexicon_data("allegiance.yaml")["heads"])


class Article:
    """A linked document, ready for the mappers."""

    def __init__(self, document: LinkedDocument) -> None:
        self.document = document
        self._told: dict[Any, list[Any]] = {}

    def told(self, mapper: Callable[[Article], Iterable[Told]]) -> list[Told]:
        """Return what MAPPER takes from the article, read once however many ask for it."""
        if mapper not in self._told:
            self._told[mapper] = list(mapper(self))
        return self._told[mapper]

    @property
    def text(self) -> str:
        """Return the text of the article."""
        return self.document.document.text

    @cached_property
    def tapes(self) -> list[Tape]:
        """Return the sentences as tapes, in order."""
        return [Tape(self.document, sentence) for sentence in self.document.sentences]

    @cached_property
    def voices(self) -> Voices:
        """Return who speaks where."""
        return Voices(self.tapes)

    def party_of(self, person: Entity) -> Entity | None:
        """Return the party, body or state that the text puts a person in, a party first."""
        found = self._affiliations.get(person, [])
        parties = [e for e in found if e.kind is EntityKind.PARTY]
        return next(iter(parties), None) or self._beside.get(person) or next(iter(found), None)

    def bodies_of(self, person: Entity) -> list[Entity]:
        """Return the committees and the like in which the text gives a person an office.

        Those that are a party's or another body's: "1922 Committee chairman Sen".
        """
        return self._bodies.get(person, [])

    def areas_of(self, person: Entity) -> list[Entity]:
        """Return the places that a person's offices in the text are of: a state's party chief."""
        return [
            office.area
            for sentence in self.document.sentences
            for mention in sentence.mentions
            if mention.entity == person
            for office in mention.offices
            if office.area and office.scope is TitleScope.ORGANIZATION
        ]

    def state_of(self, person: Entity) -> Entity | None:
        """Return the state of which a person holds an office in the text: "Polish minister Das"."""
        states = self.document.states
        return next(
            (
                states[office.area.slug]
                for sentence in self.document.sentences
                for mention in sentence.mentions
                if mention.entity == person
                for office in mention.offices
                if office.area and office.area.slug in states
            ),
            None,
        )

    @cached_property
    def heads(self) -> frozenset[Entity]:
        """Return the people whom the text calls the head of a party: what they join, it joins."""
        return frozenset(
            mention.entity
            for sentence in self.document.sentences
            for mention in sentence.mentions
            if mention.entity and mention.entity.kind is EntityKind.PERSON
            if any(heads_party(office) for office in mention.offices)
        )

    @cached_property
    def counted(self) -> dict[str, str]:
        """Return the names of alliances of so many parties, by the number."""
        return first_names(self.text)

    @cached_property
    def _beside(self) -> dict[Entity, Entity]:
        return allegiances(self.tapes)

    @cached_property
    def _bodies(self) -> dict[Entity, list[Entity]]:
        found: dict[Entity, list[Entity]] = {}
        for sentence in self.document.sentences:
            for mention in sentence.mentions:
                who = mention.entity
                for office in mention.offices:
                    of = office.organization
                    held = office.status is RoleStatus.CURRENT
                    part = of and of.group_of and office.scope is not TitleScope.HOUSE
                    if who and who.kind is EntityKind.PERSON and of and part and held:
                        found.setdefault(who, []).append(of)
        return found

    @cached_property
    def _affiliations(self) -> dict[Entity, list[Entity]]:
        found: dict[Entity, list[Entity]] = {}
        for sentence in self.document.sentences:
            for mention in sentence.mentions:
                if mention.entity is None or mention.entity.kind is not EntityKind.PERSON:
                    continue
                own = found.setdefault(mention.entity, [])
                if mention.affiliation:
                    own.append(mention.affiliation)
                for office in mention.offices:
                    of = office.organization
                    if of and of.kind is EntityKind.BODY and of.group_of:
                        of = of.group_of
                    if of and (
                        of.kind is not EntityKind.BODY or office.scope is not TitleScope.HOUSE
                    ):
                        own.append(of)
        return found
