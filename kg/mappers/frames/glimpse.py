"""Map, who met: one telling of an occasion, and the lexicon of meeting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from kg.linking import Mention
from kg.mappers.company import Company
from kg.mappers.groups import group
from kg.mappers.lists import Listed
from kg.mappers.modality import Modality, verb_modality
from kg.mappers.tape import Tape
from kg.mappers.times import when
from kg.mappers.voices import Voices
from kg.model import Entity, When
from kg.resources import lexicon_data
from kg.vocabulary import EntityKind

_FEW = 3  # tokens: not "envoys of the two leaders"
MOST = 20  # words of meeting; no sentence of prose has as many, and each is looked at closely


@dataclass(slots=True)
class Glimpse(Company):
    """One telling of an occasion, at an item of a sentence.

    `another` says that it is expressly a further one, `definite` that it was told of before ("the
    meeting"), `plural` that several are told of at once, `weak` that it tells of no occasion by
    itself ("Das was also present"), `anaphoric` that it may add anybody to one told of before ("the
    meeting was chaired by Sen"), `beside` that it is the one just told of in the same sentence ("a
    meeting where Das was present"), `scattered` that several met one by one, `presence` that it
    says who was there, `unmarked` that no verb says whether it is to come ("the talks between Sen
    and Das"), `convened` that somebody held or chaired it ("the cabinet held a meeting"),
    `pair` that two met who are known, `named_two` that they are named for what they are ("the two
    ministers", not "they"). `likely` is how likely the words round it make an occasion,
    where they are weighed. `teller` is the one whose words they are, `teller_areas` the places
    whose unit he heads.
    """

    tape: Tape
    voices: Voices
    at: int
    modality: Modality
    another: bool = False
    definite: bool = False
    plural: bool = False
    weak: bool = False
    anaphoric: bool = False
    beside: bool = False
    scattered: bool = False
    presence: bool = False
    pair: bool = False
    named_two: bool = False
    unmarked: bool = False
    convened: bool = False
    likely: float = 0.0
    teller: Entity | None = None
    teller_areas: list[Entity] = field(default_factory=list)

    @property
    def has_group(self) -> bool:
        """Say whether a group took part."""
        return any(e.kind is EntityKind.GROUP for e in self.participants)

    @property
    def when(self) -> When | None:
        """Return the date that its clause gives it."""
        return self.tape.found(when, self.at, self.modality)

    def take(self, who: Listed, part: str = "participants") -> None:
        """Add those of a list who are known, as participants, chairs, hosts or absentees."""
        people: list[Entity] = getattr(self, part)
        if len(who.mentions) == 1 and self._names_two(who.mentions[0]):
            self.pair = self.named_two = True
        for mention in who.mentions:
            if self._is_named_next(mention):
                continue
            entity = self.entity_of(mention)
            if entity and entity not in people:
                people.append(entity)
            elif entity is None and part == "participants":
                self._represent(mention)
            self.areas += [a for a in mention.areas if a not in self.areas]
            if len(mention.sides) > 1:
                self.represented += [s for s in mention.sides if s not in self.represented]

    def _names_two(self, mention: Mention) -> bool:
        """Say whether two people are named for what they are: "both leaders", "the duo"."""
        tokens = self.tape.sentence.tokens
        said = [token.lower for token in tokens[max(0, mention.first - 1) : mention.last]]
        if mention.kind != "G" or words("both").isdisjoint(said[:_FEW]):
            return False
        return said[-1] in words("persons")

    def take_named(self, entities: Iterable[Entity]) -> None:
        """Add participants who are known."""
        self.participants += [e for e in entities if e not in self.participants]

    def _is_named_next(self, mention: Mention) -> bool:
        """Say whether an office's holder is named behind it: "the governor of Foo, Roy Das"."""
        if mention.kind != "T" or mention.entity:
            return False
        at = self._item(mention) + 1
        while self.tape.letter(at) in ("w", ",") and at < self._item(mention) + 3:
            at += 1
        return self.tape.letter(at) == "P" and self.tape.letter(at - 1) == ","

    def _represent(self, mention: Mention) -> None:
        """Note whose people took part without a name: "Turkey's foreign minister"."""
        for office in mention.offices[:1]:
            state = self.tape.document.states.get(office.area.slug) if office.area else None
            of = office.organization or state
            if of and of not in self.represented:
                self.represented.append(of)

    def entity_of(self, mention: Mention) -> Entity | None:
        """Return who is meant; "I" and "we" are the one who speaks."""
        if mention.kind == "L" and mention.entity:
            return self.tape.document.states.get(mention.entity.slug)
        if mention.kind == "T" and not mention.entity:
            return self._holder(mention)
        if mention.entity or mention.kind != "R":
            return mention.entity
        at = self._item(mention)
        word = self.tape.sentence.tokens[mention.first].lower
        return self.voices.quoted(self.tape, at) if word in ("i", "we") else None

    def _holder(self, mention: Mention) -> Entity | None:
        """Return the holder of an office whom nobody names: "the Home Secretary"."""
        at = self._item(mention)
        if self.tape.letter(at + 1) == "P":
            return None  # "former President Das": he is named
        found = group(self.tape.items[at : at + 1], self.tape.document.document.text).entity
        there = self.tape.word(at + 1) == "at"  # "the president at the Foo" is not the Foo's
        return replace(found, group_of=None) if found and there else found

    def _item(self, mention: Mention) -> int:
        return next(i for i, item in enumerate(self.tape.items) if item.mention is mention)


def glimpse(tape: Tape, voices: Voices, at: int, last: int | None = None) -> Glimpse:
    """Return a telling at a trigger, with its modality and nobody in it yet."""
    return Glimpse(tape, voices, at, verb_modality(tape, at, at + 1 if last is None else last))


@cache
def lexicon_of_meeting() -> dict[str, Any]:
    """Return lexicon/meeting.yaml."""
    data: dict[str, Any] = lexicon_data("meeting.yaml")
    return data


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of words of the lexicon of meeting, by its name there."""
    return frozenset(lexicon_of_meeting()[name])


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return a pattern of the lexicon of meeting, by its name there."""
    return re.compile(lexicon_of_meeting()[name])


@cache
def light_verbs() -> dict[str, str]:
    """Return the part that each light verb gives its subject: "chaired" gives `chairs`."""
    return {verb: part for part, verbs in lexicon_of_meeting()["light"].items() for verb in verbs}


@cache
def triggers() -> frozenset[str]:
    """Return all words by which a sentence can tell of an occasion."""
    lists = frozenset().union(*(words(name) for name in _TRIGGERING))
    longer = (*lexicon_of_meeting()["verbs_with"], *words("reciprocal"))
    firsts = {verb.split()[0] for verb in longer}
    phone = lexicon_of_meeting()["phone"]
    return lists | firsts | {*phone["verbs"], *phone["words"]}


_TRIGGERING = (
    "verbs nouns called meals telephoning receiving gathering visiting called_people present "
    "presence_words spending measures homes seeing words discuss"
).split()
