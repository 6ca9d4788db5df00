"""Map: what an article reports, as plain values; one mapper a kind of report."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.linking import LinkedDocument
from kg.mappers.alliances import alliances
from kg.mappers.article import Article
from kg.mappers.kin import kin
from kg.mappers.meetings import meetings
from kg.mappers.moves import moves
from kg.mappers.roles import roles
from kg.mappers.seats import seats
from kg.mappers.statements import statements
from kg.model import AnyReport, Facts

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
    reports = [report for mapper in MAPPERS.values() for report in mapper(article)]
    line = document.dateline
    return Facts(
        document=document.document,
        dateline="/".join(line.places) if line else None,
        entities=document.entities,
        reports=tuple(sorted(reports, key=lambda r: (r.evidence, r.mapper))),
    )


__all__ = ["MAPPERS", "Article", "Mapper", "map_article"]
