"""Step consolidate, decided: the user's decisions, brought to those who bear the names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.consolidation.decisions import Decisions, Statement
from kg.consolidation.identity import SUFFIX, Bearer, components
from kg.consolidation.reports import Mention
from kg.graph import digest

STATED = "stated to be the same in the user's decisions"


@dataclass(frozen=True, slots=True)
class Decided:
    """Bearers after those were taken apart who are stated to be several.

    `same` are pairs stated to be one, `apart` pairs stated to be two, by the bearers' IRIs.
    """

    bearers: list[Bearer]
    same: list[tuple[str, str]]
    apart: frozenset[frozenset[str]]


def decided(
    bearers: Sequence[Bearer], decisions: Decisions, alone: Callable[[Bearer, Mention], Bearer]
) -> Decided:
    """Return BEARERS as the DECISIONS have them.

    A mention that is stated to be different from its bearer's others is taken out: ALONE makes a
    bearer of it. Of two mentions of one bearer it is the later. What speaks of nobody here has
    no effect.
    """
    if not decisions.statements:
        return Decided(list(bearers), [], frozenset())
    out: set[str] = set()
    while True:
        now = _taken_out(bearers, out, alone)
        found = _Found(now)
        same = found.pairs(decisions.same)
        group = _groups(now, same)
        again = [s for s in decisions.different if found.within(s, group)]
        more = _to_take_out(again, decisions, found, group)
        if more is None:
            apart = frozenset(map(frozenset, found.pairs(decisions.different)))
            return Decided(now, same, apart)
        out.add(more)


def suffixed(start: str, mention: Mention) -> str:
    """Return START with what tells apart the bearer whose first mention is MENTION."""
    return f"{start}-{digest([mention.iri])[:SUFFIX]}"


class _Found:
    """Bearers by every address that a statement may have for them."""

    def __init__(self, bearers: Sequence[Bearer]) -> None:
        self.mentions = {m.iri: m for bearer in bearers for m in bearer.mentions}
        self._of = {m.iri: bearer.iri for bearer in bearers for m in bearer.mentions}
        self._sizes = {bearer.iri: len(bearer.mentions) for bearer in bearers}
        for bearer in bearers:
            start = bearer.iri.rpartition("/")[0] + "/" + bearer.name
            for mention in bearer.mentions:
                self._of.setdefault(suffixed(start, mention), bearer.iri)
        self._of |= {bearer.iri: bearer.iri for bearer in bearers}

    def bearer(self, iri: str) -> str | None:
        """Return the bearer that is meant by IRI, None if there is none."""
        return self._of.get(iri)

    def divisible(self, iris: Iterable[str]) -> list[str]:
        """Return those of IRIS that are mentions whose bearers have others."""
        return [i for i in iris if i in self.mentions and self._sizes[self._of[i]] > 1]

    def pairs(self, statements: Iterable[Statement]) -> list[tuple[str, str]]:
        """Return the bearers that STATEMENTS speak of, where they are two."""
        found = ((self.bearer(s.one), self.bearer(s.other)) for s in statements)
        return [(a, b) for a, b in found if a and b and a != b]

    def within(self, statement: Statement, group: Mapping[str, int]) -> bool:
        """Return whether those who are stated to be two are one so far."""
        one, other = self.bearer(statement.one), self.bearer(statement.other)
        return one is not None and other is not None and group[one] == group[other]


def _taken_out(
    bearers: Sequence[Bearer], out: set[str], alone: Callable[[Bearer, Mention], Bearer]
) -> list[Bearer]:
    """Return BEARERS with each mention of OUT a bearer of its own."""
    found = []
    for bearer in bearers:
        gone = [m for m in bearer.mentions if m.iri in out]
        if not gone or len(bearer.mentions) == 1:
            found.append(bearer)
            continue
        rest = tuple(m for m in bearer.mentions if m.iri not in out)
        found += (
            [Bearer(bearer.iri, bearer.name, rest, bearer.profile, bearer.what)] if rest else []
        )
        found += [alone(bearer, mention) for mention in gone]
    return found


def _groups(bearers: Sequence[Bearer], same: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return the number of the group of each bearer that the pairs SAME make."""
    groups = components([bearer.iri for bearer in bearers], same)
    return {iri: number for number, group in enumerate(groups) for iri in group}


def _to_take_out(
    again: Sequence[Statement], decisions: Decisions, found: _Found, group: Mapping[str, int]
) -> str | None:
    """Return the mention to take out next, the last published that keeps two from being two."""
    if not again:
        return None
    able = found.divisible(iri for s in again for iri in (s.one, s.other))
    if not able:  # two bearers became one by way of another mention of theirs
        groups = {group[b] for s in again if (b := found.bearer(s.one))}
        joined = [iri for s in decisions.same for iri in (s.one, s.other)]
        able = [i for i in found.divisible(joined) if group[found.bearer(i) or ""] in groups]
    return max((found.mentions[i] for i in able), key=lambda m: m.order).iri if able else None
