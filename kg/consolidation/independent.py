"""Step consolidate, independent: how many tell of a fact without copying each other, how surely."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from kg.consolidation.reports import Report


def independent_sources(reports: Iterable[Report]) -> int:
    """Return the number of sources that don't copy each other, as `sources` tells them.

    An agency's copy counts once, however many print it, credited or not; else each publisher counts
    once; an article of an unknown publisher is a source of its own. A report whose sentence names
    the outlet of another ("..., the Morning Post reported") is that outlet's word.
    """
    reports = tuple(reports)
    by_outlet: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        by_outlet[report.article.outlet].add(report.article.source)
    return len({_source(report, by_outlet) for report in reports})


def _source(report: Report, by_outlet: Mapping[str, Collection[str]]) -> str:
    """Return the source of REPORT, which may be that of another outlet that it quotes."""
    if not report.sentence:
        return report.article.source
    quoted = {
        source
        for outlet, sources in by_outlet.items()
        if outlet != report.article.outlet and _names(report.sentence, outlet)
        for source in sources
    }
    return min(quoted, default=report.article.source)


def _names(sentence: str, outlet: str) -> bool:
    """Return whether SENTENCE names OUTLET, by a name that is no ordinary word."""
    name = outlet.strip()
    telling = " " in name or (name.isupper() and len(name) > 2)
    return telling and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence, re.I) is not None


def confidence_of(reports: Iterable[Report]) -> float:
    """Return the confidence of the surest of REPORTS.

    More of them don't make a fact surer: what reads one article wrongly may read its like so too.
    """
    return float(max((Decimal(r.text("confidence") or "0") for r in reports), default=Decimal(0)))
