"""Map alliances, who goes alone, or walks out: of what it was told to be in, with nobody named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from kg.mappers.lines import Line
from kg.mappers.marks import is_front, spelt
from kg.mappers.tie import Tie
from kg.model import Entity
from kg.vocabulary import AllianceStatus

_PAIR = 2
_NEAR = 250  # letters from where a pact was told
_LEFT = (AllianceStatus.ACTIVE, AllianceStatus.ENDED)
_TOLD = (AllianceStatus.ACTIVE, AllianceStatus.ENDED, AllianceStatus.SOUGHT)


def alone(read: Line, told: Sequence[Tie]) -> Iterator[Tie]:
    """Yield that a party goes alone, without the one partner it was told to have or to seek.

    Example: "the Foos, allied with the Bars in May, will contest the polls alone": both, refused.
    """
    for match in spelt("alone").finditer(read.text):
        clause = read.text[read.clause(match.start()) : match.start()]
        who = read.subject(match.start(), party=True)
        if len(who) != 1 or is_front(who[0]) or spelt("not_alone").search(clause):
            continue
        if pact := _pact(who[0], told):
            said = list(dict.fromkeys([read.tape.span, *pact.evidence[:1]]))
            yield Tie(AllianceStatus.REFUSED, list(pact.members), [], [], said)


def walking_out(read: Line, told: Sequence[Tie]) -> Iterator[Tie]:
    """Yield that a party walks out of the pact or named alliance that it was just told to be in.

    Who is named as an ally where they walk out may well walk out of a house.
    Example: "the Foos tied up with the Bars. The Bars walked out in June": both, ended.
    """
    start = read.tape.span.start
    for match in spelt("walked_out").finditer(read.text):
        who = read.subject(match.start(), party=True)
        begin = read.text[read.clause(match.start()) : match.start()]
        if len(who) != 1 or is_front(who[0]) or spelt("unsure").search(begin):
            continue
        near = takewhile(lambda t: start - t.evidence[0].end < _NEAR, reversed(told))
        left = (t for t in near if who[0] in t.members and t.status in _LEFT)
        left = (t for t in left if read.tape.span not in t.evidence)
        pact = next((t for t in left if t.alliances or len(t.members) == _PAIR), None)
        if pact:
            members = [who[0]] if pact.alliances else list(pact.members)
            said = list(dict.fromkeys([read.tape.span, *pact.evidence[:1]]))
            yield Tie(AllianceStatus.ENDED, members, list(pact.alliances), [], said, left=True)


def _pact(party: Entity, told: Sequence[Tie]) -> Tie | None:
    """Return the pact of a party that was told of last, if it is one of two without a name."""
    pacts = (t for t in reversed(told) if party in t.members and t.status in _TOLD)
    last = next((tie for tie in pacts if not tie.alliances), None)
    return last if last and len(last.members) == _PAIR else None
