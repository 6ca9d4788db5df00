"""Map moves: tellings of one move put together as one report."""

from __future__ import annotations

from dataclasses import replace

from kg.model import MoveReport
from kg.vocabulary import MoveKind


def tell(told: list[MoveReport], report: MoveReport) -> None:
    """Add a report, or its evidence to the one that tells the same already."""
    for number, known in enumerate(told):
        if _same(known, report):
            told[number] = _joined(known, report)
            return
    told.append(report)


def _same(one: MoveReport, two: MoveReport) -> bool:
    return (
        (one.mover, one.kind, one.status) == (two.mover, two.kind, two.status)
        and _agree(one.organization, two.organization)
        and _agree(one.area, two.area)
        and ((one.title is None) == (two.title is None) or is_bare(one) or is_bare(two))
        and _agree((one.title or "").lower() or None, (two.title or "").lower() or None)
        and not _again(one, two)
    )


def _again(one: MoveReport, two: MoveReport) -> bool:
    """Say whether somebody joined in two years: "joined it in 1961", "rejoined it in 1998"."""
    dates = [m.when.value for m in (one, two) if m.when and m.when.value]
    return one.kind is MoveKind.JOINED and len({day[:_YEAR] for day in dates}) > 1


_YEAR = 4  # characters of a date


def is_bare(report: MoveReport) -> bool:
    """Say whether a report tells no more than that somebody left or was elected."""
    return not (report.title or report.organization or report.area)


def _may_date(known: MoveReport, other: MoveReport) -> bool:
    """Say whether another telling's date is this one's: nobody resigns twice, but one may rise so.

    Example: "Sen was appointed in 2004" does not date "Sen became mayor".
    """
    return known.kind is MoveKind.LEFT or is_bare(known) or not is_bare(other)


def _agree(one: object, two: object) -> bool:
    return one is None or two is None or one == two


def _joined(known: MoveReport, other: MoveReport) -> MoveReport:
    """Return a report with what another telling adds to it."""
    return replace(
        known,
        evidence=tuple(sorted({*known.evidence, *other.evidence})),
        title=known.title or other.title,
        organization=known.organization or other.organization,
        area=known.area or other.area,
        agent=known.agent or other.agent,
        when=known.when or (other.when if _may_date(known, other) else None),
        attributed_to=known.attributed_to if other.attributed_to else None,
        attribution=known.attribution if other.attribution else None,
    )
