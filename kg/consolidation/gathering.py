"""Step consolidate, gathering: the reports of meetings that hang together with those touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from kg.consolidation.comparison import compare
from kg.consolidation.identity import components
from kg.consolidation.index import Index
from kg.consolidation.matching import (
    Region,
    Window,
    bears,
    meeting_in_time,
    reach_of,
    regions,
    who_of,
)
from kg.consolidation.occasions import Occasion, occasion
from kg.consolidation.reports import Report
from kg.consolidation.world import World

_LIKE = """
SELECT DISTINCT other.report FROM company JOIN company AS other USING (who)
JOIN occasion ON occasion.report = other.report
WHERE company.report = ?
AND (held_first <= ? AND held_last >= ? OR told_first <= ? AND told_last >= ?)
"""
_COMPANY = """
SELECT who, report, article, held_first, held_last, told_first, told_last
FROM company JOIN occasion USING (report) JOIN report ON iri = report ORDER BY who
"""
_WINDOWS = ((3, 4), (5, 6))  # columns of the first and the last day
_READY = 3_000  # reports in memory, or pairs of them


def keep_occasion(report: Report, index: Index, world: World) -> None:
    """Keep by whom and when a REPORT of a meeting is found; it is in no region yet."""
    one = occasion(report, world)
    reach = reach_of(one)
    index.insert("company", [(who, report.iri) for who in sorted(who_of(one))])
    index.insert("occasion", [(report.iri, None, *_days(reach.held), *_days(reach.told))])


def gathered(iris: Iterable[str], old: set[str], index: Index, world: World) -> list[Region]:
    """Return the regions of the reports IRIS and of those in the regions OLD, and keep them.

    Regions on which one of IRIS bears now are added to OLD.
    """
    occasions = {o.report.iri: o for o in _occasions(iris, index, world)}
    for one in list(occasions.values()):
        old |= _joining(one, occasions, index, world)
    inside = [
        iri
        for region in sorted(old)
        for iri in index.column("SELECT report FROM occasion WHERE region = ?", region)
    ]
    occasions |= {o.report.iri: o for o in _occasions(set(inside) - occasions.keys(), index, world)}
    return list(_kept(occasions.values(), index, world))


def gathered_anew(index: Index, world: World) -> Iterator[Region]:
    """Yield the regions of all reports, and keep them.

    Memory holds one, and the IRIs of those that another report bears on.
    """

    @lru_cache(_READY)
    def ready(iri: str) -> Occasion:
        (one,) = _occasions([iri], index, world)
        return one

    @lru_cache(_READY)
    def linked(one: str, other: str) -> bool:
        return bears(compare(ready(one), ready(other), world))

    groups = components((), (pair for pair in _pairs(index) if linked(*pair)))
    firsts = {group[0]: group for group in groups}
    others = {iri for group in groups for iri in group[1:]}
    for reports in index.chunks("occasion", "report"):
        for iri in reports:
            if iri not in others:
                yield from _kept(map(ready, firsts.get(iri, [iri])), index, world)


def _kept(occasions: Iterable[Occasion], index: Index, world: World) -> Iterator[Region]:
    """Yield the regions of OCCASIONS, and keep of each report in which it is."""
    for region in regions(sorted(occasions, key=lambda one: one.report.iri), world):
        name = region_name(region)
        for one in region.occasions:
            index.run("UPDATE occasion SET region = ? WHERE report = ?", name, one.report.iri)
        yield region


def _pairs(index: Index) -> Iterator[tuple[str, str]]:
    """Yield the pairs of reports of different articles that are to be compared, some twice."""
    for _, rows in groupby(index.run(_COMPANY), key=itemgetter(0)):
        together = list(rows)
        for first, last in _WINDOWS if len(together) > 1 else ():
            block = [((row[first], row[last]), row[1], row[2]) for row in together if row[first]]
            for (one, its), (other, theirs) in meeting_in_time(block):
                if its != theirs:
                    yield min(one, other), max(one, other)


def region_name(region: Region) -> str:
    """Return the name of REGION: its lowest report's."""
    return min(one.report.iri for one in region.occasions)


def _occasions(iris: Iterable[str], index: Index, world: World) -> Iterator[Occasion]:
    """Yield the reports IRIS made ready to be compared."""
    return (occasion(report, world) for report in index.reports(sorted(iris)))


def _joining(one: Occasion, known: Iterable[str], index: Index, world: World) -> set[str]:
    """Return the regions with a report, none of those KNOWN, on which ONE bears."""
    reach = reach_of(one)
    held, told = _days(reach.held), _days(reach.told)
    like = index.column(_LIKE, one.report.iri, held[1], held[0], told[1], told[0])
    found = set()
    for other in _occasions(set(like).difference(known), index, world):
        apart = other.report.article.iri != one.report.article.iri
        if apart and bears(compare(one, other, world)):
            sql = "SELECT region FROM occasion WHERE report = ?"
            found.update(index.column(sql, other.report.iri))
    return found


def _days(window: Window | None) -> tuple[str | None, str | None]:
    """Return the first and last day of WINDOW as text; nothing compares with None in SQL."""
    return (window[0].isoformat(), window[1].isoformat()) if window else (None, None)
