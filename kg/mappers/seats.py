"""Map seat sharing: who shares out seats with whom, how many each, and whether it is agreed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kg.mappers.article import Article
from kg.mappers.lines import LIST, ONE, Line, line
from kg.mappers.marks import is_front
from kg.mappers.scopes import scope
from kg.mappers.spelling import spelt_out
from kg.model import Entity, SeatShare, SeatSharingReport, Span
from kg.resources import lexicon_data
from kg.text.numbers import counting
from kg.vocabulary import SeatStatus


@dataclass(slots=True)
class Deal:
    """One telling of a seat-sharing deal, and the one named alliance of its sentence."""

    status: SeatStatus
    members: list[Entity]
    evidence: list[Span]
    shares: dict[Entity, int] = field(default_factory=dict)
    scope: str | None = None
    speaker: Entity | None = None
    attribution: str | None = None
    front: Entity | None = None


def seats(article: Article) -> Iterator[SeatSharingReport]:
    """Yield a report for each seat-sharing deal that is wanted, made or turned down.

    Example: "Under the deal, the Foo Party will contest 70 seats and the Bar Party 144." gives
    one, agreed, with two shares.
    """
    merged: list[Deal] = []
    for deal in deals(article):
        same = next((d for d in merged if _same(d, deal)), None)
        if same:
            _merge(same, deal)
        else:
            merged.append(deal)
    for deal in merged:
        yield SeatSharingReport(
            evidence=tuple(sorted(deal.evidence)),
            mapper="seats",
            attributed_to=deal.speaker,
            attribution=deal.attribution,
            status=deal.status,
            members=tuple(deal.members),
            scope=deal.scope,
            seats=tuple(SeatShare(party, number) for party, number in deal.shares.items()),
        )


def deals(article: Article) -> Iterator[Deal]:
    """Yield each telling of a seat-sharing deal, in order."""
    text = article.text.lower()
    if "seat" not in text and "constituenc" not in text:
        return
    context = 0  # sentences since seat sharing was last spoken of
    for tape in article.tapes:
        if tape.sentence.sentence.heading:
            continue
        context -= 1
        words = tape.lower
        about = "seat" in words and bool(_subject().search(words))
        context = 3 if about else context
        read = line(article, tape) if about or "seat" in words or "constituenc" in words else None
        if read is None:
            continue
        shares = _shares(read)
        members = _members(read) if about else []
        if shares and (context > 0 or re.search(data()["deal"], read.text)):
            everyone = list(dict.fromkeys([*members, *shares]))
            yield _deal(article, read, SeatStatus.AGREED, everyone, shares)
        elif len(members) > 1 or (members and is_front(members[0])):
            yield _deal(article, read, _status(read.text), members, {})


def _deal(
    article: Article,
    read: Line,
    status: SeatStatus,
    members: list[Entity],
    shares: dict[Entity, int],
) -> Deal:
    speaker, words = article.voices.attribution(read.tape, 0)
    fronts = [e for e in read.names if is_front(e)]
    front = fronts[0] if len(fronts) == 1 else None
    where = scope(read, 0, len(read.text) - 1)
    return Deal(status, members, [read.tape.span], shares, where, speaker, words, front)


def _members(read: Line) -> list[Entity]:
    """Return the parties that the words round "seat sharing" put together."""
    found = [
        entity
        for pattern in _patterns("members")
        for match in pattern.finditer(read.text)
        for entity in read.parties(match["a"])
    ]
    return list(dict.fromkeys(found))


def _status(text: str) -> SeatStatus:
    """Return the status by the words of the sentence; a refusal must stand near the seats."""
    said = _subject().search(text)
    near = text[max(0, said.start() - 60) : said.end() + 40] if said else text
    for name, words in data()["status"].items():
        if re.search(words, near if name == SeatStatus.REFUSED.value else text):
            return SeatStatus(name)
    return SeatStatus.SOUGHT


def _shares(read: Line) -> dict[Entity, int]:
    """Return how many seats a sentence says that each party is to contest."""
    found: dict[Entity, int] = {}
    first = _patterns("share")[0].search(read.text)
    if not first or not _contests(first.group(), read):
        return found
    if any(re.search(data()[name], read.text) for name in ("past", "unsettled")):
        return found
    match: re.Match[str] | None = first
    while match and not (found and "respectively" in read.text):
        for party in read.parties(match["party"])[:1]:
            found.setdefault(party, _number(match["number"]))
        match = _patterns("next")[0].search(read.text, match.end())
    return found


def _contests(words: str, read: Line) -> bool:
    """Say whether somebody is told to contest, or seats are listed by a formula."""
    listed = re.search(r"\{\d+\}", words) and re.search(data()["formula"], read.text)
    return bool(re.search(data()["contest"], words) or listed)


def _number(word: str) -> int:
    return int(counting().get(word) or word.replace(",", ""))


def _same(one: Deal, two: Deal) -> bool:
    return one.status is two.status and bool(set(one.members) & set(two.members))


def _merge(into: Deal, deal: Deal) -> None:
    into.members += [m for m in deal.members if m not in into.members]
    into.evidence += [e for e in deal.evidence if e not in into.evidence]
    into.shares = {**deal.shares, **into.shares}
    into.scope = into.scope or deal.scope
    if (into.speaker, into.attribution) != (deal.speaker, deal.attribution):
        into.speaker = into.attribution = None


@cache
def data() -> dict[str, Any]:
    """Return the lexicon of seat sharing."""
    loaded: dict[str, Any] = lexicon_data("seats.yaml")
    return loaded


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(data()["subject"])


@cache
def _patterns(key: str) -> tuple[re.Pattern[str], ...]:
    found = data()[key]
    texts = [found] if isinstance(found, str) else found
    parts = {"A": f"(?P<a>{LIST})", "SEATS": f"(?:{data()['subject']})"}
    parts["NUMBER"] = "|".join([*counting(), r"\d{1,3}"])  # no year
    parts["ONE"] = ONE
    return tuple(re.compile(spelt_out(text, parts)) for text in texts)
