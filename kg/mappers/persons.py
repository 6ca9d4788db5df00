"""Map, who moves: whether a mention is of somebody, and a pronoun of one person without doubt."""

from __future__ import annotations

from collections.abc import Iterable

from kg.linking import Mention, TitleScope
from kg.mappers.tape import Tape
from kg.model import Entity
from kg.vocabulary import EntityKind


def is_person(mention: Mention) -> bool:
    """Say whether a mention is of somebody: known, or "I" and "we", whom the voices tell."""
    if mention.entity is None:
        return mention.kind == "R"
    return mention.entity.kind is EntityKind.PERSON


def is_certain(tape: Tape, mention: Mention) -> bool:
    """Say whether a pronoun stands for one person without doubt.

    For the only one before it in its sentence, else for the first of the sentence before.
    """
    if mention.kind == "T" and mention.entity:
        return _may_be_called(tape, mention)
    if mention.kind != "R" or mention.entity is None:
        return True
    before = [m for m in tape.sentence.mentions if m.first < mention.first]
    here = [m for m in before if m.kind != "R" and _may_be_meant(tape, mention, m)]
    if _is_speaker(tape, mention, here):
        return True
    unnamed = any(m.kind == "T" and not m.entity and m.first == 0 for m in before)
    if unnamed and any(m.entity == mention.entity for m in here):
        return False  # "The minister called Sen names before he was sacked"
    number = tape.sentence.number
    people = [m for m in here if named_in((m,))]
    if len(people) == 1 and _is_governed(tape, people[0], mention):
        return False
    if named_in(here):
        return named_in(here) == {mention.entity}
    earlier = (tape.document.sentences[i].mentions for i in range(number - 1, -1, -1)[:_BACK])
    last = next((found for found in earlier if named_in(found)), ())
    meant = (m for m in last if named_in((m,)) and _may_be_meant(tape, mention, m))
    return next((m.entity for m in meant), None) == mention.entity


def _may_be_meant(tape: Tape, pronoun: Mention, other: Mention) -> bool:
    """Say whether a pronoun may stand for somebody by the sex: "he" for no Mrs Sen."""
    word = tape.sentence.tokens[pronoun.first].lower
    sexes = tape.document.feminine
    woman = sexes.get(other.entity.slug) if other.entity else None
    return woman is None or word not in _SEXES or woman == _SEXES[word]


_SEXES = {"he": False, "him": False, "his": False, "she": True, "her": True}
_BACK = 3  # sentences to whom a pronoun goes back, if nobody stands between


def _is_governed(tape: Tape, named: Mention, pronoun: Mention) -> bool:
    """Say whether who stands before a pronoun is only in a phrase: "One to serve under Sen, he"."""
    tokens = tape.sentence.tokens
    behind = tokens[pronoun.first - 1].lower == ","
    return behind and named.first > 0 and tokens[named.first - 1].lower in _GOVERNING


_GOVERNING = frozenset(
    ("under", "with", "by", "of", "from", "against", "than", "like", "alongside")
)


def _may_be_called(tape: Tape, title: Mention) -> bool:
    """Say whether "the Foo MP" is somebody whom the article calls a member for Foo."""
    seats = [o for o in title.offices if o.scope is TitleScope.HOUSE and o.area]
    told = (
        office
        for sentence in tape.document.sentences
        for mention in sentence.mentions
        if mention.kind == "P" and mention.entity == title.entity
        for office in mention.offices
    )
    return not seats or any(o.area == seats[0].area for o in told)


def _is_speaker(tape: Tape, mention: Mention, before: list[Mention]) -> bool:
    """Say whether a pronoun is who speaks, by all likelihood: "Sen, Das's aide, said she"."""
    tokens = tape.sentence.tokens
    said = tokens[mention.first - 1].lower == "said" or (
        tokens[mention.first - 1].lower == "that" and tokens[mention.first - 2].lower == "said"
    )
    opens = bool(before) and before[0].first <= 1 and before[0].kind == "P"
    if (
        opens
        and tokens[before[0].last].lower in _SPEAKS
        and tokens[mention.first - 1].lower == "that"
    ):
        return before[0].entity == mention.entity  # "Sen said after Das's speech that he"
    return said and opens and mention.first > 1 and before[0].entity == mention.entity


_SPEAKS = frozenset(("said", "says", "added", "announced", "insisted", "confirmed"))


def named_in(mentions: Iterable[Mention]) -> set[Entity]:
    """Return the people whom mentions name."""
    return {m.entity for m in mentions if m.entity and m.entity.kind is EntityKind.PERSON}
