"""Step consolidate, statements: who said what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.consolidation.facts import Fact, Key, fact_iri, first_text, most_said, united
from kg.consolidation.reports import Report
from kg.consolidation.world import World
from kg.graph import slug

_LONGEST = 80  # characters of a quotation in a label


def statement_keys(report: Report, _: World) -> Iterator[Key]:
    """Yield the speaker and the words quoted, their marks and spaces aside.

    What is told without a quotation is its report's own.
    """
    quote = report.text("quote")
    yield report.node("speaker") or "", slug(quote) if quote else report.iri


def statement_facts(key: Key, told: Sequence[Report], world: World) -> Iterator[Fact]:
    """Yield the statement that the reports TOLD quote."""
    speaker = key[0]
    values = united(told, "speaker", "medium") | most_said(told, "quote")
    quote = first_text(values, "quote")
    short = quote if len(quote) <= _LONGEST else quote[: _LONGEST - 1].rstrip() + "…"
    yield Fact(
        iri=fact_iri("Statement", told, world),
        kind="Statement",
        label=f"{world.label(speaker)}: {short}" if short else f"{world.label(speaker)}, statement",
        values=values,
        leading=tuple(told),
        reasons=("the same speaker and words",) if len(told) > 1 else (),
    )
