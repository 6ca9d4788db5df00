"""Map, who moves whither: a party that nobody knows, by the last word of its name."""

from __future__ import annotations

import re
from functools import cache

from kg.linking import MentionKind
from kg.mappers.reality import words
from kg.mappers.tape import Tape
from kg.model import Entity
from kg.text.slugs import slug
from kg.vocabulary import EntityKind


def unknown_party(tape: Tape, at: int) -> Entity | None:
    """Return the party named at an item, where the sentence names another and is of politics.

    Example: at "the" in "left the Foo Party and joined the National Union" the National Union.
    """
    while tape.word(at) in ("the", "a", "rival", "opposition", "newly", "formed", "new"):
        at += 1
    if tape.letter(at) not in ("w", "L", "J") or not _names_party(tape):
        return None
    text = tape.document.document.text
    found = _names().match(text, tape.items[at].span.start, tape.span.end)
    if found is None or not _others().isdisjoint(found.group().lower().split()):
        return None
    return Entity(EntityKind.PARTY, slug(found.group()), found.group())


def _names_party(tape: Tape) -> bool:
    named = (naming.entity for naming in tape.sentence.namings)
    held = (
        office.organization
        for mention in tape.sentence.mentions
        if mention.kind is MentionKind.OFFICE
        for office in mention.offices
    )
    return any(e is not None and e.kind is EntityKind.PARTY for e in (*named, *held))


@cache
def _names() -> re.Pattern[str]:
    last = "|".join(word.title() for word in words()["party_ends"])
    return re.compile(
        rf"(?:[A-Z][\w’'-]*(?: (?:of|for|and))? ){{1,5}}(?:{last})\b(?! (?:of|[A-Z]))"
    )


@cache
def _others() -> frozenset[str]:
    return frozenset(words()["other_unions"])
