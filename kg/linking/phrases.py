"""Link, fourth step: put the chunks of a sentence together to noun phrases with their offices.

A cascade of patterns over one letter a chunk, after Hobbs et al., FASTUS (1997): "Bihar Congress
chief Akhilesh Prasad Singh" is the letters L O T P, and one phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kg.linking.chunks import (
    AND,
    COMMA,
    FORMER,
    INCOMING,
    MODIFIER,
    NAME,
    PORTFOLIO,
    POSSESSIVE,
    TITLE,
    TITLES,
    Chunk,
)
from kg.linking.lexicon import words
from kg.linking.mentions import Mention, MentionKind, Office
from kg.model import Entity
from kg.text import Token
from kg.text.slugs import slug
from kg.vocabulary import EntityKind, RoleStatus

# Letters are those of kg.linking.chunks. An office: what qualifies it, the title, what it is held in.
_BEFORE = r"(?:(?:[OLAN]s?|[MFInK-]s?)*)"
_IN = (
    r"(?:,?[of]d?[AM]*(?:[OLN]s?)+(?:\(.\))?"  # of the Lok Sabha
    r"|,?[of]K+(?:cK+)*"  # for Road Transport & Highways
    r"|,?[of]?[KM](?=,)|[of][KM]+(?=[HP]))"  # , organisation,
)
_TAIL = re.compile(rf"(?:\(.{{1,2}}\))?(?:{_IN})*")
_OFFICE = rf"{_BEFORE}T(?:\(.{{1,2}}\))?(?:{_IN})*"
_OFFICES = rf"{_OFFICE}(?:(?:,?c|,)[dp]?{_OFFICE})*"
_LOOSE = rf"{_BEFORE}[ST](?:\(.{{1,2}}\))?(?:{_IN}|[of]d?w)?"  # senior observers for the polls
_MEMBER = r"(?:[MOLANFnKI-]s?|[ST](?=[cGST])|(?<=[MOLANST])(?:,|,?c)(?=[MOLANST]))*[GS]"
_WHOSE = r"(?:[of]w?[dpq]?(?:[MFOLANKn]s?)*(?:[GS]|[OLMN])(?:(?:,c?|c)[MA]*[OLN](?![TGS]))*)"
_PHRASE = re.compile(
    rf"""
      (?P<person>[dp]?(?:{_OFFICES},?|{_LOOSE})?[HMFA]*P(?:j)?
         (?P<after>,[dp]?[HMFI]*{_OFFICES}(?=[,)wc]|[of](?![OL])|$)(?!,?[Hc]*P)
           |\(O(?:-[LON])?\)|od?O(?![TS])|(?<=P)oL(?=[,wc)]|$))?)
    | (?P<group>[dpq]?{_MEMBER}(?:(?:,c?|c)[MOLA]*[GS])*(?:{_WHOSE})?)
    | (?P<office>[dp]?{_OFFICES})
    | (?P<org>[dp]?A*O)
    | (?P<place>L)
    | (?P<party>[dp]M(?=[wcsof,]|$))
    """,
    re.VERBOSE,
)
_DROPPED = frozenset(  # they qualify the holder, not the office
    [
        "senior",
        "seniormost",
        "top",
        "key",
        "veteran",
        "prominent",
        "party",
        "sitting",
        "new",
        "newly",
        "newly-appointed",
        "newly-elected",
        "appointed",
        "elected",
        "several",
        "many",
        "various",
        "some",
        "other",
        "its",
        "fellow",
        "influential",
        "controversial",
        "firebrand",
        "young",
        "popular",
        "powerful",
        "embattled",
        "current",
        "present",
        "long-time",
        "longtime",
        "longest-serving",
        "two-time",
        "three-time",
        "four-time",
        "five-time",
        "six-time",
        "nine-time",
        "first-time",
        "unit's",
        "outgoing",
        "ruling",
        "opposition",
        "rebel",
        "billionaire",
        "businessman",
        "government's",
        "party's",
        "republican",
        "high-ranking",
    ]
)
_PARTY_WORDS = frozenset(("party", "unit"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as it stands, before the article tells what "the party" and "the CM" are.

    `party` says that its office, or its group, is of a party that other words name.
    """

    mention: Mention
    party: bool = False


class PhraseReader:
    """Reads the noun phrases of one sentence off its chunks.

    `entities` gives the entity of the chunk that begins at a token, for names, organisations,
    places and adjectives.
    """

    def __init__(
        self, tokens: tuple[Token, ...], chunks: list[Chunk], entities: Mapping[int, Entity]
    ) -> None:
        self._tokens = tokens
        self._chunks = chunks
        self._entities = entities
        self._letters = "".join(chunk.kind for chunk in chunks)
        self._readers = {
            "person": self._person,
            "group": self._group,
            "office": self._office_alone,
            "org": self._organization,
            "place": self._place,
            "party": self._the_party,
        }

    def read(self) -> Iterator[Phrase]:
        """Yield the phrases in order, none within another."""
        at = 0
        while at < len(self._letters):
            match = _PHRASE.match(self._letters, at)
            phrase = self._phrase(match) if match else None
            if match and phrase:
                yield phrase
                at = match.end()
            else:
                at += 1

    def _phrase(self, match: re.Match[str]) -> Phrase | None:
        for name, reader in self._readers.items():
            if match[name] is not None:
                return reader(match)
        return None

    def _person(self, match: re.Match[str]) -> Phrase:
        start, end = match.span("person")
        after = match["after"] or ""
        name = end - len(after) - 1
        while self._letters[name] != NAME:
            name -= 1
        offices, party = self._offices(start, name)
        affiliation = None
        if after.startswith(","):
            more, party_after = self._offices(name + 1, end)
            offices, party = offices + more, party or party_after
        elif after:
            other = self._entity(next(k for k in range(name + 1, end) if self._letters[k] in "OL"))
            if other and other.kind is EntityKind.PLACE:
                offices = [replace(o, area=o.area or other) for o in offices]
            else:
                affiliation = other
        if not offices and "O" in self._letters[start:name]:
            affiliation = self._entity(start + self._letters[start:name].rindex("O"))
        return Phrase(
            self._mention(
                MentionKind.PERSON,
                (start, end),
                self._entity(name),
                name=name,
                offices=tuple(offices),
                affiliation=affiliation,
            ),
            party,
        )

    def _group(self, match: re.Match[str]) -> Phrase | None:
        start, end = match.span("group")
        inside = range(start, end)
        of = [e for k in inside if (e := self._entity(k)) and e.kind is not EntityKind.PLACE]
        areas = [e for k in inside if (e := self._entity(k)) and e.kind is EntityKind.PLACE]
        first = start + (self._letters[start] in "dq")
        label = self._text(first, end)
        entity = Entity(
            EntityKind.GROUP,
            slug(label),
            label,
            area=areas[0] if areas else None,
            group_of=of[0] if of else None,
        )
        party = not of and any(self._word(k) in _PARTY_WORDS for k in inside)
        return Phrase(
            self._mention(MentionKind.GROUP, (start, end), entity, name=first, areas=tuple(areas)),
            party,
        )

    def _office_alone(self, match: re.Match[str]) -> Phrase | None:
        start, end = match.span("office")
        offices, party = self._offices(start, end)
        if offices[0].label.lower() in words().weak_title:
            return None
        mention = self._mention(
            MentionKind.OFFICE, (start, end), None, name=start, offices=tuple(offices)
        )
        return Phrase(replace(mention, anaphoric=True), party)

    def _organization(self, match: re.Match[str]) -> Phrase:
        start, end = match.span("org")
        entity = self._entity(end - 1)
        return Phrase(self._mention(MentionKind.ORGANIZATION, (start, end), entity, name=end - 1))

    def _place(self, match: re.Match[str]) -> Phrase:
        start, end = match.span("place")
        return Phrase(
            self._mention(MentionKind.PLACE, (start, end), self._entity(start), name=start)
        )

    def _the_party(self, match: re.Match[str]) -> Phrase | None:
        start, end = match.span("party")
        if self._word(end - 1) != "party" or self._word(start) not in ("the", "its", "his", "her"):
            return None
        mention = self._mention(MentionKind.ORGANIZATION, (start, end), None, name=start)
        return Phrase(replace(mention, anaphoric=True), party=True)

    def _mention(
        self,
        kind: MentionKind,
        chunks: tuple[int, int],
        entity: Entity | None,
        *,
        name: int,
        offices: tuple[Office, ...] = (),
        affiliation: Entity | None = None,
        areas: tuple[Entity, ...] = (),
    ) -> Mention:
        start, end = chunks
        determined = self._letters[start] in "dpq"
        return Mention(
            kind,
            self._chunks[start].first,
            self._chunks[end - 1].last,
            entity,
            self._chunks[name].span(self._tokens),
            offices,
            affiliation,
            areas,
            self._word(start) if determined else "",
            owner=self._letters[end : end + 1] == POSSESSIVE,
        )

    def _offices(self, start: int, end: int) -> tuple[list[Office], bool]:
        """Return the offices that chunks start..end name, and whether one is of "the party"."""
        offices: list[Office] = []
        party = False
        before: list[int] = []
        at = start
        while at < end:
            letter = self._letters[at]
            if letter in (TITLE, TITLES):
                tail = _TAIL.match(self._letters, at + 1, end)
                after = range(at + 1, tail.end() if tail else at + 1)
                office = self._office(before, at, after)
                if offices and not office.organization and not office.area:
                    last = offices[-1]
                    office = replace(office, organization=last.organization, area=last.area)
                offices.append(office)
                named = {self._word(k) for k in before} | set(office.label.lower().split())
                party = party or not (office.organization or named.isdisjoint(_PARTY_WORDS))
                before, at = [], after.stop
                continue
            before = [] if letter in (COMMA, AND) else [*before, at]
            at += 1
        return offices, party

    def _office(self, before: list[int], at: int, after: range) -> Office:
        """Return the office of the title at a chunk, by the chunks round it.

        Example: "former Bihar Congress chief" is "chief" of the Congress, area Bihar, former.
        """
        title = self._chunks[at].title
        if title is None:
            raise AssertionError("a title's chunk has its title")
        near = [e for k in (*reversed(before), *after) if (e := self._entity(k))]
        kinds = {self._letters[k] for k in before}
        status = RoleStatus.CURRENT
        if FORMER in kinds:
            status = RoleStatus.FORMER
        elif INCOMING in kinds or title.label.lower().endswith(("-elect", "designate")):
            status = RoleStatus.INCOMING
        return Office(
            self._title(before, at, after),
            title.label,
            title.scope,
            status,
            next((e for e in near if e.kind is not EntityKind.PLACE), None),
            next((e for e in near if e.kind is EntityKind.PLACE), None),
        )

    def _title(self, before: list[int], at: int, after: range) -> str:
        """Return the words of the title: with "state unit" before it and its portfolio after it."""
        kept: list[int] = []
        for k in reversed(before):
            if self._letters[k] not in (MODIFIER, PORTFOLIO) or self._word(k) in _DROPPED:
                break
            kept.insert(0, k)
        end = at + 1
        held_in = "".join(self._letters[k] for k in after)
        if PORTFOLIO in held_in and COMMA not in held_in:
            end = after.stop
        title = self._chunks[at].title
        if self._letters[at] == TITLES and title:
            return " ".join([*(self._text(k, k + 1) for k in kept), title.label.lower()])
        return self._text(kept[0] if kept else at, end)

    def _entity(self, chunk: int) -> Entity | None:
        return self._entities.get(self._chunks[chunk].first)

    def _word(self, chunk: int) -> str:
        return self._tokens[self._chunks[chunk].first].lower

    def _text(self, start: int, end: int) -> str:
        """Return the words of chunks start..end as the text has them, white space as one space."""
        span = self._tokens[self._chunks[start].first : self._chunks[end - 1].last]
        out = ""
        for last, token in zip((None, *span), span, strict=False):
            out += (" " if last and token.start > last.end else "") + token.text
        return out
