"""Map alliances, first step: a sentence as a line of text in which parties and people are marks.

Patterns of words then read it: "{0} 's allies , including {1} and {2} , accused <0>".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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

_DETERMINERS = (
    r"(?:(?:the|an?|its|their|his|her|our|both|ruling|opposition|regional|state|fellow|smaller|other|"
    r"rival|parties|party|grand|then|main|two|three|like|arch-rivals?|undivided|conservative|liberal|"
    r"far-right|right-wing|left-wing|far-left|cent(?:re|er)-(?:left|right)|socialist|radical|populist|nationalist|"
    r"(?:a )?sections? of|centrist|moderate|islamist|hardline|ultra-orthodox|secular|secularist) )*"
)
_OF_SOMEBODY = (
    r"(?:(?:[\w.]+ |<\d+> ){0,3}(?:(?<=> )|[\w<>]+)-led |(?:[\w.]+ )?<\d+> '?s |[\w.]+ [\w.]+ 's )?"
)
_BRACKET = r"(?: \( (?:\{\d+\}|[\w .-]{1,30}) \))?"
ONE = rf"{_DETERMINERS}{_OF_SOMEBODY}\{{\d+\}}{_BRACKET}(?: party\b| parties\b)?"
_JOIN = (
    r" (?:, )?(?:(?:and|&|&amp;|or|as well as|along with|besides|together with|apart from|,) "
    r"(?:also )?)?"
)
LIST = rf"{ONE}(?:{_JOIN}{ONE})*"
_WHO = rf"(?:{ONE}|<\d+>)(?:{_JOIN}(?:{ONE}|<\d+>))*"
PARTNERS = rf"{ONE}(?: , {ONE})*(?: ,)? (?:and|&) {ONE}"
_ANYBODY = rf"(?:{ONE}|<\d+>)"
_OTHERS = r"(?:[\w.]+ (?:and )?){0,3}?"
_PEOPLE = rf"(?:[\w.]+ )?{_OTHERS}{_ANYBODY}(?:(?: '?s)?{_JOIN}{_OTHERS}{_ANYBODY})*"
_PAIR = r"\{\d+\}(?: (?:-|–|/)(?:\w+)? ?\{\d+\})+"
_STANDING = ("candidate", "nominee")
_MARK = re.compile(r"\{(\d+)\}|<(\d+)>")
_LED = re.compile(
    r"(?:(?:state|union|central|ruling|opposition|coalition|minority) )?"
    r"(?:\{|(?:government|govt|alliance|coalition|combine|bloc|front|regime|ministry)\b)"
)
_CLAUSE = re.compile(
    r"(?:(?<!such)(?<!as well) (?:that|but|while|whereas|although|though|because|who|which|whose|"
    r"where|when|as|;|:|said|says|added|“|”|\"|and said) )"
)
_GOVERNED = re.compile(
    r"\b(?:in|of|with|by|from|against|to|for|on|between|over|than|at|as|about|under|towards|into|"
    r"via|among|amid|like|after|before|upon|within|without|including) "
    r"(?:(?:the|its|their|his|a|an|both) )*$"
)


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
        """Return where the clause of a place in the text begins."""
        starts = [m.end() for m in _CLAUSE.finditer(self.text, 0, at)]
        return starts[-1] if starts else 0

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
        owners: list[Entity] = []
        for match in re.finditer(_WHO, self.text[begin:at]):
            before = self.text[begin : begin + match.start()]
            found = self.acting(match.group(), party=party)
            if _GOVERNED.search(before):
                continue
            if self.text.startswith(" 's", begin + match.end()):
                owners = found
            elif found or (party and "<" in match.group()):
                return found
        return owners or self._antecedent(begin, party=party)

    def _antecedent(self, begin: int, *, party: bool) -> list[Entity]:
        """Return what "which" or "who" before a clause stands for: the marks right before it."""
        before = re.search(rf"({_WHO}) (?:, )?(?:which|who) $", self.text[:begin])
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
    for start, words in _led(list(_pieces(article, tape, names, people))):
        text.append(words + " ")
        offsets += [start] * (len(words) + 1)
    return Line(tape, "".join(text), tuple(offsets), tuple(names), tuple(people))


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


@dataclass(frozen=True, slots=True)
class Pattern:
    """A way of telling of a pact; see lexicon/alliance.yaml."""

    find: re.Pattern[str]
    kind: str
    subject: bool = False
    party: bool = False
    plain: bool = False
    definite: bool = False
    ruling: bool = False
    only: str | None = None
    status: str | None = None
    needs: re.Pattern[str] | None = None


@cache
def data() -> dict[str, Any]:
    """Return the lexicon of alliances."""
    loaded: dict[str, Any] = yaml.safe_load(lexicon("alliance.yaml").read_text(encoding="utf-8"))
    return loaded


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return the patterns, their parts spelt out."""
    return tuple(_pattern(**entry) for entry in data()["patterns"])


def _pattern(find: str, needs: str | None = None, **others: Any) -> Pattern:
    return Pattern(re.compile(_spelt(find)), needs=re.compile(needs) if needs else None, **others)


def _spelt(find: str) -> str:
    groups = {"PAIR": ("a", _PAIR), "TOGETHER": ("a", PARTNERS), "A": ("a", LIST)}
    groups |= {"WHO": ("a", _WHO), "PEOPLE": ("people", _PEOPLE), "B": ("b", LIST)}
    groups |= {"HOST": ("host", ONE), "OPPONENT": ("against", LIST)}
    for name, words in data()["parts"].items():
        find = put(find, name, words)
    for name, (group, words) in groups.items():
        find = put(find, name, f"(?P<{group}>{words})")
    return find


def put(pattern: str, name: str, words: str) -> str:
    """Return a pattern with words for a name in capitals: "tie-up with A" with a list for A."""
    return words.join(re.split(rf"(?<![A-Z\\]){name}(?![A-Z])", pattern))
