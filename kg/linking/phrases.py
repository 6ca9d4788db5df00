"""Link, fourth step: put the chunks of a sentence together to noun phrases with their offices."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.linking.chunks import (
    COMMA,
    MARK,
    MODIFIER,
    NAME,
    OF,
    ORG,
    PLACE,
    POSSESSIVE,
    TITLE,
    TITLES,
    WORD,
)
from kg.linking.grammar import PHRASE, START
from kg.linking.lexicon import words
from kg.linking.matching import PhraseMatcher
from kg.linking.mentions import Mention, MentionKind, Office
from kg.linking.offices import PARTY_WORDS
from kg.model import Entity
from kg.text.slugs import slug
from kg.values import value
from kg.vocabulary import EntityKind, RoleStatus


def _of_two(first: Office, second: Office) -> bool:
    """Say whether offices are two people's: "the President and Speaker Sen", of two countries."""
    abroad = bool(first.area and second.area and first.area != second.area)
    ended = first.status is RoleStatus.FORMER  # "the former chancellor and home secretary Sen"
    return not ended and (abroad or not (first.organization or first.area))


def _with_offices(phrase: Phrase, offices: tuple[Office, ...]) -> Phrase:
    mention = phrase.mention
    return replace(phrase, mention=replace(mention, offices=mention.offices + offices))


@value
class Phrase:
    """A noun phrase as it stands, before the article tells what "the party" and "the CM" are.

    `party` says that its office, or its group, is of a party that other words name.
    """

    mention: Mention
    party: bool = False


class PhraseReader(PhraseMatcher):
    """Reads the noun phrases of one sentence off its chunks."""

    def read(self) -> Iterator[Phrase]:
        """Yield the phrases in order, none within another."""
        found: list[Phrase] = []
        for phrase in self._plain():
            if len(found) > 1 and self._is_aside(
                found[-2].mention, found[-1].mention, phrase.mention
            ):
                found[-2] = _with_offices(found[-2], phrase.mention.offices)
            else:
                found.append(phrase)
        yield from found

    def _is_aside(self, who: Mention, owner: Mention, office: Mention) -> bool:
        """Say whether an office is the first one's: "Sen, President Das's security adviser,"."""
        people = who.kind is owner.kind is MentionKind.PERSON and office.kind is MentionKind.OFFICE
        if not people or not owner.owner or office.determiner:
            return False
        comma = self._tokens.texts[who.last : owner.first]
        if comma not in ((",",), ("-",), ("–",)) or office.first != owner.last + 1:
            return False
        behind = self._tokens.lows[office.last : office.last + 1]
        return not any(low[0].isalnum() and low not in words().aside for low in behind)

    def _plain(self) -> Iterator[Phrase]:
        """Yield the phrases as each stands for itself."""
        at = 0
        shared: tuple[Office, ...] = ()
        while start := START.search(self._letters, at):
            at = at if shared else start.start()
            match = self._match(at) if at == start.start() else None
            phrase = self._phrase(match) if match else None
            if match and phrase is None and "T" in match.group():  # "the party's aide": the party
                match = PHRASE.match(self._letters, at, at + match.group().index("T"))
                phrase = self._phrase(match) if match else None
            if match and phrase:
                if phrase.mention.kind is MentionKind.PERSON:
                    phrase, shared = self._shared(match, phrase, shared)
                elif (shared or TITLES in match.group()) and not self._is_bracketed(at):
                    shared = self._announced(match, phrase)
                yield phrase
                at = match.end() + (bool(shared) and self._announces(match.end()))
            else:
                if shared and not self._is_listed(at):
                    shared = ()
                at += 1

    def _announced(self, match: re.Match[str], phrase: Phrase) -> tuple[Office, ...]:
        """Return the offices of all behind a dash: "two former ministers - Sen and Das -"."""
        if phrase.mention.kind is not MentionKind.GROUP or TITLES not in match.group():
            return ()
        listed = self._announces(match.end()) or self._counts(match)
        return phrase.mention.offices if listed else ()

    def _shared(
        self, match: re.Match[str], phrase: Phrase, shared: tuple[Office, ...]
    ) -> tuple[Phrase, tuple[Office, ...]]:
        """Return a person with the offices of the list, and those for the next one in it.

        Example: "Union Ministers Sen and Das" makes both of them Union Minister.
        """
        after = match["after"] or ""
        if phrase.mention.offices:
            plural = TITLES in match["person"] and not after.startswith((COMMA, MARK))
            start = match.start("person")
            alike, _ = self._offices(start, match.end() - len(after) - 1) if plural else ([], False)
            return phrase, tuple(alike)
        if not shared:
            return phrase, shared
        area = self._entity(match.end() - 1) if after.startswith(OF) else None
        given = shared
        if area and area.kind is EntityKind.PLACE:
            given = tuple(replace(o, area=o.area or area) for o in shared)
        return replace(phrase, mention=replace(phrase.mention, offices=given)), shared

    def _phrase(self, match: re.Match[str]) -> Phrase | None:
        kind = match.lastgroup
        return _READERS["person" if kind == "after" else str(kind)](self, match)

    def _person(self, match: re.Match[str]) -> Phrase:
        start, end = match.span("person")
        after = match["after"] or ""
        name = end - len(after) - 1
        while self._letters[name] != NAME:
            name -= 1
        offices, party = self._offices(start, name - self._likens(name - 1))
        if len(offices) > 1 and self._word(start) == "the" and _of_two(*offices[:2]):
            offices = offices[1:]
        affiliation = None
        if after[:1] in (",", "-") or (after and TITLE in after):
            more, party_after = self._offices(name + 1, end)
            offices, party = offices + more, party or party_after
        elif after:
            other = self._entity(next(k for k in range(name + 1, end) if self._letters[k] in "OL"))
            if other and other.kind is EntityKind.PLACE:
                offices = [replace(o, area=o.area or other) for o in offices]
            else:
                affiliation = other
        if any(self._word(k) == "late" for k in range(start, name)):
            offices = [replace(o, status=RoleStatus.FORMER) for o in offices]
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

    def _likens(self, at: int) -> bool:
        """Say whether a title before a name is none: "a fellow Fooian"."""
        fellow = self._letters[at : at + 1] == TITLE and self._word(at) == "fellow"
        bare = self._letters[at - 1 : at] not in (NAME, ORG, PLACE, MODIFIER, WORD)
        return fellow and bare and self._last(at) == self._firsts[at] + 1

    def _group(self, match: re.Match[str]) -> Phrase | None:
        start, end = match.span("group")
        inside = [e for k in range(start, end) if (e := self._entity(k))]
        of = [e for e in inside if e.kind is not EntityKind.PLACE]
        areas = [e for e in inside if e.kind is EntityKind.PLACE]
        first = start + (self._letters[start] in "dq")
        label = self._text(first, end)
        entity = Entity(
            EntityKind.GROUP,
            slug(label),
            label,
            area=areas[0] if areas else None,
            group_of=of[0] if of else None,
        )
        party = not of and any(self._word(k) in PARTY_WORDS for k in range(start, end))
        offices, _ = self._offices(start, end)
        mention = self._mention(
            MentionKind.GROUP, (start, end), entity, name=first, offices=tuple(offices)
        )
        sides = tuple(e for e in of if e.kind is of[0].kind)
        return Phrase(replace(mention, areas=tuple(areas), sides=sides), party)

    def _office_alone(self, match: re.Match[str]) -> Phrase | None:
        start, end = match.span("office")
        offices, party = self._offices(start, end)
        if offices[0].label.lower() in words().weak_title and not self._is_held(start, offices):
            return None
        mention = self._mention(
            MentionKind.OFFICE, (start, end), None, name=start, offices=tuple(offices)
        )
        return Phrase(mention, party)

    def _is_held(self, start: int, offices: list[Office]) -> bool:
        """Say whether a weak title is one of an organisation that somebody "is" or is "made"."""
        before = self._tokens.lows[self._firsts[start] - 1] if start else ""
        return before in words().holding and bool(offices[0].organization)

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
        return Phrase(mention, party=True)

    def _mention(
        self,
        kind: MentionKind,
        chunks: tuple[int, int],
        entity: Entity | None,
        *,
        name: int,
        offices: tuple[Office, ...] = (),
        affiliation: Entity | None = None,
    ) -> Mention:
        """Return the mention of chunks; what names no entity goes back to one."""
        start, end = chunks
        determined = self._letters[start] in "dpq"
        return Mention(
            kind,
            self._firsts[start],
            self._last(end - 1),
            entity,
            self._tokens.span(self._firsts[name], self._last(name)),
            offices,
            affiliation,
            determiner=self._word(start) if determined else "",
            anaphoric=entity is None,
            owner=self._letters[end : end + 1] == POSSESSIVE,
        )


_READERS: dict[str, Callable[[PhraseReader, re.Match[str]], Phrase | None]] = {
    "person": PhraseReader._person,
    "group": PhraseReader._group,
    "office": PhraseReader._office_alone,
    "org": PhraseReader._organization,
    "place": PhraseReader._place,
    "party": PhraseReader._the_party,
}
