"""Link, last step: whom "the Congress president", "he" and "the party" stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kg.linking.gazetteer import TitleScope
from kg.linking.holders import Held, at_home, by_short_title, fits_office, holder, within
from kg.linking.mentions import Mention, MentionKind, Office
from kg.linking.phrases import Phrase
from kg.linking.pronouns import Pronouns, is_object_her
from kg.model import Entity
from kg.text import Sentence, Story
from kg.vocabulary import EntityKind, RoleStatus

_PRONOUNS = frozenset(("he", "him", "she", "i", "we", "they"))
_POINTING = _PRONOUNS | {"her"}
_JUST = 2  # sentences
_NEAR = 6  # sentences, for the offices of states and cities, whose places papers tell at home too
_LEAD = 4  # sentences, the headline's too, in which an article says whom it is about
_BEHIND = 20  # mentions behind a pronoun that are looked at


@dataclass(slots=True)
class Reader:
    """Goes through an article's phrases in order and fills in what their words leave open.

    `countries` are the slugs of the places that are a state.
    """

    story: Story
    offices: list[Held]
    pronouns: Pronouns
    countries: Container[str]
    parties: Counter[Entity] = field(default_factory=Counter)
    _last: tuple[Entity, int] | None = None
    _topic: tuple[Entity, int] | None = None
    _parties: dict[Entity, Entity] = field(default_factory=dict)
    _read: int = 0
    _known: set[Held] = field(default_factory=set)

    def resolve(self, number: int, sentence: Sentence, phrases: list[Phrase]) -> list[Mention]:
        """Return the mentions of a sentence, with pronouns among them."""
        found: list[Mention] = []
        pointing = self._with_pronouns(sentence, phrases)
        for at, phrase in enumerate(pointing, 1):
            mention = self._resolved(number, phrase, found, pointing[at : at + _BEHIND])
            if mention:
                found.append(mention)
        if not found:
            return found
        self.pronouns.remember(number, sentence, found)
        self._topic = _topic(number, found)
        alone = [m for m in found if not m.anaphoric and m.kind is not MentionKind.GROUP]
        named = {party for m in alone if (party := _party_in(m))}
        if len(named) == 1:
            self._last = named.pop(), number
        return found

    def _with_pronouns(self, sentence: Sentence, phrases: list[Phrase]) -> list[Phrase]:
        if sentence.vocabulary.isdisjoint(_POINTING):
            return phrases
        taken = {i for p in phrases for i in range(p.mention.first, p.mention.last)}
        span = sentence.tokens.span
        pronouns = [
            Phrase(Mention(MentionKind.PRONOUN, i, i + 1, None, span(i, i + 1), anaphoric=True))
            for i, low in enumerate(sentence.tokens.lows)
            if low in _POINTING
            and i not in taken
            and (low in _PRONOUNS or is_object_her(sentence.tokens.lows, i))
        ]
        return sorted([*phrases, *pronouns], key=lambda p: p.mention.first)

    def _resolved(
        self, number: int, phrase: Phrase, before: list[Mention], rest: list[Phrase]
    ) -> Mention | None:
        mention = phrase.mention
        party = self._the_party(number, mention, before) if phrase.party else None
        if mention.determiner == "its" and mention.kind is MentionKind.PERSON:
            party = party or self._its(number, mention, before)
        if party:
            mention = _in_party(mention, party)
        match mention.kind:
            case MentionKind.ORGANIZATION:
                self._count(entity := mention.entity or party)
                return _meant(mention, entity) if entity else None
            case MentionKind.OFFICE:
                return _meant(mention, self._holder(number, mention, before))
            case MentionKind.PRONOUN:
                behind = [following.mention for following in rest]
                return _meant(mention, self.pronouns.antecedent(number, mention, before, behind))
            case MentionKind.PERSON:
                self._learn(number, mention)
            case _:
                pass
        for office in mention.offices:
            self._count(office.organization)
        return mention

    def _count(self, entity: Entity | None) -> None:
        """Count the naming of a party."""
        if entity and entity.kind is EntityKind.PARTY:
            self.parties[entity] += 1

    def _the_party(self, number: int, mention: Mention, before: list[Mention]) -> Entity | None:
        """Return what "the party" is: the one just named, the subject's, the one most spoken of.

        Parties in a list ("the RJD, the JD-U and the CPI") are not what it goes back to.
        """
        titled = mention.kind in (MentionKind.PERSON, MentionKind.OFFICE)
        named = [
            m
            for m in before
            if (_party_in(m) if titled else m.entity and m.entity.kind is EntityKind.PARTY)
        ]
        listed = {
            id(m) for one, two in pairwise(named) if two.first - one.last <= 1 for m in (one, two)
        }
        alone = [_party_in(m) for m in named if id(m) not in listed]
        people = [m.entity for m in before if m.kind in "PTR" and m.entity]
        of_person = [
            p for e in (*people[-1:], self.pronouns.subject) if e and (p := self._party_of(e))
        ]
        common = [party for party, _ in self.parties.most_common(1)]
        recent = [self._last[0]] if self._last and number - self._last[1] <= 2 else []
        return next((p for p in (*alone[-1:], *of_person, *recent, *common) if p), None)

    def _its(self, number: int, mention: Mention, before: list[Mention]) -> Entity | None:
        """Return whose "its president Sen" is: the one just named, or of whom the article speaks.

        So too "its MLA Sen" is of that party, though his seat is none of it.
        """
        topic, told = self._topic or (None, 0)
        near = mention.first - 1  # "Fooland and its president"
        name = self.story.sentences[number].tokens.texts[max(0, near - 1)]
        if before and before[-1].last < near and name.istitle():
            return None  # "of Foo Steel and its chairman"
        if before:
            owners = [m for m in before if _may_own(m, near)]
            named = [_party_in(m) or m.entity for m in owners]
            beside = bool(owners) and owners[-1].last >= near - 1  # "of the Foo and its president"
            meant = named[-1] if named and (beside or len(set(named)) == 1) else None
        else:
            meant = topic if number - told == 1 else None
        if meant is None or meant.kind not in (EntityKind.PARTY, EntityKind.ALLIANCE):
            return None
        if mention.entity and meant.kind is EntityKind.PARTY:
            self._parties.setdefault(mention.entity, meant)
        return meant

    def _party_of(self, person: Entity) -> Entity | None:
        """Return the party in which the article first gives a person an office."""
        for entry in self.offices[self._read :]:
            of = entry.office.organization
            party = of.group_of if of and of.kind is EntityKind.BODY else of
            if party and party.kind is EntityKind.PARTY:
                self._parties.setdefault(entry.holder, party)
        self._read = len(self.offices)
        return self._parties.get(person)

    def _learn(self, number: int, mention: Mention) -> None:
        """Remember the offices as completed by "the party"."""
        if mention.entity is None:
            return
        for office in mention.offices:
            entry = Held(office, mention.entity, number)
            if entry not in self._known:
                self._known.add(entry)
                self.offices.append(entry)

    def _holder(self, number: int, mention: Mention, before: list[Mention]) -> Entity | None:
        if mention.determiner in ("a", "an") or not mention.offices:
            return None
        if not (mention.determiner or mention.offices[0].organization or mention.offices[0].area):
            return None
        office = mention.offices[0]
        beside = {m.entity for m in before if m.kind is MentionKind.PERSON and m.entity}
        fits = within(office, self.offices, beside, self._owned(number, mention))
        found = holder(office, fits, number)
        if found and self._is_abroad(office, found, number):
            return None
        if found is None and mention.determiner == "the":
            found = at_home(office, fits, self.pronouns.seen, beside)
            if found and number - self.pronouns.seen[found] > _NEAR:
                found = None
        subject = self.pronouns.subject
        if found is None and subject:
            theirs = [h.office for h in fits if h.holder == subject]
            found = subject if any(fits_office(office, held) for held in theirs) else None
        bare = mention.determiner == "the" and mention.last - mention.first == 2
        found = found or (self._in_short(office, number) if bare else None)
        return found or self._of_lead(number, mention)

    def _of_lead(self, number: int, mention: Mention) -> Entity | None:
        """Return whom an article begins with, at a title that it gives to nobody by name.

        Example: "Sen has urged calm. The prime minister said", where nobody is called one.
        """
        office, who = mention.offices[0], self.pronouns.alone
        opens = number <= _LEAD and mention.first == 0 and not mention.owner
        known = office.status is RoleStatus.CURRENT and not (office.area or office.organization)
        if not (opens and known and who) or self.pronouns.seen.get(who) != number - 1:
            return None
        titled = any(h.holder == who or h.office.label == office.label for h in self.offices)
        if not titled:
            self.offices.append(Held(office, who, number))
        return None if titled else who

    def _in_short(self, office: Office, number: int) -> Entity | None:
        """Return the one just spoken of whose title's last word it is: "the minister"."""
        seen = self.pronouns.seen
        near = {
            e
            for e in by_short_title(office, self.offices)
            if number - seen.get(e, -_NEAR - 1) <= _NEAR
        }
        return near.pop() if len(near) == 1 else None

    def _is_abroad(self, office: Office, found: Entity, number: int) -> bool:
        """Say whether "the prime minister" is hardly the Foo one, of whom nobody has just spoken.

        Papers name the country of the offices abroad, and leave it out of those at home.
        """
        bare = office.area is None and office.organization is None
        theirs = [h.office for h in self.offices if h.holder == found]
        given = [o for o in theirs if o.label == office.label]
        near = number - self.pronouns.seen.get(found, -_NEAR - 1)
        abroad = all(o.area and o.area.slug in self.countries for o in given)
        just = near <= (_JUST if abroad else _NEAR)
        return bare and bool(given) and all(o.area for o in given) and not just

    def _owned(self, number: int, mention: Mention) -> bool:
        """Say whether a country owns an office, as if it were named first: "Foo's president"."""
        lows = self.story.sentences[number].tokens.lows[mention.first : mention.last]
        return not mention.determiner and ("'s" in lows or "'" in lows)


def _may_own(mention: Mention, near: int) -> bool:
    """Say whether "its" may go back to a mention: an organisation, a place first or right before.

    And a party that only somebody's office tells: "BSP chief Sen and its treasurer Das".
    """
    place = mention.kind is MentionKind.PLACE and (mention.first <= 1 or mention.last >= near)
    place = place and not mention.owner
    return mention.kind is MentionKind.ORGANIZATION or place or _party_in(mention) is not None


def _topic(number: int, found: list[Mention]) -> tuple[Entity, int] | None:
    """Return of which organisation a sentence speaks: its subject, or the only one in it."""
    first = found[0]
    if first.first <= 1 and (owner := _party_in(first)):
        return owner, number
    if first.first <= 1 and first.kind in (MentionKind.ORGANIZATION, MentionKind.GROUP):
        return (first.entity, number) if first.entity else None
    named = {e for m in found if m.kind is MentionKind.ORGANIZATION and (e := m.entity)}
    others = any(m.kind in (MentionKind.GROUP, MentionKind.PERSON) for m in found)
    return (named.pop(), number) if len(named) == 1 and not others else None


def _meant(mention: Mention, entity: Entity | None) -> Mention:
    """Return a mention as one of an entity."""
    return mention if mention.entity is entity else replace(mention, entity=entity)


def _party_in(mention: Mention) -> Entity | None:
    """Return the party that a phrase names: "the Foo Party", "Foo Party leaders"."""
    entity = mention.entity
    if entity and entity.kind is EntityKind.GROUP:
        entity = entity.group_of
    for named in (entity, *[office.organization for office in mention.offices]):
        if named and named.kind is EntityKind.PARTY:
            return named
    return None


def _in_party(mention: Mention, party: Entity) -> Mention:
    """Return a phrase of "the party" with the party filled in."""
    offices = tuple(
        replace(o, organization=o.organization or party)
        if o.scope is TitleScope.ORGANIZATION
        else o
        for o in mention.offices
    )
    entity = mention.entity
    if entity and entity.kind is EntityKind.GROUP:
        entity = replace(entity, group_of=party)
    return replace(mention, offices=offices, entity=entity)
