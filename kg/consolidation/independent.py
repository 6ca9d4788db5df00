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
    """Return the confidence of the surest of REPORTS.

    More of them don't make a fact surer: what reads one article wrongly may read its like so too.
    """
    return float(max((Decimal(r.text("confidence") or "0") for r in reports), default=Decimal(0)))
