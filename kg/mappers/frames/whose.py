"""Map, who met: whose meeting the words of its noun phrase say it is."""

from __future__ import annotations

import re

from kg.linking.lexicon import words as noun_words
from kg.mappers.clause_subjects import antecedent, may_be_subject
from kg.mappers.clauses import clause
from kg.mappers.frames.around import with_follows
from kg.mappers.frames.glimpse import Glimpse, words
from kg.mappers.frames.surroundings import (
    mentions,
    one,
    owns,
)
from kg.mappers.groups import group
from kg.mappers.lists import NOBODY, Listed, listed
from kg.mappers.tape import Tape
from kg.model import Entity
from kg.text.slugs import slug
from kg.vocabulary import EntityKind


def owner_of(tape: Tape, start: int, at: int) -> Listed:
    """Return whose meeting it is: "Sen's meeting with Das"."""
    if tape.word(start) == "whose":
        return antecedent(tape, start)  # "Sen, whose talks with Das lasted an hour"
    owners = [i for i in range(start, at) if tape.letter(i) in ("P", "G", "T") and owns(tape, i)]
    if not owners:
        return NOBODY
    other = owners[0] - 2
    if tape.word(owners[0] - 1) == "and" and tape.letter(other) in ("P", "T"):
        both = mentions(tape, other) + mentions(tape, owners[0])
        return Listed(other, owners[0] + 1, both)  # "Sen and Das's meeting"
    return one(tape, owners[0])


def own_meeting(tape: Tape, start: int, at: int) -> Listed:
    """Return the body or group that has a meeting of its own: "the board, at its May meeting,".

    Whoever stands before it, else who follows it: "After its meeting in Rome, the board said".
    """
    own = tape.word(start) in ("its", "their") and tape.word(start - 1) in words("adverbial") | {
        "in"
    }
    if not own or with_follows(tape, at):
        return NOBODY
    first, last = clause(tape, start)
    before = [i for i in range(first, start) if may_be_subject(tape, i, first)]
    behind = [i for i in range(start, last) if tape.word(i - 1) == ","] if first == 0 else []
    opens = start <= _OPENING
    who = before or [i for i in behind[:1] if opens and may_be_subject(tape, i, i)]
    return listed(tape, who[0]) if len(who) == 1 and tape.letter(who[0]) in "GO" else NOBODY


_OPENING = 3  # items: a phrase that begins later does not open its sentence


def name_organizations(found: Glimpse, start: int) -> None:
    """Add whose meeting a noun phrase says it is: a committee takes part, a party is represented.

    Examples: "the Congress Working Committee meet", "the NDA meeting", "the EU summit".
    """
    for i in range(start, found.at):
        entity = found.tape.items[i].entity
        if entity is None or found.tape.letter(i) != "O" or owns(found.tape, i):
            continue
        if entity.label.lower() in noun_words().venue_noun:
            continue  # the White House meeting
        part = found.participants if _meets(entity) else found.represented
        if entity not in part:
            part.append(entity)


def add_circle(found: Glimpse, start: int) -> None:
    """Add the circle whose meeting a noun phrase says it is: "the working committee meeting"."""
    tape, last = found.tape, found.at
    if tape.letter(last - 1) != "w" or tape.word(last - 1) not in words("circles"):
        return
    first = start + (tape.word(start) in words("determiners"))
    items = tape.items[first:last]
    if any(item.letter not in "wOL" for item in items):
        return
    entity = group(items, tape.document.document.text).entity
    if entity:
        found.participants.append(entity)


def hyphenated(tape: Tape, start: int, at: int) -> list[Entity]:
    """Return the two people of a hyphened word before a noun: "the Sen-Das meeting"."""
    people = {
        e.entity.slug.split("-")[-1]: e.entity
        for e in tape.document.entities
        if e.entity.kind is EntityKind.PERSON
    }
    for word in tape.words[start:at]:
        found = [people.get(slug(part)) for part in re.split("[-–/]", word) if part]
        if len(found) == _TWO and all(found):
            return [e for e in found if e]
    return []


_TWO = 2


def _meets(entity: Entity) -> bool:
    """Say whether an organisation is a circle of people: a committee, and not the EU or a party."""
    if entity.kind is not EntityKind.BODY:
        return False
    circle = not words("circles").isdisjoint(entity.label.lower().split())
    return circle or entity.group_of is not None or not entity.known
