"""Step consolidate, sources: how many tell of a fact without copying each other, and how surely."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kg.consolidation.reports import Report


def independent_sources(reports: Iterable[Report]) -> int:
    """Return the number of sources that don't copy each other.

    An agency's copy counts once, however many print it; else each publisher counts once; an
    article of an unknown publisher is a source of its own.
    """
    return len({report.article.source for report in reports})


def confidence_of(reports: Iterable[Report]) -> float:
    """Return the confidence that at least one independent source was read rightly.

    Of one source the surest report counts; sources err independently, so that the doubts
    multiply (noisy-or).
    """
    surest: dict[str, Decimal] = {}
    for report in reports:
        value = Decimal(report.text("confidence") or "0")
        source = report.article.source
        surest[source] = max(value, surest.get(source, Decimal(0)))
    doubt = Decimal(1)
    for source in sorted(surest):
        doubt *= 1 - surest[source]
    return float(1 - doubt)
