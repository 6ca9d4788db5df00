"""Link: what it gives to the mappers, sentences with who and what is named in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from kg.linking.gazetteer import TitleScope
from kg.model import Document, Entity, NamedEntity, Span
from kg.text import Dateline, Sentence, Story, Token
from kg.values import ordered_value, value
from kg.vocabulary import RoleStatus


class MentionKind(StrEnum):
    """What a phrase names; the value stands for it in a sentence's `letters`."""

    PERSON = "P"
    GROUP = "G"
    ORGANIZATION = "O"  # a party, alliance or body
    PLACE = "L"
    OFFICE = "T"  # a title alone whose holder the article doesn't tell
    PRONOUN = "R"


@value
class Office:
    """A title of office as a phrase attaches it: "former Jharkhand chief minister"."""

    title: str
    label: str  # the gazetteer's label of the title, for comparing
    scope: TitleScope
    status: RoleStatus
    organization: Entity | None = None
    area: Entity | None = None


@value
class Mention:
    """A noun phrase: tokens first..last (exclusive), with everything that belongs to it.

    "Hemant Soren, executive president of the JMM," is one mention of a person with one office.
    `entity` is None for a pronoun or office that nothing in the article resolves. `affiliation` is
    a party or body named with a person ("Raut of the Sena"). `anaphoric` says that the words do not
    name the entity themselves ("the Congress president", "he", "the party"). `owner` says that a
    possessive follows ("Soren's"). `determiner` is the word before it, in lower case ("the",
    "his"). `areas` are the places of a group ("leaders of Bihar and Punjab"), `sides` its parties
    or bodies ("Congress and BJP leaders"). `name` is where the bare name stands.
    """

    kind: MentionKind
    first: int
    last: int
    entity: Entity | None
    name: Span
    offices: tuple[Office, ...] = ()
    affiliation: Entity | None = None
    areas: tuple[Entity, ...] = ()
    sides: tuple[Entity, ...] = ()
    determiner: str = ""
    anaphoric: bool = False
    owner: bool = False


@ordered_value
class Naming:
    """Where a party, alliance or body is named, within a longer phrase or a hyphenated word too."""

    span: Span
    entity: Entity = field(compare=False)


@value
class LinkedSentence:
    """A sentence and its mentions, in order, none within another.

    `at` gives the mention of a token. `namings` are the organisations by their bare names, in
    order: both of "the BJP-JD(U) alliance", the party of "Congress leaders".
    """

    sentence: Sentence
    mentions: tuple[Mention, ...]
    number: int
    namings: tuple[Naming, ...] = ()

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Return the tokens one by one; of many sentences nobody asks for them."""
        return tuple(self.sentence.tokens)

    @property
    def span(self) -> Span:
        """Return where the sentence stands."""
        return self.sentence.span

    def at(self, token: int) -> Mention | None:
        """Return the mention that holds a token."""
        return next((m for m in self.mentions if m.first <= token < m.last), None)


@dataclass(frozen=True, slots=True)
class LinkedDocument:
    """An article with all its mentions; what the mappers read.

    `states` gives the state that acts by the slug of its place: "talks with Iran".
    """

    story: Story
    sentences: tuple[LinkedSentence, ...]
    entities: tuple[NamedEntity, ...]
    dateline_places: tuple[Entity, ...] = ()
    feminine: dict[str, bool] = field(default_factory=dict)
    states: Mapping[str, Entity] = field(default_factory=dict)

    @property
    def document(self) -> Document:
        """Return the document, with the date and agency that its own words give."""
        return self.story.document

    @property
    def dateline(self) -> Dateline | None:
        """Return the dateline."""
        return self.story.dateline
