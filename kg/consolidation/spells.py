"""Step consolidate, spells: what holds for a time, ends and may begin again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from kg.consolidation.days import day_told
from kg.consolidation.facts import in_order
from kg.consolidation.reports import Report


def spells(reports: Iterable[Report], phases: Sequence[str]) -> list[list[Report]]:
    """Return the runs of reports of one status, by the day that they speak of.

    PHASES are the statuses as they follow each other: on one day the earlier phase comes first.
    So "allied, then not, then again" are three spells. Reports without any day join the first
    spell of their status.
    """
    ordered = in_order(reports)
    dated = [(told, report) for report in ordered if (told := day_told(report))]
    undated = [report for report in ordered if not day_told(report)]

    def order(item: tuple[date, Report]) -> tuple[date, int, tuple[date, str]]:
        return item[0], phases.index(item[1].status), item[1].order

    runs = groupby((report for _, report in sorted(dated, key=order)), key=lambda r: r.status)
    found = [list(run) for _, run in runs]
    for report in undated:
        fitting = [run for run in found if run[0].status == report.status]
        if fitting:
            fitting[0].append(report)
        else:
            found.append([report])
    return found
