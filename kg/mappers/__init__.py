"""Map: what an article reports, as plain values; one mapper a kind of report."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.linking import LinkedDocument
from kg.mappers.alliances import alliances
from kg.mappers.article import Article
from kg.mappers.confidence import rated
from kg.mappers.kin import kin
from kg.mappers.meetings import meetings
from kg.mappers.moves import moves
from kg.mappers.roles import roles
from kg.mappers.seats import seats
from kg.mappers.signs import Signs
from kg.mappers.statements import statements
from kg.model import AnyReport, Facts, NamedEntity, entities_of

Mapper = Callable[[Article], Iterable[AnyReport]]

# A new mapper is a module here and a line in this table.
MAPPERS: dict[str, Mapper] = {
    "meetings": meetings,
    "alliances": alliances,
    "seats": seats,
    "roles": roles,
    "moves": moves,
    "kin": kin,
    "statements": statements,
}


def map_article(document: LinkedDocument) -> Facts:
    """Return all that the mappers take from an article, in order of the text."""
    article = Article(document)
    signs = Signs(article)
    reports = [
        rated(report, signs) for mapper in MAPPERS.values() for report in article.told(mapper)
    ]
    line = document.dateline
    return Facts(
        document=document.document,
        dateline="/".join(line.places) if line else None,
        entities=_reported(document.entities, reports),
        reports=tuple(sorted(reports, key=lambda r: (r.evidence, r.mapper))),
    )


def _reported(
    named: Iterable[NamedEntity], reports: Iterable[AnyReport]
) -> tuple[NamedEntity, ...]:
    """Return the entities that a report speaks of, and what they are of."""
    said = {entity for report in reports for entity in entities_of(report)}
    said |= {of for entity in said for of in (entity.area, entity.group_of) if of}
    return tuple(entry for entry in named if entry.entity in said)


__all__ = ["MAPPERS", "Article", "Mapper", "map_article"]
