"""Step serve, strongest: of a network, as much as people can read in one drawing."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.graph.network import Edge, Network, Node, Scalar
from kg.queries.asking import Queryable, answers, text_of
from kg.queries.networks import questions
from kg.serve.rendering import href

NODES, EDGES = 1_000, 3_000  # of a drawing
_UNDATED = "9999"


@dataclass(frozen=True, slots=True)
class Who:
    """A node as it is shown: `ties` to how many others, `weight` of these together."""

    id: str
    label: str
    href: str | None
    kind: str
    party: str | None
    ties: int
    weight: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that an edge stands for: its words, and where here it is told of."""

    label: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Tie:
    """An edge as it is shown; `status` is of alliances, `since` and `until` days or None."""

    source: Who
    target: Who
    weight: int
    status: str | None
    since: str | None
    until: str | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn: nodes and edges, the strongest first; how many edges there are in all."""

    nodes: tuple[Who, ...]
    ties: tuple[Tie, ...]
    found: int


@dataclass(frozen=True, slots=True)
class Kept:
    """The edges of a network that are kept, the strongest first, of `found` that were asked for."""

    edges: tuple[Edge, ...]
    found: int


def strongest(network: Network, least: int, among: frozenset[str] | None = None) -> Kept:
    """Return the strongest edges of NETWORK, of weight LEAST or more, so many as can be drawn.

    AMONG are the ids of the only nodes that may have a part. Memory holds what is kept, however
    large NETWORK is; no more than NODES nodes are kept.
    """
    found = 0

    def fitting() -> Iterator[Edge]:
        nonlocal found
        for edge in network.edges:
            if edge.weight >= least and (among is None or {edge.source, edge.target} <= among):
                found += 1
                yield edge

    kept, seen = [], set[str]()
    for edge in heapq.nlargest(EDGES, fitting(), key=lambda edge: edge.weight):
        ends = seen | {edge.source, edge.target}
        if len(ends) <= NODES:
            seen = ends
            kept.append(edge)
    return Kept(tuple(kept), found)


def near(edges: Iterable[Edge], centre: frozenset[str]) -> frozenset[str]:
    """Return the ids of CENTRE, and of all that EDGES tie to them."""
    touching = ({edge.source, edge.target} for edge in edges)
    return centre.union(*(ends for ends in touching if ends & centre))


def drawn(store: Queryable, network: Network, kept: Kept) -> Drawn:
    """Return the KEPT edges of NETWORK with their nodes, and what their facts are called."""
    ties, weight = Counter[str](), Counter[str]()
    for edge in kept.edges:
        for end in (edge.source, edge.target):
            ties[end] += 1
            weight[end] += edge.weight
    places = {attribute.name: at for at, attribute in enumerate(network.node_attributes)}
    who = {
        node.id: _who(store.base, node, places, ties[node.id], weight[node.id])
        for node in network.nodes
        if node.id in ties
    }
    shown = _ties(store, network, kept.edges, who)
    return Drawn(
        tuple(sorted(who.values(), key=lambda each: (-each.weight, each.label))), shown, kept.found
    )


def _who(base: str, node: Node, places: Mapping[str, int], ties: int, weight: int) -> Who:
    """Return NODE as it is shown; its attributes stand at PLACES."""
    party = node.values[places["party"]]
    iri = str(node.values[places["iri"]])
    return Who(
        id=node.id,
        label=node.label,
        href=href(base, iri),
        kind=str(node.values[places["kind"]]),
        party=str(party) if party else None,
        ties=ties,
        weight=weight,
    )


def _ties(
    store: Queryable, network: Network, edges: Sequence[Edge], who: Mapping[str, Who]
) -> tuple[Tie, ...]:
    """Return EDGES of NETWORK between those of WHO as they are shown."""
    names = [attribute.name for attribute in network.edge_attributes]
    values = [dict(zip(names, edge.values, strict=True)) for edge in edges]
    facts = [str(each.get("meetings") or each.get("facts") or "").split() for each in values]
    told = _told(store, (iri for each in facts for iri in each))
    return tuple(
        Tie(
            source=who[edge.source],
            target=who[edge.target],
            weight=edge.weight,
            status=edge.kind,
            since=_day(value.get("first") or value.get("since")),
            until=_day(value.get("last") or value.get("until")),
            facts=tuple(
                Fact(told[iri][1], href(store.base, iri))
                for iri in sorted(iris, key=told.__getitem__)
            ),
        )
        for edge, value, iris in zip(edges, values, facts, strict=True)
    )


def _told(store: Queryable, iris: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the day of each of the facts at IRIS, undated ones last, and what it is called."""
    found: dict[str, tuple[str, str]] = {}
    for row in answers(store, questions.FACTS, iris):
        day = text_of(row["earliest"]) if "earliest" in row else _UNDATED
        found[text_of(row["subject"])] = (day, text_of(row["label"]))
    return found


def _day(value: Scalar | None) -> str | None:
    return str(value) if value else None
