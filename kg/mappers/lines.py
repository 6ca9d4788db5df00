"""Map alliances, first step: a sentence as a line of text in which parties and people are marks.

Patterns of words then read it: "{0} 's allies , including {1} and {2} , accused <0>".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from kg.linking import Mention, MentionKind
from kg.linking.compounds import split
from kg.linking.mentions import Naming
from kg.mappers.article import Article
from kg.mappers.tape import Tape
from kg.model import Entity, Span
from kg.resources import lexicon
from kg.text import Token
from kg.text.slugs import slug
from kg.vocabulary import EntityKind


@cache
def data() -> dict[str, Any]:
    """Return the lexicon of alliances."""
    loaded: dict[str, Any] = yaml.safe_load(lexicon("alliance.yaml").read_text(encoding="utf-8"))
    return loaded


_DETERMINERS = rf"(?:(?:{data()['determiners']}) )*"
_OF_SOMEBODY = (
    r"(?:(?:[\w.]+ |<\d+> ){0,3}(?:(?<=> )|[\w<>]+)-led |(?:[\w.]+ )?<\d+> '?s |[\w.]+ [\w.]+ 's )?"
)
_BRACKET = r"(?: \( (?:\{\d+\}|[\w .-]{1,30}) \))?"
ONE = rf"{_DETERMINERS}{_OF_SOMEBODY}\{{\d+\}}{_BRACKET}(?: party\b| parties\b)?"
JOIN = (
    r" (?:, )?(?:(?:and|&|&amp;|or|as well as|along with|besides|together with|apart from|,) "
    r"(?:also )?)?"
)
LIST = rf"{ONE}(?:{JOIN}{ONE})*"
WHO = rf"(?:{ONE}|<\d+>)(?:{JOIN}(?:{ONE}|<\d+>))*"
PARTNERS = rf"{ONE}(?: , {ONE})*(?: ,)? (?:and|&|as well as) {ONE}"
_MARK = re.compile(r"\{(\d+)\}|<(\d+)>")
_LED = re.compile(
    r"(?:(?:state|union|central|ruling|opposition|coalition|minority) )?"
    r"(?:\{|(?:government|govt|alliance|coalition|combine|bloc|front|regime|ministry)\b)"
)
_CLAUSE = re.compile(
    r"(?:(?<!such)(?<!as well) (?:that|but|while|whereas|although|though|because|who|which|whose|"
    r"where|when|as|;|:|said|says|added|“|”|\"|and said) )"
)
_RELATIVE = re.compile(r"(?:which|who|whose|where) ")
_CLOSED = re.compile(r"[^,;]{3,120} , (?!(?:which|who|whose) )")
_ASIDE = re.compile(r", (?:which|who|whose|where) [^,;]{3,120}(?= , )")
_GOVERNED = re.compile(
    r"\b(?:in|of|with|by|from|against|to|for|on|between|over|than|at|as|about|under|towards|into|"
    r"via|among|amid|(?<!parties )like|after|before|upon|within|without|(?<!parties )including) "
    r"(?:(?:the|its|their|his|a|an|both) )*$"
)


_HE = ("he", "she", "him")
_STANDING = ("candidate", "nominee")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence in marks: `{k}` is `names[k]`, `<k>` a person or office of the party `people[k]`.

    `[k]` is a place. `offsets` gives for each code point of `text` the one of the document.
    """

    tape: Tape
    text: str
    offsets: tuple[int, ...]
    names: tuple[Entity, ...]
    people: tuple[Entity | None, ...]

    def parties(self, words: str) -> list[Entity]:
        """Return the parties and alliances marked in words of the line, in order."""
        found = [self.names[int(m[1])] for m in _MARK.finditer(words) if m[1]]
        return list(dict.fromkeys(found))

    def clause(self, at: int) -> int:
        """Return where the clause of a place in the text begins.

        A relative clause that a comma closes is passed over: "{0} , which won , ended its pact".
        """
        starts = [
            m.end()
            for m in _CLAUSE.finditer(self.text, 0, at)
            if not (_RELATIVE.fullmatch(m.group()) and self._closed(m, at))
        ]
        return starts[-1] if starts else 0

    def _closed(self, opener: re.Match[str], at: int) -> bool:
        """Say whether a comma closes a relative clause that another one opens before a place."""
        comma = self.text.startswith(", ", opener.start() - 2)
        return comma and bool(_CLOSED.match(self.text, opener.end(), at))

    def item(self, at: int) -> int:
        """Return the item of the tape at a place in the text."""
        start = self.offsets[min(at, len(self.offsets) - 1)]
        items = self.tape.items
        return next((i for i, it in enumerate(items) if it.span.end > start), len(items) - 1)

    def described(self, start: int, end: int) -> Entity:
        """Return the alliance that words of the line describe: "the 11-party alliance"."""
        last = self.text[start:end].split()[-1]
        span = Span(self.offsets[start], self.offsets[end - 1] + len(last))
        label = " ".join(span.of(self.tape.document.document.text).split())
        return Entity(EntityKind.ALLIANCE, slug(label), label)

    def subject(self, at: int, *, party: bool) -> list[Entity]:
        """Return the parties that do what the verb or noun at a place says; people by their party.

        `party` asks for parties named themselves. Example: in "{0} tried to form an alliance" {0}.
        """
        begin = self.clause(at)
        text = _ASIDE.sub("", self.text[begin:at])
        owners: list[Entity] = []
        for match in re.finditer(WHO, text):
            found = self.acting(match.group(), party=party)
            if _GOVERNED.search(text[: match.start()]):
                continue
            if text.startswith(" 's", match.end()):
                owners = found
            elif found or (party and "<" in match.group()):
                return found
        return owners or self._antecedent(begin, party=party)

    def nearest(self, at: int) -> list[Entity]:
        """Return the party last marked before a place, or that of the person last marked."""
        marks = [m.group() for m in _MARK.finditer(self.text, 0, at)]
        return next((found for mark in reversed(marks) if (found := self.acting(mark))), [])

    def _antecedent(self, begin: int, *, party: bool) -> list[Entity]:
        """Return what "which" or "who" before a clause stands for: the marks right before it."""
        before = re.search(rf"({WHO}) (?:, )?(?:which|who) $", self.text[:begin])
        return self.acting(before[1], party=party)[-1:] if before else []

    def acting(self, words: str, *, party: bool = False) -> list[Entity]:
        """Return the parties marked in words, and unless `party` those of the people in them."""
        found = self.parties(words)
        if not party:
            found += [p for m in _MARK.finditer(words) if m[2] and (p := self.people[int(m[2])])]
        return list(dict.fromkeys(found))


def line(article: Article, tape: Tape, *, bare: bool = False) -> Line | None:
    """Return a sentence in marks, or None where it names no party, unless `bare`."""
    if not (bare or any(is_party(n.entity) for n in tape.sentence.namings)):
        return None
    names: list[Entity] = []
    people: list[Entity | None] = []
    text: list[str] = []
    offsets: list[int] = []
    pieces = _owned(list(_pieces(article, tape, names, people)), names, people)
    for start, words in _led(list(pieces)):
        text.append(words + " ")
        offsets += [start] * (len(words) + 1)
    return Line(tape, "".join(text), tuple(offsets), tuple(names), tuple(people))


def _owned(
    pieces: list[tuple[int, str]], names: list[Entity], people: list[Entity | None]
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


def _led(pieces: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield the pieces, "led" after a party as one word: "{0} - led", "{0} led government"."""
    words = [w for _, w in pieces]
    for at, (start, word) in enumerate(pieces):
        follows = bool(_LED.match(" ".join(words[at + 1 : at + 3])))
        after = words[at - 1] if at else ""
        if word in ("-", "–") and words[at + 1 : at + 2] == ["led"] and after.startswith("{"):
            continue
        hyphen = at > 1 and after in ("-", "–") and words[at - 2].startswith("{")
        adjective = hyphen or (follows and after.startswith("{"))
        yield start, "-led" if word == "led" and adjective else word


def _pieces(
    article: Article, tape: Tape, names: list[Entity], people: list[Entity | None]
) -> Iterator[tuple[int, str]]:
    """Yield the marks and words of a sentence, each with where it starts."""
    namings = {n.span.start: n for n in tape.sentence.namings if is_party(n.entity)}
    tokens = tape.sentence.tokens
    whole = {tokens[m.first].start: m for m in tape.sentence.mentions if _is_mark(tape, m)}
    whole = {start: m for start, m in whole.items() if not _cuts(m, tokens, namings.values())}
    done = 0
    for token in (part for word in tokens for part in split_named(word, namings)):
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
    return words.isdisjoint(("ally", "allies", "partner", "alliance", "coalition", "constituent"))


def _party(article: Article, mention: Mention) -> Entity | None:
    """Return the party that a phrase, or else the article, puts a person in."""
    for entity in (mention.affiliation, *(office.organization for office in mention.offices)):
        of = entity.group_of if entity and entity.kind is EntityKind.BODY else entity
        if of and of.kind is EntityKind.PARTY:
            return of
    found = article.party_of(mention.entity) if mention.entity else None
    return found if found and found.kind is EntityKind.PARTY else None


def split_named(token: Token, namings: dict[int, Naming]) -> list[Token]:
    """Return the parts of a hyphenated word in which a party is named, else the word."""
    if token.start in namings and namings[token.start].span.end >= token.end:
        return [token]
    parts = split(token)
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
    return entity.kind in (EntityKind.PARTY, EntityKind.ALLIANCE)


def is_front(entity: Entity) -> bool:
    """Say whether an entity is an alliance, and no mere collective such as "Left parties"."""
    return entity.kind is EntityKind.ALLIANCE and not entity.label.lower().endswith("parties")
