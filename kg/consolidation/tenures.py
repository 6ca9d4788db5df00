"""Step consolidate, tenures: who holds, held or will hold which office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.consolidation.facts import Fact, Key, fact_iri, first_text, labels, most_said, united
from kg.consolidation.reports import Report
from kg.consolidation.spells import spells
from kg.consolidation.world import World
from kg.vocabulary import RoleStatus

_PHASES = (RoleStatus.INCOMING.value, RoleStatus.CURRENT.value, RoleStatus.FORMER.value)
Of = tuple[str | None, str | None]  # the organisation and the place


def tenure_keys(report: Report, world: World) -> Iterator[Key]:
    """Yield the holder and the title; what it is of may be left out."""
    yield report.node("holder") or "", world.title(report.text("title") or "")


def tenure_facts(_: Key, told: Sequence[Report], world: World) -> Iterator[Fact]:
    """Yield the tenures of a holder with a title: the spells by organisation and place."""
    by_place: dict[Of, list[Report]] = defaultdict(list)
    for report in told:
        by_place[report.node("organization"), report.node("area")].append(report)
    for placed in _placed(by_place).values():
        for spell in spells(placed, _PHASES):
            yield _fact(spell, world)


def _placed(by_place: dict[Of, list[Report]]) -> dict[Of, list[Report]]:
    """Return the reports by office, those that don't say of what put where only one office fits.

    An organisation may be left out, or both; without its place an organisation's office is
    another: its president is not the one of its branch.
    """
    placed: dict[Of, list[Report]] = {}
    for of in sorted(by_place, key=lambda of: (of.count(None), str(of))):
        fits = [other for other in placed if _fits(of, other)]
        placed.setdefault(fits[0] if len(fits) == 1 else of, []).extend(by_place[of])
    return placed


def _fits(vague: Of, other: Of) -> bool:
    """Return whether VAGUE may be OTHER with something left out."""
    organisation, area = vague
    return organisation is None and (area is None or area == other[1])


def _fact(told: Sequence[Report], world: World) -> Fact:
    """Return the tenure that reports of one status tell of."""
    values = united(told, "holder", "organization", "area", "status") | most_said(told, "title")
    parts = [*labels(values, world, "holder"), first_text(values, "title")]
    parts += labels(values, world, "organization", "area")
    return Fact(
        iri=fact_iri("Tenure", told, world),
        kind="Tenure",
        label=f"{', '.join(parts)} ({told[0].status})",
        values=values,
        leading=tuple(told),
        reasons=("the same holder, title and office",) if len(told) > 1 else (),
    )
