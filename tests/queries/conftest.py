"""The store that the saved queries are tested on, out of invented articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize
from rdflib import Dataset
from rdflib.term import Identifier, URIRef
from rdflib.term import Literal as RdflibLiteral

from kg.consolidation import consolidate
from kg.graph import Iris, to_graph
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
from kg.queries import Queryable, Term
from kg.stores import Endpoint, LocalStore, Options, load_endpoint
from kg.vocabulary import (
    DEFAULT_BASE,
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
from tests.plugins.filling import hold
from tests.plugins.oxigraph_server import OxigraphServer
from tests.plugins.virtuoso_server import VirtuosoServer

HERE = Path(__file__).parent
STORE = HERE / "store.trig"
PREFIXES = {
    "oa": "http://www.w3.org/ns/oa#",
    "pol": "https://w3id.org/politics-kg/ontology#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_CLASSES: dict[str, tuple[type[AnyReport], type]] = {
    "meeting": (MeetingReport, MeetingStatus),
    "alliance": (AllianceReport, AllianceStatus),
    "role": (RoleReport, RoleStatus),
    "move": (MoveReport, MoveStatus),
    "kin": (KinReport, Relation),
    "statement": (StatementReport, str),
    "seat-sharing": (SeatSharingReport, SeatStatus),
}
_ENTITY_FIELDS = frozenset(
    "participants chairs hosts represented absentees place members alliances opponents holder "
    "organization area mover agent person relative speaker attributed_to".split()
)


class Corpus:
    """The articles of a YAML file, as the mappers would hand them on."""

    def __init__(self, path: Path) -> None:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        self._entities: dict[str, Entity] = {}
        for label, given in data["entities"].items():
            self._entities[label] = self._entity(label, dict(given))
        self.facts = [self._facts(article) for article in data["articles"]]

    def _entity(self, label: str, given: dict[str, Any]) -> Entity:
        group_of = given.pop("group_of", None)
        kind = EntityKind(given.pop("kind"))
        owner = self._entities[group_of] if group_of else None
        return Entity(kind=kind, label=label, group_of=owner, **given)

    def _facts(self, article: dict[str, Any]) -> Facts:
        sentences = dict.fromkeys(said for report in article["reports"] for said in report["says"])
        text = " ".join(sentences)
        document = Document(
            identifier=article["id"],
            text=text,
            origin=article["id"],
            **{
                key: article.get(key)
                for key in ("headline", "published", "publisher", "agency", "url")
            },
        )
        named = [
            NamedEntity(entity, (label,), Span(text.index(label), text.index(label) + len(label)))
            for label, entity in self._entities.items()
            if label in text
        ]
        reports = tuple(self._report(report, text) for report in article["reports"])
        return Facts(document=document, entities=tuple(named), reports=reports)

    def _report(self, given: dict[str, Any], text: str) -> AnyReport:
        name = next(name for name in _CLASSES if name in given)
        cls, status = _CLASSES[name]
        fields = {key: self._value(key, value) for key, value in given[name].items()}
        if "status" in fields:
            fields["status"] = status(fields["status"])
        if "relation" in fields:
            fields["relation"] = Relation(fields["relation"])
        if "kind" in fields:
            fields["kind"] = MoveKind(fields["kind"])
        spans = tuple(Span(text.index(s), text.index(s) + len(s)) for s in given["says"])
        for key in ("attribution", "attributed_to"):
            if key in given:
                fields[key] = self._value(key, given[key])
        return cls(evidence=spans, mapper=name, **fields)

    def _value(self, key: str, value: Any) -> Any:
        if key == "when":
            return _when(**value)
        if key == "seats":
            return tuple(SeatShare(self._entities[party], n) for party, n in value.items())
        if key in _ENTITY_FIELDS:
            if isinstance(value, list):
                return tuple(self._entities[label] for label in value)
            return self._entities[value]
        return tuple(value) if isinstance(value, list) else value


def _when(
    expression: str,
    value: str | None = None,
    weekday: str | None = None,
    earliest: date | None = None,
    latest: date | None = None,
) -> When:
    day = date.fromisoformat(value) if value and len(value) == len("2031-03-04") else None
    known = Weekday(weekday) if weekday else None
    return When(expression, value, known, earliest or day, latest or day)


def store_of(corpus: Corpus, gazetteer: Path) -> bytes:
    """Return the whole store that CORPUS gives, as TriG."""
    iris = Iris(DEFAULT_BASE)
    known = [quad.triple for quad in parse(path=gazetteer, format=RdfFormat.TURTLE)]
    articles = [to_graph(facts, iris) for facts in corpus.facts]
    graphs: list[tuple[str, list[Triple]]] = [
        *((graph.article, list(graph.triples)) for graph in articles),
        (iris.facts_graph, consolidate(articles, known, iris)),
        (iris.gazetteer_graph, sorted(set(known), key=str)),
    ]
    quads = [
        Quad(each.subject, each.predicate, each.object, NamedNode(name))
        for name, triples in sorted(graphs)
        for each in triples
    ]
    written = serialize(quads, format=RdfFormat.TRIG, prefixes=PREFIXES)
    assert written is not None
    return written


@dataclass(frozen=True)
class Rows:
    """The answer to a SELECT."""

    columns: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]


class InRdflib:
    """TriG in rdflib's dataset, without a union default graph."""

    def __init__(self, trig: bytes, base: str) -> None:
        self.base = base
        self._dataset = Dataset()
        self._dataset.parse(data=trig, format="trig")

    def query(self, sparql: str, /) -> Rows:
        answer = self._dataset.query(sparql)
        variables = answer.vars or []
        rows = [tuple(_term(row.get(name)) for name in variables) for row in answer.bindings]
        return Rows(tuple(map(str, variables)), rows)


def _term(term: Identifier | None) -> Term | None:
    if term is None:
        return None
    if isinstance(term, URIRef):
        return NamedNode(str(term))
    assert isinstance(term, RdflibLiteral)
    datatype = NamedNode(str(term.datatype)) if term.datatype else None
    return Literal(str(term), datatype=datatype)


def _local(trig: bytes, folder: Path, base: str = DEFAULT_BASE) -> LocalStore:
    store = LocalStore.open(folder, base=base)
    graphs: dict[str, list[Triple]] = {}
    for quad in parse(trig, RdfFormat.TRIG):
        assert isinstance(quad.graph_name, NamedNode)
        graphs.setdefault(quad.graph_name.value, []).append(quad.triple)
    for name, triples in graphs.items():
        hold(store, name, triples)
    return store


Engines = Callable[[str, bytes], Queryable]


@pytest.fixture(scope="session")
def engines(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Engines]:
    """Return what gives the engine of a name with TriG in it; each is filled once."""
    with ExitStack() as open_ones:

        @cache
        def engine(name: str, trig: bytes) -> Queryable:
            if name == "rdflib":
                return InRdflib(trig, DEFAULT_BASE)
            store = open_ones.enter_context(_local(trig, tmp_path_factory.mktemp("store")))
            if name == "embedded":
                return store
            if name == "virtuoso":
                virtuoso: VirtuosoServer = request.getfixturevalue("virtuoso")
                load_endpoint(store, virtuoso.url, virtuoso.access, Options(prune=True))
                return Endpoint(virtuoso.url)
            server = OxigraphServer()
            open_ones.callback(server.kill)
            load_endpoint(store, server.url)
            return Endpoint(server.url)

        yield engine


@pytest.fixture
def of_another_base(tmp_path: Path) -> Iterator[Queryable]:
    """Return the embedded store with the articles in it, under a base of a publisher's own."""
    base = "https://example.org/kg/"
    text = STORE.read_text(encoding="utf-8").replace(DEFAULT_BASE, base)
    trig = text.replace(f"{base}ontology#", f"{DEFAULT_BASE}ontology#").encode()
    with _local(trig, tmp_path, base) as store:
        yield store


@pytest.fixture(scope="session")
def built_store() -> bytes:
    """Return the store that the articles give now."""
    return store_of(Corpus(HERE / "articles.yaml"), HERE / "gazetteer.ttl")


@pytest.fixture(scope="session")
def embedded(engines: Engines) -> Queryable:
    """Return the embedded store with the articles in it."""
    return engines("embedded", STORE.read_bytes())
