"""Step consolidate, statements: who said what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.consolidation.facts import Fact, fact_iri, first_text, most_said, united
from kg.consolidation.reports import Report
from kg.consolidation.world import World
from kg.graph import slug

_LONGEST = 80  # characters of a quotation in a label


def statement_facts(reports: Sequence[Report], world: World) -> list[Fact]:
    """Return each quotation of a speaker once; what is told without one is its report's own."""
    said: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports:
        said[report.node("speaker") or "", _words(report)].append(report)
    return [_fact(speaker, told, world) for (speaker, _), told in said.items()]


def _words(report: Report) -> str:
    """Return the words of the quotation, its marks and spaces aside, else the report's IRI."""
    quote = report.text("quote")
    return slug(quote) if quote else report.iri


def _fact(speaker: str, told: Sequence[Report], world: World) -> Fact:
    """Return the statement that the reports TOLD quote."""
    values = united(told, "speaker", "medium") | most_said(told, "quote")
    quote = first_text(values, "quote")
    short = quote if len(quote) <= _LONGEST else quote[: _LONGEST - 1].rstrip() + "…"
    return Fact(
        iri=fact_iri("Statement", told, world),
        kind="Statement",
        label=f"{world.label(speaker)}: {short}" if short else f"{world.label(speaker)}, statement",
        values=values,
        leading=tuple(told),
        reasons=("the same speaker and words",) if len(told) > 1 else (),
    )
