"""Step consolidate, gathering: the reports of meetings that hang together with those touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.consolidation.comparison import compare
from kg.consolidation.index import Index
from kg.consolidation.matching import Region, Window, bears, reach_of, regions, who_of
from kg.consolidation.occasions import Occasion, occasion
from kg.consolidation.reports import Report
from kg.consolidation.world import World

_LIKE = """
SELECT DISTINCT other.report FROM company JOIN company AS other USING (who)
JOIN occasion ON occasion.report = other.report
WHERE company.report = ?
AND (held_first <= ? AND held_last >= ? OR told_first <= ? AND told_last >= ?)
"""


def keep_occasion(report: Report, index: Index, world: World) -> None:
    """Keep by whom and when a REPORT of a meeting is found; it is in no region yet."""
    one = occasion(report, world)
    reach = reach_of(one)
    index.insert("company", [(who, report.iri) for who in sorted(who_of(one))])
    index.insert("occasion", [(report.iri, None, *_days(reach.held), *_days(reach.told))])


def gathered(
    iris: Iterable[str], old: set[str], index: Index, world: World, *, anew: bool
) -> list[Region]:
    """Return the regions of the reports IRIS and of those in the regions OLD, and keep them.

    Regions on which one of IRIS bears now are added to OLD; where all is made ANEW there are none.
    """
    occasions = {o.report.iri: o for o in _occasions(iris, index, world)}
    for one in () if anew else list(occasions.values()):
        old |= _joining(one, occasions, index, world)
    inside = [
        iri
        for region in sorted(old)
        for iri in index.column("SELECT report FROM occasion WHERE region = ?", region)
    ]
    occasions |= {o.report.iri: o for o in _occasions(set(inside) - occasions.keys(), index, world)}
    found = regions([occasions[iri] for iri in sorted(occasions)], world)
    for region in found:
        name = region_name(region)
        for one in region.occasions:
            index.run("UPDATE occasion SET region = ? WHERE report = ?", name, one.report.iri)
    return found


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
