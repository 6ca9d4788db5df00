"""Map, who is of which party, by words round a person's name: "Sen, who heads the Foo Party"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from kg.linking import MentionKind
from kg.mappers.tape import Tape
from kg.model import Entity
from kg.resources import lexicon_data
from kg.vocabulary import EntityKind

_LONGEST = 70  # code points between a person and the party


def allegiances(tapes: Iterable[Tape]) -> dict[Entity, Entity]:
    """Return the party that an article's words put each person in, where they name one more often.

    Example: "Sen's far-right Foo Party", "Sen (Foo Party)", "the Foo Party, led by Sen".
    """
    told: dict[Entity, Counter[Entity]] = {}
    for tape in tapes:
        for person, party in _told(tape):
            told.setdefault(person, Counter())[party] += 1
    return {person: parties.most_common(1)[0][0] for person, parties in told.items()}


def _told(tape: Tape) -> Iterator[tuple[Entity, Entity]]:
    """Yield each person of a sentence with the party beside whose name the words put him or her."""
    text = tape.document.document.text
    named = [n for n in tape.sentence.namings if n.entity.kind is EntityKind.PARTY]
    if not named:
        return
    tokens = tape.sentence.tokens
    for mention in tape.sentence.mentions:
        who = mention.entity
        if mention.kind is not MentionKind.PERSON or not who or who.kind is not EntityKind.PERSON:
            continue
        start, end = tokens[mention.first].start, tokens[mention.last - 1].end
        for naming in named:
            after, before = naming.span.start - end, start - naming.span.end
            if _words("no party").match(text[naming.span.end : naming.span.end + 20].lower()):
                continue
            if 0 <= after <= _LONGEST:
                fits = _words("person first").fullmatch(text[end : naming.span.start].lower())
            elif 0 <= before <= _LONGEST:
                fits = _words("party first").fullmatch(text[naming.span.end : start].lower())
            else:
                continue
            if fits:
                yield who, naming.entity


@cache
def _words(order: str) -> re.Pattern[str]:
    return re.compile(lexicon_data("allegiance.yaml")[order])
