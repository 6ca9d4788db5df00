"""Link: who holds the office that a title alone names: "the Congress president"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.linking.gazetteer import TitleScope
from kg.linking.lexicon import words
from kg.linking.mentions import MentionKind, Office
from kg.linking.phrases import Phrase
from kg.model import Entity
from kg.values import value
from kg.vocabulary import RoleStatus


@value
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
    fits = [h for h in offices if fits_office(office, h.office)]
    exact = [h for h in fits if h.office.label == office.label] or fits
    people = list(dict.fromkeys(h.holder for h in exact))
    if len(people) > 1:
        before = [h for h in exact if h.sentence <= sentence]
        named_alike = bool(office.organization or office.area)
        people = [max(before, key=lambda h: h.sentence).holder] if before and named_alike else []
    return people[0] if people else None


def by_short_title(office: Office, offices: Iterable[Held]) -> Iterator[Entity]:
    """Yield who holds an office that a title's last word alone may stand for.

    Example: at "the minister", the holders of "commerce minister", of no "chief minister".
    """
    short = office.label.lower()
    if short not in words().short_title or office.area or office.organization:
        return
    for held in offices:
        *before, last = held.office.label.lower().split()
        alike = last == short and words().never_short.isdisjoint(before)
        if alike and held.office.status is office.status:
            yield held.holder


def fits_office(asked: Office, given: Office) -> bool:
    """Say whether a title may be an office given: "the Congress chief", its president."""
    if (asked.status is RoleStatus.FORMER) != (given.status is RoleStatus.FORMER):
        return False
    same = asked.label == given.label
    heads = {asked.label.lower(), given.label.lower()} <= words().party_head
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


def within(office: Office, offices: list[Held], beside: set[Entity], owned: bool) -> list[Held]:
    """Return the offices that may be one of a country, without its like of no or another country.

    "President Sen" is not "Egypt's president" (`owned`), nor "the Egyptian president" of a
    sentence that names him as well (`beside`), nor where he is the US president elsewhere.
    """
    if office.area is None:
        return offices
    others = {h.holder for h in offices if _is_elsewhere(office, h.office)}
    barred = beside | others
    return [
        h
        for h in offices
        if h.office.area or h.office.organization or not (owned or h.holder in barred)
    ]


def at_home(
    office: Office, offices: list[Held], seen: dict[Entity, int], beside: set[Entity]
) -> Entity | None:
    """Return who holds an office of no country, if spoken of last of all that hold its like.

    SEEN is the last sentence that names each one, BESIDE who is named in the title's own sentence.
    Example: "President Sen met Foo's president, Das. Sen left. The president said" is Sen.
    """
    if office.area or office.organization:
        return None
    like = [h for h in offices if fits_office(office, h.office)]
    abroad = {h.holder for h in like if h.office.area or h.office.organization}
    home = {h.holder for h in like} - abroad
    if len(home) != 1 or not home.isdisjoint(beside):
        return None
    who = home.pop()
    last = max((seen.get(other, -1) for other in abroad), default=-1)
    return who if seen.get(who, -1) > last else None


def _is_elsewhere(asked: Office, given: Office) -> bool:
    """Say whether an office is the like of another country: "the Foo president", of Bar."""
    both = asked.area is not None and given.area is not None
    return both and asked.area != given.area and asked.label == given.label
