"""Link, last step: whom "the Congress president", "he" and "the party" stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kg.linking.gazetteer import TitleScope
from kg.linking.mentions import Mention, MentionKind, Office
from kg.linking.phrases import Phrase
from kg.model import Entity
from kg.text import Sentence, Story
from kg.vocabulary import EntityKind, RoleStatus

# Titles under which papers name a party's first person by turns.
_HEADS = frozenset(
    "president chief head supremo chairman chairperson chairwoman leader convenor convener".split()
) | {
    "party president",
    "party chief",
    "national president",
    "state president",
    "state chief",
    "state unit chief",
    "unit chief",
    "state unit president",
    "party leader",
    "working president",
}
_PRONOUNS = frozenset(("he", "him", "she", "i", "we", "they"))
_HE, _SHE = frozenset(("he", "him")), frozenset(("she", "her"))


@dataclass(frozen=True, slots=True)
class Held:
    """An office that the article gives to a person, and where it first does."""

    office: Office
    holder: Entity
    sentence: int


def held(phrases: Iterable[tuple[int, list[Phrase]]]) -> list[Held]:
    """Return the offices that phrases with a name give to people, in order."""
    return [
        Held(office, phrase.mention.entity, number)
        for number, found in phrases
        for phrase in found
        if phrase.mention.entity and phrase.mention.kind is MentionKind.PERSON
        for office in phrase.mention.offices
    ]


def holder(office: Office, offices: list[Held], sentence: int) -> Entity | None:
    """Return the person whom a title alone stands for, if the article leaves no doubt.

    Example: "the Congress president" after "Congress president Mallikarjun Kharge".
    """
    fits = [h for h in offices if _fits(office, h.office)]
    exact = [h for h in fits if h.office.label == office.label] or fits
    people = list(dict.fromkeys(h.holder for h in exact))
    if len(people) > 1:
        before = [h for h in exact if h.sentence <= sentence]
        named_alike = bool(office.organization or office.area)
        people = [max(before, key=lambda h: h.sentence).holder] if before and named_alike else []
    return people[0] if people else None


def _fits(asked: Office, given: Office) -> bool:
    """Say whether a title may be an office given: "the Congress chief", its president."""
    if (asked.status is RoleStatus.FORMER) != (given.status is RoleStatus.FORMER):
        return False
    same = asked.label == given.label
    heads = asked.label.lower() in _HEADS and given.label.lower() in _HEADS
    if not (same or (heads and asked.organization)):
        return False
    if asked.organization and given.organization != asked.organization:
        return same and given.organization is None and asked.scope is not TitleScope.ORGANIZATION
    if asked.area and given.area != asked.area:
        if heads and given.organization and not asked.organization:
            return False  # "the Afghan leader" is no leader of the Foo Party
        return given.area is None and same and not (heads and asked.organization)
    # "the Congress president" is not the president of its unit in Bihar
    return not (heads and asked.organization and given.area and not asked.area)


_FAR = 300  # people back at whom a pronoun may point; all of a long text's would take the square


@dataclass(slots=True)
class Reader:
    """Goes through an article's phrases in order and fills in what their words leave open."""

    story: Story
    offices: list[Held]
    feminine: dict[str, bool]
    subject: Entity | None = None
    parties: Counter[Entity] = field(default_factory=Counter)
    _earlier: list[Entity] = field(default_factory=list)
    _last: tuple[Entity, int] | None = None
    _parties: dict[Entity, Entity] = field(default_factory=dict)
    _read: int = 0
    _known: set[Held] = field(default_factory=set)

    def resolve(self, number: int, sentence: Sentence, phrases: list[Phrase]) -> list[Mention]:
        """Return the mentions of a sentence, with pronouns among them."""
        found: list[Mention] = []
        for phrase in self._with_pronouns(sentence, phrases):
            mention = self._resolved(number, phrase, found)
            if mention:
                found.append(mention)
        self._remember(sentence, found)
        alone = [m for m in found if not m.anaphoric and m.kind is not MentionKind.GROUP]
        named = {party for m in alone if (party := _party_in(m))}
        if len(named) == 1:
            self._last = named.pop(), number
        return found

    def _with_pronouns(self, sentence: Sentence, phrases: list[Phrase]) -> Iterator[Phrase]:
        taken = {i for p in phrases for i in range(p.mention.first, p.mention.last)}
        pronouns = [
            Phrase(Mention(MentionKind.PRONOUN, i, i + 1, None, token.span, anaphoric=True))
            for i, token in enumerate(sentence.tokens)
            if i not in taken and (token.lower in _PRONOUNS or _is_object_her(sentence, i))
        ]
        yield from sorted([*phrases, *pronouns], key=lambda p: p.mention.first)

    def _resolved(self, number: int, phrase: Phrase, before: list[Mention]) -> Mention | None:
        mention = phrase.mention
        party = self._the_party(number, mention, before) if phrase.party else None
        if party:
            mention = _in_party(mention, party)
        match mention.kind:
            case MentionKind.ORGANIZATION:
                mention = replace(mention, entity=mention.entity or party)
                self._count(mention.entity)
                return mention if mention.entity else None
            case MentionKind.OFFICE:
                return replace(mention, entity=self._holder(number, mention))
            case MentionKind.PRONOUN:
                return replace(mention, entity=self._antecedent(number, mention, before))
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
        of_person = [p for e in (*people[-1:], self.subject) if e and (p := self._party_of(e))]
        common = [party for party, _ in self.parties.most_common(1)]
        recent = [self._last[0]] if self._last and number - self._last[1] <= 2 else []
        return next((p for p in (*alone[-1:], *of_person, *recent, *common) if p), None)

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

    def _holder(self, number: int, mention: Mention) -> Entity | None:
        if mention.determiner in ("a", "an") or not mention.offices:
            return None
        if not (mention.determiner or mention.offices[0].organization or mention.offices[0].area):
            return None
        office = mention.offices[0]
        found = holder(office, self.offices, number)
        if found is None and self.subject:
            theirs = [h for h in self.offices if h.holder == self.subject]
            found = self.subject if any(_fits(office, h.office) for h in theirs) else None
        return found

    def _antecedent(self, number: int, mention: Mention, before: list[Mention]) -> Entity | None:
        tokens = self.story.sentences[number].tokens
        word = next(t.lower for t in tokens if t.start == mention.name.start)
        if word not in _HE | _SHE:
            return None
        near = [
            m.entity for m in before if m.kind is MentionKind.PERSON and m.entity and not m.owner
        ]
        beside = before[-1] if before and mention.first - before[-1].last <= 2 else None
        again = beside is not None and beside.kind is MentionKind.PRONOUN
        barred = beside.entity if beside and word in ("him", "her") and not again else None
        candidates = [*near[:1], self.subject, *reversed(self._earlier[-_FAR:])]
        if word in _SHE:  # a woman for certain comes before one who may be
            candidates.sort(key=lambda e: not (e and self.feminine.get(e.slug)))
        for entity in candidates:
            if entity is None or entity == barred:
                continue  # "Sen met her": she is somebody else
            if self.feminine.setdefault(entity.slug, word in _SHE) == (word in _SHE):
                return entity
        return None

    def _remember(self, sentence: Sentence, mentions: list[Mention]) -> None:
        """Remember whom the sentence is about: its first person whom no preposition governs."""
        people = [
            m
            for m in mentions
            if m.entity
            and m.entity.kind is EntityKind.PERSON
            and not m.owner
            and not self.story.quoted(m.name)
        ]
        free = [m for m in people if not _governed(sentence, m)]
        for mention in (free or people)[:1]:
            self.subject = mention.entity
        self._earlier += [
            m.entity for m in people if m.entity and m.entity not in self._earlier[-1:]
        ]


def _is_object_her(sentence: Sentence, at: int) -> bool:
    """Say whether "her" is an object: "met her twice", not "her twice-won seat"."""
    tokens = sentence.tokens
    after = tokens[at + 1].lower if at + 1 < len(tokens) else "."
    return tokens[at].lower == "her" and (
        not after[0].isalpha() or after in ("twice", "again", "on", "in", "at", "and", "here", "to")
    )


def _governed(sentence: Sentence, mention: Mention) -> bool:
    """Say whether a preposition stands before a mention."""
    before = sentence.tokens[mention.first - 1].lower if mention.first else ""
    return before in ("with", "by", "of", "to", "for", "from", "against", "between", "about", "on")


def _party_in(mention: Mention) -> Entity | None:
    """Return the party that a phrase names: "the Foo Party", "Foo Party leaders"."""
    entity = mention.entity
    group = entity.group_of if entity and entity.kind is EntityKind.GROUP else None
    parties = (entity, group, *(office.organization for office in mention.offices))
    return next((p for p in parties if p and p.kind is EntityKind.PARTY), None)


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
