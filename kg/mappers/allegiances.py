"""Map, who is of which party, by words round a person's name: "Sen, who heads the Foo Party"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from kg.linking import Mention, MentionKind
from kg.mappers.tape import Tape
from kg.model import Entity, Span
from kg.resources import lexicon_data
from kg.vocabulary import EntityKind, RoleStatus

_LONGEST = 70  # code points between a person and the party
_HOLDING = frozenset(("as", "is", "was", "be", "been", "become", "became", "remains", ","))


def allegiances(tapes: Iterable[Tape]) -> dict[Entity, Entity]:
    """Return the party that an article's words put each person in, where they name one more often.

    Example: "Sen's far-right Foo Party", "Sen (Foo Party)", "the Foo Party, led by Sen".
    """
    told: dict[Entity, Counter[Entity]] = {}
    before: list[Entity] = []
    for tape in tapes:
        named = list(dict.fromkeys(who for who, _ in _people(tape)))
        for person, party in (*_told(tape), *_titled(tape, named, before)):
            told.setdefault(person, Counter())[party] += 1
        before = named
    return {person: parties.most_common(1)[0][0] for person, parties in told.items()}


def _told(tape: Tape) -> Iterator[tuple[Entity, Entity]]:
    """Yield each person of a sentence with the party that the words put him or her in."""
    named = [n for n in tape.sentence.namings if n.entity.kind is EntityKind.PARTY]
    people = list(_people(tape)) if named else []
    text, starts = tape.document.document.text, [span.start for _, span in people]
    alone = next((span.start for who, span in people if who != people[0][0]), len(text))
    for naming in named:
        behind = bisect_left(starts, naming.span.start)
        found = _beside(text, naming.span, people[max(0, behind - 1) : behind + 1])
        if found is None and behind > 0 and naming.span.start <= alone:
            found = _own(text, naming.span, *people[behind - 1])
        if found:
            yield found, naming.entity


def _titled(
    tape: Tape, named: list[Entity], before: list[Entity]
) -> Iterator[tuple[Entity, Entity]]:
    """Yield the party of the only person spoken of before "the Foo Party president said"."""
    people = named or before
    for mention in tape.sentence.mentions if len(people) == 1 else ():
        if mention.kind is not MentionKind.OFFICE or not mention.anaphoric or mention.entity:
            continue
        if _is_other(tape, mention):
            continue
        for office in mention.offices:
            of = office.organization
            if of and of.kind is EntityKind.PARTY and office.status is RoleStatus.CURRENT:
                yield people[0], of


def _is_other(tape: Tape, office: Mention) -> bool:
    """Say whether an office is not that of whom a sentence, or the one before, named.

    Examples: "A Foo leader said", "The Foo leader in the House, Das, said".
    """
    tokens = tape.sentence.tokens
    *lead, last, first = ["", "", *(token.lower for token in tokens[: office.first + 1])]
    holding = lead[-1] if last in ("a", "an") else last
    beside = any(span.start < tokens[office.first].start for _, span in _people(tape))
    his = holding in _HOLDING and (beside or holding != ",")  # "Sen, a Foo MP", "Later, a Foo MP"
    anybody = not {"a", "an"}.isdisjoint((last, first)) and not his
    behind = tape.document.document.text[tokens[office.last - 1].end : tape.span.end]
    return anybody or bool(_words("named").match(behind))


def _beside(text: str, named: Span, people: Iterable[tuple[Entity, Span]]) -> Entity | None:
    """Return who of the people next to a party's name is put in it by the words between."""
    if _ends(text, named, "no party"):
        return None
    for who, span in people:
        if span.end <= named.start <= span.end + _LONGEST:
            fits = _words("person first").fullmatch(text[span.end : named.start].lower())
        elif named.end <= span.start <= named.end + _LONGEST:
            fits = _words("party first").fullmatch(text[named.end : span.start].lower())
        else:
            continue
        if fits:
            return who
    return None


def _own(text: str, named: Span, who: Entity, span: Span) -> Entity | None:
    """Return the only person named before "his Foo Party", whose it must be."""
    between = text[max(span.end, named.start - _LONGEST) : named.start].lower()
    is_own = _words("own").fullmatch(between) and not _ends(text, named, "no own")
    return who if is_own else None


def _ends(text: str, named: Span, words: str) -> bool:
    return bool(_words(words).match(text[named.end : named.end + _LONGEST].lower()))


def _people(tape: Tape) -> Iterator[tuple[Entity, Span]]:
    """Yield the people named in a sentence and where each one is."""
    tokens = tape.sentence.tokens
    for mention in tape.sentence.mentions:
        who = mention.entity
        if mention.kind is MentionKind.PERSON and who and who.kind is EntityKind.PERSON:
            yield who, Span(tokens[mention.first].start, tokens[mention.last - 1].end)


@cache
def _words(order: str) -> re.Pattern[str]:
    return re.compile(lexicon_data("allegiance.yaml")[order])
