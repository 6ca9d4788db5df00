"""Graphs to validate: a good article and broken ones beside it, all about the same party."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.graph import ArticleGraph, Iris, to_graph
from kg.model import (
    AllianceReport,
    Document,
    Entity,
    Facts,
    MeetingReport,
    NamedEntity,
    RoleReport,
    Span,
    StatementReport,
    When,
)
from kg.vocabulary import AllianceStatus, EntityKind, MeetingStatus, RoleStatus, Weekday

PARTY = Entity(EntityKind.PARTY, "harbour", "Harbour Party", known=True)
PORT = Entity(EntityKind.PLACE, "port-lindow", "Port Lindow", known=True)


@dataclass(frozen=True)
class Article:
    """A document and the graph of all that it reports."""

    document: Document
    graph: ArticleGraph

    def without(self, unwanted: Callable[[Triple], bool]) -> ArticleGraph:
        """Return the graph less the triples that are UNWANTED."""
        kept = tuple(t for t in self.graph.triples if not unwanted(t))
        assert len(kept) < len(self.graph.triples)
        return ArticleGraph(self.graph.article, kept)

    def with_triple(self, subject: str, predicate: str, value: NamedNode | Literal) -> ArticleGraph:
        """Return the graph and one triple more."""
        triple = Triple(NamedNode(subject), NamedNode(predicate), value)
        triples = tuple(sorted({*self.graph.triples, triple}, key=str))
        return ArticleGraph(self.graph.article, triples)


def _article(number: int) -> Article:
    text = (
        f"Mira Solberg, president of the Harbour Party, met Ivo Dahl in Port Lindow on Tuesday "
        f"for the {number}th time. “We stand together”, she said."
    )
    document = Document(f"news-{number}", text, "here", "Talks", date(2031, 5, 7), "The Courier")
    mira = Entity(EntityKind.PERSON, "mira-solberg", "Mira Solberg")
    ivo = Entity(EntityKind.PERSON, "ivo-dahl", "Ivo Dahl")
    end = text.index(". ") + 1
    first, second = Span(0, end), Span(end + 1, len(text))
    when = When("on Tuesday", "2031-05-06", Weekday.TUESDAY, date(2031, 5, 6), date(2031, 5, 6))
    reports = (
        MeetingReport(
            evidence=(first,),
            mapper="test",
            status=MeetingStatus.HELD,
            participants=(mira, ivo),
            represented=(PARTY,),
            place=PORT,
            when=when,
        ),
        RoleReport(
            evidence=(first,),
            mapper="test",
            status=RoleStatus.CURRENT,
            holder=mira,
            title="president",
            organization=PARTY,
        ),
        AllianceReport(
            evidence=(first,), mapper="test", status=AllianceStatus.ACTIVE, members=(PARTY,)
        ),
        StatementReport(evidence=(second,), mapper="test", speaker=mira, quote="We stand together"),
    )
    entities = tuple(
        NamedEntity(e, (e.label,), Span(text.index(e.label), text.index(e.label) + len(e.label)))
        for e in (mira, ivo, PARTY, PORT)
    )
    graph = to_graph(Facts(document, "Port Lindow", entities, reports), Iris())
    return Article(document, graph)


@pytest.fixture(scope="session")
def articles() -> list[Article]:
    """Five good articles that share party, place and publisher."""
    return [_article(number) for number in range(5)]
