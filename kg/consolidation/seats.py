"""Step consolidate, seats: deals about who contests how many seats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode, Triple

from kg.consolidation.facts import Fact, Key, fact_iri, in_words, labels, united
from kg.consolidation.reports import Report
from kg.consolidation.world import World
from kg.graph import slug
from kg.graph.terms import LABEL, TYPE, integer, pol, words


def seat_keys(report: Report, _: World) -> Iterator[Key]:
    """Yield what makes a deal this one: the members, the scope, the status and the numbers."""
    members = sorted(set(report.nodes("member"))) or [report.iri]
    shares = (f"{party} {number}" for party, number in report.shares)
    yield slug(report.text("scope") or ""), report.status, *members, *shares


def seat_facts(_: Key, told: Sequence[Report], world: World) -> Iterator[Fact]:
    """Yield the deal that the reports TOLD tell of."""
    iri = fact_iri("SeatSharing", told, world)
    values = united(told, "member", "scope", "status")
    shares = [(f"{iri}#seats-{n}", share) for n, share in enumerate(told[0].shares, start=1)]
    if shares:
        values["seats"] = tuple(NamedNode(node) for node, _ in shares)
    members = in_words(labels(values, world, "member"))
    scope = f", {told[0].text('scope')}" if told[0].text("scope") else ""
    yield Fact(
        iri=iri,
        kind="SeatSharing",
        label=f"Seat sharing{' of ' if members else ''}{members}{scope} ({told[0].status})",
        values=values,
        leading=tuple(told),
        reasons=("the same parties, scope and numbers",) if len(told) > 1 else (),
        parts=tuple(triple for node, share in shares for triple in _share(node, share, world)),
    )


def _share(iri: str, share: tuple[str, int], world: World) -> Iterator[Triple]:
    """Yield the number of seats that the deal gives a party."""
    node, (party, number) = NamedNode(iri), share
    yield Triple(node, TYPE, pol("SeatShare"))
    yield Triple(node, LABEL, words(f"{world.label(party)}: {number}"))
    yield Triple(node, pol("party"), NamedNode(party))
    yield Triple(node, pol("number"), integer(number))
