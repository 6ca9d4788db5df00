"""Map, for whom: the parties, alliances, bodies and states whose people took part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from kg.linking import LinkedSentence
from kg.mappers.article import Article
from kg.mappers.frames.glimpse import words
from kg.mappers.occasion import Occasion
from kg.mappers.roles import roles
from kg.mappers.tape import Tape
from kg.model import Entity
from kg.resources import lexicon_data
from kg.vocabulary import EntityKind, RoleStatus

_SIDES = (EntityKind.PARTY, EntityKind.ALLIANCE, EntityKind.BODY)
_TWO = 2


@cache
def _words() -> Any:
    return lexicon_data("sides.yaml")


@cache
def _pair() -> re.Pattern[str]:
    name = r"[A-Z][\w.]*"
    return re.compile(rf"\b({name})[-–]({name}) (?:[\w-]+ )?(?:{'|'.join(_words()['talks'])})\b")


def represented(
    article: Article, occasion: Occasion, everybody: list[Entity]
) -> tuple[Entity, ...]:
    """Return the parties, alliances, bodies and states whose people took part, by the text.

    Example: "BJP president Sen met JMM leaders" has the BJP and the JMM.
    """
    found = list(occasion.represented)
    posts = dict(article.told(_posts))
    tapes = [tape for tape in article.tapes if tape.span in occasion.evidence]
    for entity in everybody:
        if entity.kind is EntityKind.PERSON:
            of = article.party_of(entity) or posts.get(entity)
        else:
            of = entity.group_of
        of = of or _owner(article, tapes, entity)
        if entity.kind in _SIDES:
            of = of or entity
        if of and of.kind is EntityKind.BODY and of.group_of:
            of = of.group_of
        if of:
            found.append(of)
        found += article.bodies_of(entity)
    found += _states(article, tapes, occasion) + _abroad(article, everybody)
    return tuple(dict.fromkeys(found))


def _posts(article: Article) -> Iterator[tuple[Entity, Entity]]:
    """Yield who holds a post in what, by all that the article says: "Sen, who heads the Foo Union".

    Seats in houses of parliament stand for nobody's taking part.
    """
    for role in article.told(roles):
        of = role.organization
        if of is None or role.status is not RoleStatus.CURRENT:
            continue
        house = of.kind is EntityKind.BODY and of.label.lower().split()[-1] in words("sitting")
        if not house:
            yield role.holder, of


def _abroad(article: Article, everybody: list[Entity]) -> list[Entity]:
    """Return the states whose office-holders meet those of another: "Polish minister Sen"."""
    people = [e for e in everybody if e.kind is EntityKind.PERSON]
    found = [state for person in people if (state := article.state_of(person))]
    return found if len(set(found)) >= _TWO else []


def _owner(article: Article, tapes: list[Tape], unit: Entity) -> Entity | None:
    """Return whose unit meets: "the Congress held a meeting of its working committee"."""
    if unit.known or unit.group_of or unit.kind not in (EntityKind.GROUP, EntityKind.BODY):
        return None
    if unit.slug.rsplit("-", 1)[-1] not in _words()["units"]:
        return None
    for tape in tapes:
        if unit.label.lower() not in tape.span.of(article.text).lower():
            continue
        sides = set(_parties(article, tape))
        if len(sides) == 1:
            return sides.pop()
    return None


def _parties(article: Article, tape: Tape) -> Iterator[Entity]:
    """Yield the parties that a sentence names, and those of its people."""
    for item in tape.items:
        entity = item.entity
        if entity and entity.kind is EntityKind.PERSON:
            entity = article.party_of(entity)
        if entity and entity.kind is EntityKind.PARTY:
            yield entity


def _states(article: Article, tapes: list[Tape], occasion: Occasion) -> list[Entity]:
    """Return the states that meet: "Indo-US talks", "the Indian and Pakistani ministers"."""
    states = article.document.states
    found = [states[area.slug] for area in occasion.areas if area.slug in states]
    both = any(e.kind is EntityKind.GROUP and " and " in e.label for e in occasion.everybody)
    found = found if both and len(found) >= _TWO else []
    found += _both_states(article, tapes, occasion)
    for tape in tapes:
        for match in _pair().finditer(article.text, tape.span.start, tape.span.end):
            places = (_words()["short"].get(name, name.lower()) for name in match.groups())
            two = [states[place] for place in places if place in states]
            found += two if len(two) == _TWO else []
    return found


def _both_states(article: Article, tapes: list[Tape], occasion: Occasion) -> list[Entity]:
    """Return the states of "ministers of the two countries", where just two are spoken of there.

    In the sentence, else in it and the one before.
    """
    groups = [e.label for e in occasion.everybody if e.kind is EntityKind.GROUP]
    both = [label for label in groups if label.lower().endswith(tuple(_words()["both"]))]
    for tape in tapes if both else ():
        if any(label in tape.span.of(article.text) for label in both):
            at = tape.sentence.number
            for sentences in article.document.sentences[at : at + 1], _last_two(article, at):
                found = list(dict.fromkeys(s for one in sentences for s in _named(article, one)))
                if len(found) == _TWO:
                    return found
    return []


def _last_two(article: Article, at: int) -> tuple[LinkedSentence, ...]:
    return article.document.sentences[max(0, at - 1) : at + 1]


def _named(article: Article, sentence: LinkedSentence) -> Iterator[Entity]:
    """Yield the states that a sentence speaks of: "India", "the Pakistani minister"."""
    states = article.document.states
    for mention in sentence.mentions:
        own = mention.entity
        offices = [office.area for office in mention.offices]
        for area in (own, own and own.area, *mention.areas, *offices):
            if area and area.slug in states:
                yield states[area.slug]
