"""Step to_graph, identity: the IRI of a report, from what makes it this report and no other."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from kg.graph.iris import Iris
from kg.model import (
    AllianceReport,
    AnyReport,
    Entity,
    KinReport,
    MeetingReport,
    MoveReport,
    RoleReport,
    SeatSharingReport,
    StatementReport,
)

DIGITS = 16
_BETWEEN = "\x1f"  # the ASCII unit separator: no text that is news holds it


def identified(identifier: str, reports: Iterable[AnyReport], iris: Iris) -> dict[str, AnyReport]:
    """Return the article's REPORTS by their IRIs, in their order.

    Neither confidence nor mapper is part of the identity. Of several reports with one identity,
    which say the same but for the rest, the most confident stands, the first of equals.
    """
    ordinals: dict[int, int] = defaultdict(int)
    found: dict[str, AnyReport] = {}
    for report in reports:
        if isinstance(report, MeetingReport):
            ordinals[_start(report)] += 1
        iri = iris.report(_digest(identifier, report, ordinals[_start(report)]))
        if iri not in found or report.confidence > found[iri].confidence:
            found[iri] = report
    return found


def digest(parts: Iterable[str]) -> str:
    """Return the first 16 hex digits of the SHA-256 over PARTS."""
    whole = _BETWEEN.join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(whole).hexdigest()[:DIGITS]


def _digest(identifier: str, report: AnyReport, ordinal: int) -> str:
    """Return the identity of REPORT, for a meeting the ORDINAL among those with its start."""
    return digest([identifier, type(report).__name__, str(_start(report)), *_own(report, ordinal)])


def _start(report: AnyReport) -> int:
    """Return where the first evidence of REPORT starts; -1 if there is none (SHACL will tell)."""
    return report.evidence[0].start if report.evidence else -1


def _own(report: AnyReport, ordinal: int) -> list[str]:
    """Return what tells REPORT from others of its class that start at the same place."""
    match report:
        case MeetingReport():
            own = [str(ordinal)]
        case AllianceReport(members=members, alliances=alliances, status=status):
            own = [_all(members), _all(alliances), status]
        case RoleReport(holder=holder, title=title):
            own = [_one(holder), title, _one(report.organization or report.area)]
        case MoveReport(mover=mover, kind=kind, title=title):
            own = [_one(mover), kind, _one(report.organization or report.area), title or ""]
        case KinReport(person=person, relation=relation, relative=relative):
            own = [_one(person), relation, _one(relative)]
        case StatementReport(speaker=speaker, quote=quote):
            own = [_one(speaker), quote or ""]
        case SeatSharingReport(members=members, scope=scope, status=status):
            own = [_all(members), scope or "", status]
    return own


def _one(entity: Entity | None) -> str:
    """Return ENTITY's address without the base: `party/jmm`, or the article's own `#party-foo`."""
    if entity is None:
        return ""
    return f"{entity.kind}/{entity.slug}" if entity.known else f"#{entity.kind}-{entity.slug}"


def _all(entities: Iterable[Entity]) -> str:
    """Return the addresses of ENTITIES, each once and sorted: their order means nothing."""
    return " ".join(sorted({_one(entity) for entity in entities}))
