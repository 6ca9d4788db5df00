"""Link, the offices in a noun phrase: title, what it is held in, whether it still is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.linking.chunks import (
    AND,
    COMMA,
    FORMER,
    INCOMING,
    MODIFIER,
    OF,
    PORTFOLIO,
    TITLE,
    TITLES,
    Chunks,
    is_number,
)
from kg.linking.gazetteer import Title, TitleScope
from kg.linking.grammar import TAIL
from kg.linking.lexicon import describes, words
from kg.linking.mentions import Office
from kg.model import Entity
from kg.text import Tokens
from kg.vocabulary import EntityKind, RoleStatus

PARTY_WORDS = frozenset(("party", "unit"))


def _in_charge(office: Office) -> bool:
    """Say whether an office is only what another one's holder looks after."""
    return office.label.lower() == "in-charge" and not (office.organization or office.area)


def _held_alike(office: Office, last: Office) -> Office:
    """Return an office as held where the one before it is: "president and spokesman of it".

    A chief minister or governor is none of a party: "JMM president and Chief Minister"; nor is any
    minister of a board, nor a president of a constituency: "Foo MLA and party president".
    """
    of, area = last.organization, last.area
    if of and of.kind is EntityKind.PARTY and office.scope is TitleScope.AREA:
        of = None
    if of and of.kind is EntityKind.BODY and office.label.lower().endswith("minister"):
        of = of if of.label.lower().startswith(tuple(words().of_state)) else None
    if last.scope is TitleScope.HOUSE and office.scope is TitleScope.ORGANIZATION:
        area = None
    return replace(office, organization=of, area=area)


def _ended_alike(office: Office, last: Office) -> bool:
    """Say whether "former" before one office is of the next too.

    Of "former chancellor and home secretary" it is; a former chief minister may be minister now.
    """
    named = (office.label.lower().split(), last.label.lower().split())
    fielded, ranked = words().fielded, words().ranked
    fields = all(label[-1] in fielded and label[0] not in ranked for label in named)
    return last.status is RoleStatus.FORMER and len(named[0]) > 1 and fields


def _is_held_often(word: str) -> bool:
    """Say whether a word tells how often somebody held a seat: a "three-time MP" was one."""
    times, _, time = word.rpartition("-")
    return time == "time" and is_number(times)


class OfficeReader:
    """Reads the offices off the chunks of one sentence.

    `entities` gives the entity of the chunk that begins at a token, for names, organisations,
    places and adjectives.
    """

    def __init__(self, tokens: Tokens, chunks: Chunks, entities: Mapping[int, Entity]) -> None:
        self._tokens = tokens
        self._chunks = chunks
        self._entities = entities
        self._letters, self._firsts = chunks.in_letters()

    def _offices(self, start: int, end: int) -> tuple[list[Office], bool]:
        """Return the offices that chunks start..end name, and whether one is of "the party"."""
        offices: list[Office] = []
        party = False
        before: list[int] = []
        at = start
        while at < end:
            letter = self._letters[at]
            if letter in (TITLE, TITLES):
                tail = TAIL.match(self._letters, at + 1, end)
                after = range(at + 1, tail.end() if tail else at + 1)
                office = self._office(before, at, after)
                if offices and not before and _in_charge(office) and after:
                    at = after.stop  # "general secretary, in-charge organisation"
                    continue
                held_of = self._letters[after.stop : after.stop + 1] == OF
                if offices and not (office.organization or office.area or held_of):
                    ended = not before and _ended_alike(office, offices[-1])
                    office = _held_alike(office, offices[-1])
                    office = replace(office, status=RoleStatus.FORMER) if ended else office
                offices.append(office)
                named = {self._word(k) for k in before} | set(office.label.lower().split())
                party = party or not (office.organization or named.isdisjoint(PARTY_WORDS))
                before, at = [], after.stop
                continue
            before = [] if letter in (COMMA, AND) else [*before, at]
            at += 1
        return offices, party

    def _office(self, before: list[int], at: int, after: range) -> Office:
        """Return the office of the title at a chunk, by the chunks round it.

        Example: "former Bihar Congress chief" is "chief" of the Congress, area Bihar, former. Of
        a "three-time MLA" papers tell what is past, not so of a "three-time Prime Minister".
        """
        title = self._title_at(at)
        round_about = [e for k in (*reversed(before), *after) if (e := self._entity(k))]
        near = [e for e in round_about if e.kind is not EntityKind.PERSON]
        # "member of the Foo Alliance Core Committee": of the committee, which is the alliance's
        named = frozenset(near)
        near.sort(key=lambda e: e.group_of not in named)
        kinds = {self._letters[k] for k in before}
        late = min([at, *before]) - 1
        status = RoleStatus.CURRENT
        in_house = title.scope is TitleScope.HOUSE
        often = in_house and any(_is_held_often(self._word(k)) for k in before)
        if FORMER in kinds or often or (late >= 0 and self._word(late) == "late"):
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
            word = self._word(k)
            if (
                self._letters[k] not in (MODIFIER, PORTFOLIO)
                or word in words().of_holder
                or describes(word)
            ):
                break
            kept.insert(0, k)
        end = at + 1
        held_in = "".join(self._letters[k] for k in after)
        if PORTFOLIO in held_in and COMMA not in held_in:
            end = after.stop
        if self._leads_in_house(before, at, after):
            end = after.stop
        if self._letters[at] == TITLES:
            title, plural = self._title_at(at), self._tokens.texts[self._firsts[at]]
            if plural.endswith("s."):  # "Reps. Sen and Das"
                return f"{plural[:-2]}."
            capital = plural[0].isupper()
            label = title.label if capital else title.label.lower()
            return " ".join([*(self._text(k, k + 1) for k in kept), label])
        return self._text(kept[0] if kept else at, end)

    def _leads_in_house(self, before: list[int], at: int, after: range) -> bool:
        """Say whether a title is a party's leader's in a house: "leader in the Rajya Sabha"."""
        named = [e for k in before if (e := self._entity(k))]
        party = any(e.kind is EntityKind.PARTY for e in named)
        leads = party and self._text(at, at + 1).lower() in ("leader", "deputy leader")
        house = leads and len(after) > 1 and self._word(after.start) == "in"
        entity = self._entity(after.stop - 1) if house else None
        return entity is not None and entity.kind is EntityKind.BODY

    def _title_at(self, chunk: int) -> Title:
        title = self._chunks.known[self._firsts[chunk]].title
        if title is None:
            raise AssertionError("a title's chunk has its title")
        return title

    def _entity(self, chunk: int) -> Entity | None:
        return self._entities.get(self._firsts[chunk])

    def _word(self, chunk: int) -> str:
        return self._tokens.lows[self._firsts[chunk]]

    def _last(self, chunk: int) -> int:
        """Return where a chunk's tokens end."""
        return self._chunks.end(self._firsts[chunk])

    def _text(self, start: int, end: int) -> str:
        """Return the words of chunks start..end as the text has them, white space as one space."""
        return self._tokens.text(self._firsts[start], self._last(end - 1))
