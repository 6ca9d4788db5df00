"""Step consolidate, moves: who joined, left, was appointed, removed, elected or nominated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kg.consolidation.days import MONTH, day_told, days_of, gap
from kg.consolidation.facts import (
    Fact,
    Key,
    Values,
    best_dated,
    fact_iri,
    first_text,
    in_order,
    in_words,
    labels,
    last_reported,
    most_said,
    united,
)
from kg.consolidation.reports import Report
from kg.consolidation.world import World
from kg.vocabulary import POL, MoveStatus

_YEAR = 365  # days after which a change told without its date is taken for another one


def move_keys(report: Report, world: World) -> Iterator[Key]:
    """Yield what makes a change this one, but for when it was."""
    nodes = (report.node(name) for name in ("mover", "moveKind", "organization", "area"))
    yield *(node or "" for node in nodes), world.title(report.text("title") or "")


def move_facts(_: Key, told: Sequence[Report], world: World) -> Iterator[Fact]:
    """Yield the moves: the same mover, kind of change, organisation, place and title, once."""
    for occurrence in _occurrences(told):
        yield _fact(occurrence, world)


def _occurrences(reports: Sequence[Report]) -> list[list[Report]]:
    """Return REPORTS by occurrence: nobody joins the same party twice within a month.

    One without a date tells of the last occurrence before it, and where none has a date, of the
    same as one published within the year.
    """
    dated = [report for report in reports if days_of(report).length is not None]
    found: list[list[Report]] = []
    for report in sorted(dated, key=lambda r: (days_of(r).earliest or date.max, r.order)):
        if found and min(gap(days_of(r), days_of(report)) for r in found[-1]) <= MONTH:
            found[-1].append(report)
        else:
            found.append([report])
    if found:
        return _with_undated(found, [r for r in in_order(reports) if r not in dated])
    return _by_publication(in_order(reports))


def _with_undated(found: list[list[Report]], undated: Sequence[Report]) -> list[list[Report]]:
    """Return the occurrences FOUND with each of UNDATED put to the last before its publication."""
    starts = [min(days_of(r).earliest or date.max for r in told) for told in found]
    for report in undated:
        before = [n for n, start in enumerate(starts) if start <= report.order[0]]
        found[before[-1] if before else 0].append(report)
    return found


def _by_publication(reports: Sequence[Report]) -> list[list[Report]]:
    """Return undated REPORTS, in order, in runs with less than a year between publications."""
    found: list[list[Report]] = []
    for report in reports:
        published, last = day_told(report), day_told(found[-1][-1]) if found else None
        if found and not (published and last and (published - last).days > _YEAR):
            found[-1].append(report)
        else:
            found.append([report])
    return found


def _fact(told: Sequence[Report], world: World) -> Fact:
    """Return the move that TOLD tells of: done if any says so, else as last reported."""
    done = [report for report in told if report.status == MoveStatus.DONE]
    last = last_reported(told).status
    leading = done or [report for report in told if report.status == last]
    values = united(leading, "mover", "moveKind", "organization", "area", "agent", "status")
    values |= most_said(leading, "title") | best_dated(leading)
    return Fact(
        iri=fact_iri("Move", told, world),
        kind="Move",
        label=_label(values, leading[0].status, world),
        values=values,
        leading=tuple(leading),
        earlier=tuple(report for report in told if report not in leading),
        reasons=("the same mover, change and office",) if len(told) > 1 else (),
    )


def _label(values: Values, status: str, world: World) -> str:
    """Return what people call the move: `Asha Rao: Joined, New Front, 2031-03-04 (Done)`."""
    kind = next((t.value for t in values.get("moveKind", ())), "").removeprefix(POL)
    parts = [kind, first_text(values, "title"), *labels(values, world, "organization", "area")]
    parts.append(first_text(values, "date"))
    mover = in_words(labels(values, world, "mover"))
    return f"{mover}: {', '.join(part for part in parts if part)} ({status})"
