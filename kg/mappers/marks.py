"""Map alliances, first step: a sentence's parties, people and places as marks among its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from kg.linking import Mention, MentionKind
from kg.linking.compounds import split
from kg.linking.mentions import Naming
from kg.mappers.article import Article, heads_party
from kg.mappers.counted import counted
from kg.mappers.strangers import Pieces, may_name_stranger, strangers
from kg.mappers.tape import Tape
from kg.model import Entity
from kg.resources import lexicon_data
from kg.text import Token
from kg.vocabulary import EntityKind

_HE = ("he", "she", "him")
_STANDING = ("candidate", "nominee")
_PARTIES = (EntityKind.PARTY, EntityKind.ALLIANCE)
_OF_LED = frozenset(("-", "–", "led", "party-led"))


@cache
def data() -> dict[str, Any]:
    """Return the lexicon of alliances."""
    loaded: dict[str, Any] = lexicon_data("alliance.yaml")
    return loaded


@cache
def spelt(key: str) -> re.Pattern[str]:
    """Return the pattern of the lexicon's entry KEY."""
    return re.compile(data()[key])


def marked(
    article: Article,
    tape: Tape,
    names: list[Entity],
    people: list[Entity | None],
    heads: set[int],
) -> Iterable[tuple[int, str]]:
    """Return a sentence's marks and words; `names` and `people` take up whom the marks stand for.

    `heads` takes up which of the people head their party.
    """
    pieces = list(_pieces(article, tape, names, people, heads))
    if any(people):
        pieces = list(_owned(pieces, names, people))
    if may_name_stranger(tape):
        pieces = list(strangers(tape, pieces, names))
    return _led(pieces) if any(word in _OF_LED for _, word in pieces) else pieces


def _owned(
    pieces: Pieces, names: list[Entity], people: list[Entity | None]
) -> Iterator[tuple[int, str]]:
    """Yield the pieces, "<0> 's party" as the party that the text puts that person in."""
    words = [w for _, w in pieces]
    skip = 0
    for at, (start, word) in enumerate(pieces):
        party = people[int(word[1:-1])] if word.startswith("<") and word[1:-1].isdigit() else None
        if skip:
            skip -= 1
        elif party and words[at + 1 : at + 3] == ["'s", "party"]:
            names.append(party)
            skip = 2
            yield start, f"{{{len(names) - 1}}}"
        else:
            yield start, word


def _led(pieces: Pieces) -> Iterator[tuple[int, str]]:
    """Yield the pieces, "led" after a party as one word: "{0} - led", "{0} led government"."""
    words = [w for _, w in pieces]
    for at, (start, word) in enumerate(pieces):
        if word not in _OF_LED:
            yield start, word
            continue
        follows = bool(spelt("led").match(" ".join(words[at + 1 : at + 3])))
        after = _named_before(words, at)
        if word in ("-", "–") and words[at + 1 : at + 2] == ["led"] and after.startswith("{"):
            continue
        if word == "-" and words[at + 1 : at + 2] == ["-"]:  # "--" is one dash
            continue
        hyphen = after in ("-", "–") and _named_before(words, at - 1).startswith("{")
        adjective = hyphen or (follows and after.startswith("{"))
        whole = word == "party-led" and after.startswith("{")  # "a Foo Party-led alliance"
        yield start, "-led" if whole or (word == "led" and adjective) else word


def _named_before(words: list[str], at: int) -> str:
    """Return the word before one, for a bracket what it stands behind: "Foo Party (FP)-led"."""
    before = words[at - 1] if at else ""
    bracket = before == ")" and at > 3 and words[at - 3] == "("
    return words[at - 4] if bracket else before


def _pieces(
    article: Article,
    tape: Tape,
    names: list[Entity],
    people: list[Entity | None],
    heads: set[int],
) -> Iterator[tuple[int, str]]:
    """Yield the marks and words of a sentence, each with where it starts."""
    namings = {n.span.start: n for n in tape.sentence.namings if is_party(n.entity)}
    found = counted(article.text, tape.span, article.counted)
    namings |= {span.start: Naming(span, front) for span, front in found}
    tokens = tape.sentence.tokens
    whole = {tokens[m.first].start: m for m in tape.sentence.mentions if _is_mark(tape, m)}
    whole = {start: m for start, m in whole.items() if not _cuts(m, tokens, namings.values())}
    done = 0
    for token in _cut(tokens, namings):
        if token.start < done:
            continue
        mention = whole.get(token.start)
        if mention:
            done = tokens[mention.last - 1].end
            words = {t.lower for t in tokens[mention.first : mention.last]}
            front = namings.get(token.start)
            if front and is_front(front.entity) and not words.isdisjoint(_STANDING):
                names.append(front.entity)  # "NDA candidate Sen" is {0} candidate <0>
                yield token.start, f"{{{len(names) - 1}}} candidate"
            yield token.start, _mark(article, mention, names, people)
            if mention.entity in article.heads or _is_head(mention):
                heads.add(len(people) - 1)
        elif token.start in namings:
            naming = namings[token.start]
            done = naming.span.end
            names.append(naming.entity)
            yield token.start, f"{{{len(names) - 1}}}"
        else:
            yield token.start, token.lower


def _cuts(mention: Mention, tokens: tuple[Token, ...], namings: Iterable[Naming]) -> bool:
    """Say whether a mention begins or ends in the middle of a party's name."""
    first, last = tokens[mention.first].start, tokens[mention.last - 1].end
    return any(
        n.span.start < last < n.span.end or n.span.start < first < n.span.end for n in namings
    )


def _mark(
    article: Article, mention: Mention, names: list[Entity], people: list[Entity | None]
) -> str:
    if mention.kind is MentionKind.PLACE:
        return "[0]"
    if mention.kind is MentionKind.ORGANIZATION and mention.entity:
        names.append(mention.entity)
        return f"{{{len(names) - 1}}}"
    people.append(_party(article, mention))
    return f"<{len(people) - 1}>"


def _is_head(mention: Mention) -> bool:
    """Say whether a phrase calls a person the head of a party: "Foo Party president Sen"."""
    return any(heads_party(office) for office in mention.offices)


def _is_mark(tape: Tape, mention: Mention) -> bool:
    """Say whether a mention is one mark: a person, a place, "the party"; not "BJP ally Sen"."""
    if mention.kind is MentionKind.ORGANIZATION:
        return mention.anaphoric and mention.entity is not None and is_party(mention.entity)
    if mention.kind is MentionKind.PLACE:
        return True
    if mention.kind is MentionKind.PRONOUN:
        person = mention.entity and mention.entity.kind is EntityKind.PERSON
        return bool(person) and tape.sentence.tokens[mention.first].lower in _HE
    if mention.kind not in (MentionKind.PERSON, MentionKind.OFFICE):
        return False
    words = {t.lower for t in tape.sentence.tokens[mention.first : mention.last]}
    fronts = [o for o in mention.offices if o.organization and is_front(o.organization)]
    if fronts and "member" in words:  # "a member of the Foo Front" may be a party
        return False
    return words.isdisjoint(data()["no_person"])


def _party(article: Article, mention: Mention) -> Entity | None:
    """Return the party that a phrase, or else the article, puts a person in."""
    for entity in (mention.affiliation, *(office.organization for office in mention.offices)):
        of = entity.group_of if entity and entity.kind is EntityKind.BODY else entity
        if of and of.kind is EntityKind.PARTY:
            return of
    found = article.party_of(mention.entity) if mention.entity else None
    return found if found and found.kind is EntityKind.PARTY else None


def _cut(tokens: Iterable[Token], namings: dict[int, Naming]) -> Iterator[Token]:
    """Yield the tokens, the parts of hyphenated words in which a party is named."""
    for token in tokens:
        if "-" in token.text or "–" in token.text:
            yield from split_named(token, namings)
        else:
            yield token


def split_named(token: Token, namings: dict[int, Naming]) -> list[Token]:
    """Return the parts of a hyphenated word in which a party is named, else the word."""
    if token.start in namings and namings[token.start].span.end >= token.end:
        return [token]
    parts = split(token)
    if len(parts) == 1:
        return parts
    named = any(
        p.start in namings or any(n.span.start < p.start < n.span.end for n in namings.values())
        for p in parts
    )
    if not named:
        return [token]
    if len(parts) == 3 and parts[2].lower == "led":  # {0} -led
        return [parts[0], Token(parts[1].start, parts[2].end, "-led", "-led")]
    return parts


def is_party(entity: Entity) -> bool:
    """Say whether an entity is a party or an alliance."""
    return entity.kind in _PARTIES


def is_front(entity: Entity) -> bool:
    """Say whether an entity is an alliance, and no mere collective such as "Left parties"."""
    return entity.kind is EntityKind.ALLIANCE and not entity.label.lower().endswith("parties")
