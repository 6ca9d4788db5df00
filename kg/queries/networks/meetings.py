"""Step query, networks: who met whom, how often, first and last."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.graph.network import Attribute, Edge, Network, Span
from kg.queries.asking import Queryable, Solution, answers, select, text_of
from kg.queries.blocks import fill
from kg.queries.networks import questions
from kg.queries.networks.choice import Choice, terms
from kg.queries.networks.nodes import NODE_ATTRIBUTES, node_id, nodes
from kg.vocabulary import MeetingStatus

EDGE_ATTRIBUTES = (
    Attribute("strength", float),
    Attribute("first", str),
    Attribute("last", str),
    Attribute("undated", int),
    Attribute("meetings", str),
)
_PRECISION = 6  # decimal places of the strength


@dataclass(frozen=True, slots=True)
class Gatherings:
    """Meetings and who took part, by number: pairs are made only when they are passed on.

    So memory grows with those who took part and not with the pairs, of which a sitting of two
    hundred has 19,900. People are numbered in the order of their ids.
    """

    meetings: Sequence[str]
    spans: Sequence[Span | None]
    people: Sequence[str]
    members: Sequence[array[int]]  # of each meeting, in order


def meetings(store: Queryable, choice: Choice) -> Network:
    """Return the network of those who took part in the same meetings, held ones by default.

    Nodes are people, and the groups, parties and bodies that took part. An edge's weight is the
    number of meetings; `strength` gives each meeting of n the weight 1/(n-1), after Newman.
    Raises UsageError for a CHOICE that makes no sense.
    """
    wanted = terms(store, choice, MeetingStatus, [MeetingStatus.HELD])
    rows = select(store, fill(questions.MEETINGS, store.base, wanted))
    days = {text_of(row["meeting"]): _span(row) for row in rows}
    gathered = _gathered(store, dict(sorted(days.items())))
    ids = [node_id(store.base, person) for person in gathered.people]
    return Network(
        name="meetings",
        description="Who took part in the same meetings",
        node_attributes=NODE_ATTRIBUTES,
        edge_attributes=EDGE_ATTRIBUTES,
        nodes=nodes(store, gathered.people, _presence(gathered)),
        edges=_edges(gathered, ids),
    )


def _span(row: Solution) -> Span | None:
    """Return the days of the meeting of ROW, None if it bears no date."""
    if "earliest" not in row or "latest" not in row:
        return None
    return Span(text_of(row["earliest"]), text_of(row["latest"]))


def _gathered(store: Queryable, days: dict[str, Span | None]) -> Gatherings:
    """Return who took part in the meetings of DAYS in which more than one did."""
    number: dict[str, int] = {}
    members = {meeting: array("l") for meeting in days}
    for row in answers(store, questions.PARTICIPANTS, days):
        person = number.setdefault(text_of(row["participant"]), len(number))
        members[text_of(row["subject"])].append(person)
    shared = [meeting for meeting in days if len(members[meeting]) > 1]
    seen = {person for meeting in shared for person in members[meeting]}
    kept = sorted(
        (person for person, old in number.items() if old in seen),
        key=lambda person: node_id(store.base, person),
    )
    renumbered = {number[person]: new for new, person in enumerate(kept)}
    return Gatherings(
        meetings=shared,
        spans=[days[meeting] for meeting in shared],
        people=kept,
        members=[array("l", sorted(renumbered[p] for p in members[m])) for m in shared],
    )


def _presence(gathered: Gatherings) -> dict[str, Span]:
    """Return from when until when each was at meetings, where all of theirs bear dates."""
    found: dict[int, Span | None] = {}
    for span, members in zip(gathered.spans, gathered.members, strict=True):
        for person in members:
            before = found.get(person, span)
            found[person] = _around([before, span]) if before and span else None
    return {gathered.people[person]: span for person, span in found.items() if span}


def _edges(gathered: Gatherings, ids: Sequence[str]) -> Iterator[Edge]:
    """Yield an edge for each pair that met, in the order of the IDS."""
    attended: list[array[int]] = [array("l") for _ in ids]
    for meeting, members in enumerate(gathered.members):
        for person in members:
            attended[person].append(meeting)
    for person, their in enumerate(attended):
        common: dict[int, list[int]] = defaultdict(list)
        for meeting in their:
            for other in gathered.members[meeting]:
                if other > person:
                    common[other].append(meeting)
        for other in sorted(common):
            yield _edge(gathered, (ids[person], ids[other]), common[other])


def _edge(gathered: Gatherings, pair: tuple[str, str], shared: Sequence[int]) -> Edge:
    """Return the edge of a PAIR that met at the meetings SHARED."""
    spans = _apart(span for meeting in shared if (span := gathered.spans[meeting]))
    whole = _around(spans)
    strength = sum(1 / (len(gathered.members[meeting]) - 1) for meeting in shared)
    return Edge(
        source=pair[0],
        target=pair[1],
        weight=len(shared),
        values=(
            round(strength, _PRECISION),
            whole.start,
            whole.end,
            sum(gathered.spans[meeting] is None for meeting in shared),
            " ".join(gathered.meetings[meeting] for meeting in shared),
        ),
        spans=spans if all(gathered.spans[meeting] for meeting in shared) else (),
    )


def _apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return SPANS in order, those that overlap as one: Gephi takes no others."""
    found: list[Span] = []
    for span in sorted(spans, key=_days):
        if found and _days(span)[0] <= _days(found[-1])[1]:
            found[-1] = _around([found[-1], span])
        else:
            found.append(span)
    return tuple(found)


def _around(spans: Iterable[Span]) -> Span:
    """Return the time from the first day of SPANS to the last."""
    days = [_days(span) for span in spans]
    return Span(
        min((start for start, _ in days), default=None), max((end for _, end in days), default=None)
    )


def _days(span: Span) -> tuple[str, str]:
    return span.start or "", span.end or ""
