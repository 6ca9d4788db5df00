"""Articles' graphs out of short descriptions, and the facts graph as text that people can read."""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, Triple

from kg.consolidation import consolidate, read_decisions
from kg.graph import ArticleGraph, Iris, gazetteer_triples, load_gazetteer, slug, to_graph
from kg.model import (
    AllianceReport,
    AnyReport,
    Document,
    Entity,
    Facts,
    KinReport,
    MeetingReport,
    MoveReport,
    NamedEntity,
    RoleReport,
    SeatShare,
    SeatSharingReport,
    Span,
    StatementReport,
    When,
)
from kg.vocabulary import (
    POL,
    RDF,
    RDFS,
    AllianceStatus,
    EntityKind,
    MeetingStatus,
    MoveKind,
    MoveStatus,
    Relation,
    RoleStatus,
    SeatStatus,
    Weekday,
)

HERE = Path(__file__).parent
IRIS = Iris()
OWL = "@prefix owl: <http://www.w3.org/2002/07/owl#> . "
Told = Mapping[str, Any]  # a description of an article or report, as YAML has it
Graphs = Callable[[Sequence[Told]], list[ArticleGraph]]
Consolidated = Callable[..., list[Triple]]  # of graphs and, if any, the Turtle of decisions
Render = Callable[[Iterable[Triple], Iterable[ArticleGraph]], str]


@pytest.fixture(scope="session")
def gazetteer() -> list[Triple]:
    """Return the small world's gazetteer."""
    return gazetteer_triples(IRIS, HERE / "gazetteer")


@pytest.fixture(scope="session")
def graphs() -> Graphs:
    """Return the function that makes the graphs of described articles."""
    entries = load_gazetteer(HERE / "gazetteer").entries
    known = {f"{e.entity.kind.value}/{e.entity.slug}": e.entity for e in entries}
    return lambda articles: [to_graph(_Described(known).facts(told), IRIS) for told in articles]


@pytest.fixture(scope="session")
def consolidated(gazetteer: list[Triple]) -> Consolidated:
    """Return the function that consolidates articles' graphs in the small world."""

    def facts(articles: Iterable[ArticleGraph], turtle: str = "") -> list[Triple]:
        decisions = read_decisions((OWL + turtle).encode(), "decisions.ttl", IRIS)
        return consolidate(articles, gazetteer, IRIS, decisions)

    return facts


@pytest.fixture(scope="session")
def render() -> Render:
    """Return the function that writes a facts graph in short."""
    return _rendered


class _Described:
    """The facts of one article that is described in YAML; see cases/README.md."""

    def __init__(self, known: Mapping[str, Entity]) -> None:
        self._known = known
        self._entities: dict[Entity, Span] = {}
        self._text = ""

    def facts(self, told: Told) -> Facts:
        """Return the facts of the article TOLD."""
        reports = tuple(self._report(report) for report in told.get("reports", ()))
        forms = told.get("forms", {})
        document = Document(
            identifier=told["article"],
            text=self._text,
            origin="test",
            published=told.get("published"),
            publisher=told.get("publisher"),
            agency=told.get("agency"),
        )
        named = tuple(
            NamedEntity(entity, (entity.label, *forms.get(entity.label, ())), span)
            for entity, span in self._entities.items()
        )
        return Facts(document, entities=named, reports=reports)

    def _report(self, told: Told) -> AnyReport:
        """Return the report TOLD; the key that is a class says which."""
        makers: Mapping[str, Callable[[Told, Span, dict[str, Any]], AnyReport]] = {
            "meeting": self._meeting,
            "alliance": self._alliance,
            "role": self._role,
            "move": self._move,
            "kin": self._kin,
            "statement": self._statement,
            "seats": self._seats,
        }
        kind = next(key for key in makers if key in told)
        sentence = told.get("says", f"Thus go sentence number {len(self._text)}.")
        span = Span(len(self._text), len(self._text) + len(sentence))
        self._text += sentence + " "
        common = {
            "evidence": (span,),
            "mapper": kind,
            "confidence": told.get("confidence", 0.9),
            "attribution": told.get("attribution"),
            "attributed_to": self._one(told.get("attributed_to"), span),
        }
        return makers[kind](told, span, common)

    def _meeting(self, told: Told, span: Span, common: dict[str, Any]) -> MeetingReport:
        with_ = self._all(told.get("with", ()), span)
        return MeetingReport(
            status=MeetingStatus(told["meeting"]),
            participants=with_,
            chairs=self._all(told.get("chair", ()), span),
            hosts=self._all(told.get("host", ()), span),
            represented=self._all(told.get("represented", ()), span),
            absentees=self._all(told.get("without", ()), span),
            place=self._one(told.get("place"), span),
            venue=told.get("venue"),
            topics=tuple(told.get("topics", ())),
            when=_when(told.get("when")),
            **common,
        )

    def _alliance(self, told: Told, span: Span, common: dict[str, Any]) -> AllianceReport:
        return AllianceReport(
            status=AllianceStatus(told["alliance"]),
            members=self._all(told.get("members", ()), span),
            alliances=self._all(told.get("in", ()), span),
            opponents=self._all(told.get("against", ()), span),
            scope=told.get("scope"),
            when=_when(told.get("when")),
            **common,
        )

    def _role(self, told: Told, span: Span, common: dict[str, Any]) -> RoleReport:
        return RoleReport(
            status=RoleStatus(told["role"]),
            holder=self._entity(told["who"], span),
            title=told["title"],
            organization=self._one(told.get("of"), span),
            area=self._one(told.get("area"), span),
            **common,
        )

    def _move(self, told: Told, span: Span, common: dict[str, Any]) -> MoveReport:
        return MoveReport(
            status=MoveStatus(told.get("status", "Done")),
            mover=self._entity(told["who"], span),
            kind=MoveKind(told["move"]),
            title=told.get("title"),
            organization=self._one(told.get("of"), span),
            when=_when(told.get("when")),
            **common,
        )

    def _kin(self, told: Told, span: Span, common: dict[str, Any]) -> KinReport:
        return KinReport(
            person=self._entity(told["who"], span),
            relation=Relation(told["kin"]),
            relative=self._entity(told["of"], span),
            **common,
        )

    def _statement(self, told: Told, span: Span, common: dict[str, Any]) -> StatementReport:
        quote = told["statement"] or None
        return StatementReport(speaker=self._entity(told["who"], span), quote=quote, **common)

    def _seats(self, told: Told, span: Span, common: dict[str, Any]) -> SeatSharingReport:
        shares = told.get("shares", {})
        return SeatSharingReport(
            status=SeatStatus(told["seats"]),
            members=self._all(told.get("members", ()), span),
            scope=told.get("scope"),
            seats=tuple(SeatShare(self._entity(p, span), n) for p, n in shares.items()),
            **common,
        )

    def _all(self, told: Iterable[str | Told], span: Span) -> tuple[Entity, ...]:
        """Return the entities TOLD."""
        return tuple(self._entity(one, span) for one in told)

    def _one(self, told: str | Told | None, span: Span) -> Entity | None:
        """Return the entity TOLD, if there is one."""
        return self._entity(told, span) if told else None

    def _entity(self, told: str | Told, span: Span) -> Entity:
        """Return the entity TOLD, noted as named in SPAN.

        `party/gp` is the gazetteer's, `party: New Front` the article's own, a plain name a person.
        """
        if isinstance(told, str):
            entity = self._known.get(told) or Entity(EntityKind.PERSON, slug(told), told)
        else:
            kind = next(kind for kind in EntityKind if kind.value in told)
            entity = Entity(
                kind,
                slug(told[kind.value]),
                told[kind.value],
                area=self._one(told.get("area"), span),
                group_of=self._one(told.get("of"), span),
            )
        self._entities.setdefault(entity, span)
        return entity


def _when(told: str | date | Told | None) -> When | None:
    """Return the date TOLD: a day, month, year, day of an unknown year, or a weekday."""
    if told is None:
        return None
    if isinstance(told, Mapping):
        found = _when(told["value"])
        assert found is not None
        return When(
            "so it says", found.value, Weekday(told["weekday"]), found.earliest, found.latest
        )
    text = str(told)
    if text in list(Weekday):
        return When(f"on {text}", weekday=Weekday(text))
    if text.startswith("--"):
        return When("so it says", value=text)
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    last_month = month or 12
    last = day or calendar.monthrange(year, last_month)[1]
    first = date(year, month or 1, day or 1)
    return When("so it says", text, None, first, date(year, last_month, last))


# --- the facts graph in short --------------------------------------------------------------------

_HIDDEN = {"firstReported", "lastReported", "confidence", "dateExpression", "earliest", "latest"}
_TYPES_HIDDEN = {"Mention", "Report"}


def _rendered(triples: Iterable[Triple], articles: Iterable[ArticleGraph]) -> str:
    """Return the facts graph as blocks: type and label, then the properties; sorted.

    Facts and conflicts are shown by their labels, reports and mentions by their articles.
    """
    nodes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        assert isinstance(triple.subject, NamedNode)
        assert not isinstance(triple.object, Triple)
        nodes[triple.subject.value][triple.predicate.value].append(triple.object.value)
    article_of = _articles_of_reports(articles)
    blocks = []
    for iri, properties in nodes.items():
        types = [type_.rpartition("#")[2] for type_ in properties[RDF + "type"]]
        if _TYPES_HIDDEN & set(types) or "FactsGraph" in types:
            continue
        lines = [_head(iri, types, properties)]
        for name in sorted(set(properties) - {RDF + "type", RDFS + "label"}):
            local = re.split("[#/]", name)[-1]
            values = sorted({_short(v, nodes, article_of) for v in properties[name]})
            if local not in _HIDDEN:
                lines.append(f"  {local}: {'; '.join(values)}")
        blocks.append("\n".join(lines))
    return "\n\n".join(sorted(blocks)) + "\n"


def _head(iri: str, types: Sequence[str], properties: Mapping[str, Sequence[str]]) -> str:
    """Return the first line of a node: an entity with its IRI, a fact with its label."""
    (label,) = properties[RDFS + "label"]
    kind = sorted(types)[0].rpartition("/")[2]
    path = iri.removeprefix(IRIS.base)
    is_entity = path.split("/")[0] in ("person", "party", "alliance", "body", "place", "article")
    return f"{kind} {path}: {label}" if is_entity else f"{kind}: {label}"


def _articles_of_reports(articles: Iterable[ArticleGraph]) -> dict[str, str]:
    """Return the identifier of the article of each report."""
    reported_in = NamedNode(POL + "reportedIn")
    return {
        triple.subject.value: IRIS.identifier(graph.article)
        for graph in articles
        for triple in graph.triples
        if triple.predicate == reported_in and isinstance(triple.subject, NamedNode)
    }


def _short(
    value: str, nodes: Mapping[str, Mapping[str, list[str]]], reports: Mapping[str, str]
) -> str:
    """Return VALUE as short as it can be told."""
    if value in reports:
        return reports[value]
    if value.startswith(POL):
        return value.removeprefix(POL)
    path = value.removeprefix(IRIS.base)
    facts = ("meeting", "membership", "stance", "tenure", "move", "conflict")
    if path.split("/")[0] in facts and value in nodes:
        return nodes[value][RDFS + "label"][0]
    return path
