"""Link: choose what an ambiguous form names, by the countries that the article speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from kg.linking.chunks import ADJECTIVE, ORG, PLACE, POSSESSIVE, WORD, Chunk, Chunks
from kg.linking.extent import capital
from kg.linking.gazetteer import Entry, TitleScope
from kg.linking.lexicon import words
from kg.model import Entity
from kg.text import Tokens
from kg.vocabulary import EntityKind

_RANK = {kind: rank for rank, kind in enumerate(("place", "party", "alliance", "body"))}


_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\b|\bparty$")
_OFTEN = 4  # namings of other countries' places and parties


def _before(tokens: Tokens, at: int) -> str:
    """Return the two words before a token: the "17th national" of a party's congress."""
    return " ".join(tokens.lows[max(0, at - 2) : at])


def _names_more(chunk: Chunk, tokens: Tokens) -> bool:
    """Say whether a nickname only begins a name: "the Centre" for Policy Research."""
    if tokens.lows[chunk.last - 1] not in words().body_for or chunk.last - chunk.first > 2:
        return False
    joined = tokens.lows[chunk.last : chunk.last + 1] in (("for",), ("of",))
    return joined and any(text[0].isupper() for text in tokens.texts[chunk.last + 1 :][:1])


def is_part(chunk: Chunk, chunks: Chunks, tokens: Tokens) -> bool:
    """Say whether a common word names no party but ends or begins a name that nobody knows.

    Examples: "the Foo League" is not Italy's, "the Reform Front of Foonia" not Britain's Reform.
    """
    low = tokens.lows[chunk.first]
    if chunk.kind != ORG or chunk.last - chunk.first > 1:
        return False
    if low in words().convening:  # of the Congress there are many: "the Pradesh Congress"
        return False
    before, after = chunk.first - 1, chunk.last
    if before > 0 and low in _nouns() and chunks.kinds[before] == WORD:
        return _is_title(before, tokens)
    longer = low in words().common and after < len(tokens) and tokens.lows[after] in _nouns()
    return longer and _is_title(after, tokens)


def is_foreign(chunk: Chunk, chunks: Chunks) -> bool:
    """Say whether words name nothing known, as another country's stands before them.

    Example: "Fijian Parliament" where only New Zealand's is spoken of, "Bangladesh Labour Party".
    """
    before = chunk.first - 1
    if before > 0 and chunks.kinds[before] == POSSESSIVE:
        before -= 1
    if chunk.kind != ORG or before < 0 or chunks.kinds[before] not in (PLACE, ADJECTIVE):
        return False
    while before not in chunks.known:
        before -= 1
    countries = {entry.country for entry in (*chunk.entries, *chunks.known[before].entries)}
    return None not in countries and len(countries) > 1


def _is_title(at: int, tokens: Tokens) -> bool:
    """Say whether a token is a word of a name, written as one."""
    return capital(tokens.texts[at], tokens.lows[at], False) and tokens.texts[at].istitle()


@cache
def _nouns() -> frozenset[str]:
    """Return the last words of names of parties and alliances."""
    return frozenset(words().party_noun) | frozenset(words().alliance_noun)


class Choice:
    """The votes of an article's unambiguous names for countries and states."""

    def __init__(self, tagged: Iterable[Chunks]) -> None:
        self._votes: Counter[str] = Counter()
        self._areas: Counter[str] = Counter()
        self._named: Counter[Entity] = Counter()
        self._parties: set[Entity] = set()
        beside: dict[str, set[Entity]] = {}  # what is named of each country, if only perhaps
        nicknamed: list[Entry] = []
        for chunk in (c for chunks in tagged for c in chunks.known.values() if c.entries):
            formal = [entry for entry in chunk.entries if entry not in chunk.nicknamed]
            first, *others = {entry.country for entry in chunk.entries}
            for entry in chunk.entries:
                self._areas[(entry.entity.area or entry.entity).slug] += 1
                if entry.entity.kind is EntityKind.PARTY:
                    self._parties.add(entry.entity)
            if len(chunk.entries) == 1:
                self._named[chunk.entries[0].entity] += 1
            if first and not others and formal:
                self._votes[first] += 1
            elif first and not others:
                nicknamed.append(chunk.entries[0])
            for entry in chunk.entries if not others else formal:
                beside.setdefault(entry.country or "", set()).add(entry.entity)
        for entry in nicknamed:  # none speaks for its own country by itself
            self._votes[entry.country or ""] += len(beside[entry.country or ""]) > 1

    def settle(self, chunk: Chunk, tokens: Tokens, following: Chunk | None = None) -> Chunk:
        """Return a chunk with the one entry that fits best; a word if only a nickname misfits.

        A party's title after it ("Congress president") makes it a party.
        Example: "Congress" is India's party beside Delhi and Bihar, a house beside Washington.
        """
        form = " ".join(tokens.lows[chunk.first : chunk.last])
        fitting = [
            e
            for e in chunk.entries
            if not self._foreign_nickname(e, chunk) and not self._of_other_party(e, form)
        ]
        if _names_more(chunk, tokens):
            return Chunk(WORD, chunk.first, chunk.last)
        if form in words().convening and _ORDINAL.search(_before(tokens, chunk.first)):
            fitting = [e for e in fitting if e.entity.kind is not EntityKind.PARTY]
        if not fitting:
            return Chunk(WORD, chunk.first, chunk.last)
        if following and following.title and following.title.scope is TitleScope.ORGANIZATION:
            fitting = [e for e in fitting if e.entity.kind is EntityKind.PARTY] or fitting
        entry = min(fitting, key=self._order) if fitting[1:] else fitting[0]
        if len(chunk.entries) > 1 and self._is_elsewhere(entry):
            return Chunk(WORD, chunk.first, chunk.last)
        kind = chunk.kind
        if kind != ADJECTIVE:
            kind = PLACE if entry.entity.kind is EntityKind.PLACE else ORG
        return Chunk(kind, chunk.first, chunk.last, (entry,), chunk.title)

    def _foreign_nickname(self, entry: Entry, chunk: Chunk) -> bool:
        """Say whether words are only a nickname of the entry, in another country's article.

        Of what they name in several countries, it is that of the country most spoken of.
        """
        if entry not in chunk.nicknamed:
            return False
        rivals = {e.country for e in chunk.entries if e.country}
        among = rivals if len(rivals) > 1 else set(self._votes)
        top = max((self._votes.get(country, 0) for country in among), default=0)
        return not entry.country or self._votes.get(entry.country, 0) < max(top, 1)

    def _is_elsewhere(self, entry: Entry) -> bool:
        """Say whether an article speaks of other countries only, and often."""
        others = sum(self._votes.values())
        return bool(entry.country) and not self._votes.get(entry.country or "") and others > _OFTEN

    def _of_other_party(self, entry: Entry, form: str) -> bool:
        """Say whether a body's name that any party may use is one's whom the article leaves out.

        Example: "the Central Election Committee (CEC)" in an article on another party.
        """
        of = entry.entity.group_of if entry.entity.kind is EntityKind.BODY else None
        if of is None or of.kind is not EntityKind.PARTY or of in self._parties:
            return False
        plain = len(form) < 5 or all(word in words().common for word in form.split())
        return plain and bool(self._parties)

    def _order(self, entry: Entry) -> tuple[int, int, int, int, str]:
        area = entry.entity.area.slug if entry.entity.area else ""
        of = entry.entity.group_of
        return (
            -self._votes.get(entry.country or "", 0),
            _RANK[entry.entity.kind.value],
            -self._named.get(of, 0) if of else 0,
            -self._areas.get(area, 0),
            entry.entity.slug,
        )
