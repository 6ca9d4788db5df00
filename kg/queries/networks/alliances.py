"""Step query, networks: who is in which alliance, since when and until when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.graph.network import Attribute, Edge, Network, Span
from kg.queries.asking import Queryable, select, text_of
from kg.queries.blocks import Terms, fill
from kg.queries.networks import questions
from kg.queries.networks.choice import Choice, status_of, terms
from kg.queries.networks.nodes import NODE_ATTRIBUTES, node_id, nodes
from kg.vocabulary import AllianceStatus

EDGE_ATTRIBUTES = (
    Attribute("status", str),
    Attribute("since", str),
    Attribute("until", str),
    Attribute("facts", str),
)
_MEMBERSHIP = (AllianceStatus.ACTIVE, AllianceStatus.ENDED)
_PACT = "Pact"  # an alliance without a name


@dataclass(frozen=True, slots=True)
class Told:
    """What a fact tells of a member and an alliance; `day` is "" where none is known."""

    day: str
    status: AllianceStatus
    fact: str
    sources: int


@dataclass(frozen=True, slots=True)
class Tie:
    """A membership from its beginning to its end, or a stance: the facts that tell it."""

    status: AllianceStatus
    since: str | None
    until: str | None
    weight: int
    facts: tuple[str, ...]


Units = Mapping[tuple[str, str], Sequence[Told]]  # by member and alliance


def alliances(store: Queryable, choice: Choice) -> Network:
    """Return the network of members and their alliances, by default those that are or were.

    An edge is a membership with its status, since when and until when, or a stance (Sought,
    Refused ...), if wanted; its weight is the number of independent sources. An alliance without a
    name is a node of kind Pact. Raises UsageError for a CHOICE that makes no sense.
    """
    wanted = terms(store, choice, AllianceStatus, _MEMBERSHIP)
    asked = {status_of(term.value) for term in wanted["status"]}
    since, until = ("".join(term.value for term in wanted.get(n, ())) for n in ("since", "until"))
    ties = [
        (member, alliance, tie)
        for (member, alliance), told in _units(store, wanted).items()
        for tie in _ties(told)
        if tie.status in asked and _within(tie, since, until)
    ]
    ends = {iri for member, alliance, _ in ties for iri in (member, alliance)}
    return Network(
        name="alliances",
        description="Who is or was in which alliance",
        node_attributes=NODE_ATTRIBUTES,
        edge_attributes=EDGE_ATTRIBUTES,
        nodes=nodes(store, sorted(ends), kinds=_pacts(store.base, ties)),
        edges=sorted(
            (_edge(store.base, *each) for each in ties),
            key=lambda edge: (edge.source, edge.target, str(edge.values)),
        ),
    )


def _units(store: Queryable, wanted: Mapping[str, Terms]) -> Units:
    """Return all that is told of each member and alliance, in the order of the days."""
    found: dict[tuple[str, str], list[Told]] = defaultdict(list)
    sure: set[tuple[str, str]] = set()
    for row in select(store, fill(questions.MEMBERSHIPS, store.base, wanted)):
        words = {name: text_of(term) for name, term in row.items()}
        status = AllianceStatus(status_of(words["status"]))
        own = "until" if status is AllianceStatus.ENDED else "from"
        day = words.get(own) or words.get("reported", "")
        told = Told(day, status, words["fact"], int(words["sources"]))
        unit = (words["member"], words["alliance"])
        found[unit].append(told)
        if words.get("sure") == "yes":
            sure.add(unit)
    for row in select(store, fill(questions.LEAVING, store.base, wanted)):
        words = {name: text_of(term) for name, term in row.items()}
        unit = (words["member"], words["alliance"])
        day = words.get("earliest") or words.get("reported", "")
        if unit in sure:  # else the membership itself is not told
            found[unit].append(Told(day, AllianceStatus.ENDED, words["fact"], 1))
    return {
        unit: sorted(told, key=lambda each: (each.day, list(AllianceStatus).index(each.status)))
        for unit, told in sorted(found.items())
        if unit in sure
    }


def _ties(told: Sequence[Told]) -> Iterator[Tie]:
    """Yield memberships, each from being told to the end that is told next, and stances."""
    memberships = [each for each in told if each.status in _MEMBERSHIP]
    begun: list[Told] = []
    for status, group in groupby(memberships, key=lambda each: each.status):
        run = list(group)
        if status is AllianceStatus.ACTIVE:
            begun = run
            continue
        yield _tie(AllianceStatus.ENDED, begun, run)
        begun = []
    if begun:
        yield _tie(AllianceStatus.ACTIVE, begun, [])
    for each in told:
        if each.status not in _MEMBERSHIP:
            yield _tie(each.status, [each], [])


def _tie(status: AllianceStatus, begun: Sequence[Told], ended: Sequence[Told]) -> Tie:
    """Return the tie that the facts of its beginning and of its end tell."""
    told = [*begun, *ended]
    return Tie(
        status=status,
        since=(begun[0].day or None) if begun else None,
        until=(ended[0].day or None) if ended else None,
        weight=max(each.sources for each in told),
        facts=tuple(each.fact for each in told),
    )


def _within(tie: Tie, since: str, until: str) -> bool:
    """Return whether TIE may have been between the days SINCE and UNTIL, "" where none is asked."""
    if (since or until) and not (tie.since or tie.until):
        return False
    return not (until and tie.since and tie.since > until) and not (
        since and tie.until and tie.until < since
    )


def _pacts(base: str, ties: Iterable[tuple[str, str, Tie]]) -> dict[str, str]:
    """Return the kind of the alliances that are called after their members alone."""
    members: dict[str, set[str]] = defaultdict(set)
    for member, alliance, _ in ties:
        members[alliance].add(member.rpartition("/")[2])
    return {
        alliance: _PACT
        for alliance, slugs in members.items()
        if alliance == f"{base}alliance/{'-'.join(sorted(slugs))}"
    }


def _edge(base: str, member: str, alliance: str, tie: Tie) -> Edge:
    """Return the edge of TIE between MEMBER and ALLIANCE."""
    source, target = sorted([node_id(base, member), node_id(base, alliance)])
    dated = tie.since or tie.until
    return Edge(
        source=source,
        target=target,
        weight=tie.weight,
        values=(tie.status.value, tie.since, tie.until, " ".join(tie.facts)),
        spans=(Span(tie.since, tie.until),) if dated else (),
        kind=tie.status.value,
    )
