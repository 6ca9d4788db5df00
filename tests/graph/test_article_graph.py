"""Facts as RDF: every report and slot, in one golden graph, and what must hold of any."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
    parse,
    serialize,
)
from rdflib import Graph

from kg.graph import ArticleGraph, Iris, PackedGraph, to_graph
from kg.graph.evidence import evidence_triples
from kg.graph.terms import carried, confidence, oa, partial_date, pol
from kg.model import (
    Document,
    Entity,
    Facts,
    MeetingReport,
    NamedEntity,
    RoleReport,
    Span,
    StatementReport,
)
from kg.vocabulary import RDF, RDFS, SKOS, EntityKind, MeetingStatus, RoleStatus

IRIS = Iris()
GOLDEN = Path(__file__).parent / "cases" / "all-reports.nt"
TYPE, LABEL, ALT_LABEL = (
    NamedNode(RDF + "type"),
    NamedNode(RDFS + "label"),
    NamedNode(SKOS + "altLabel"),
)


def _lines(graph: ArticleGraph) -> str:
    return "".join(f"{triple} .\n" for triple in graph.triples)


def _objects(graph: ArticleGraph, subject: str, property_: NamedNode) -> list[str]:
    node = NamedNode(subject)
    found = [t.object for t in graph.triples if (t.subject, t.predicate) == (node, property_)]
    return [o.value for o in found if isinstance(o, NamedNode | Literal)]


def _with_reports(facts: Facts, *reports: MeetingReport | RoleReport | StatementReport) -> Facts:
    return replace(facts, reports=reports)


def test_every_report(facts: Facts, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN, _lines(to_graph(facts, IRIS)))


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_the_hash_seed_changes_nothing(seed: str) -> None:
    test = f"{__file__}::test_every_report"
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout


def test_triples_come_once_and_in_order(facts: Facts) -> None:
    lines = _lines(to_graph(facts, IRIS)).splitlines()
    assert lines == sorted(set(lines))


def test_order_of_entities_and_of_reports_of_other_kinds_means_nothing(facts: Facts) -> None:
    shuffled = replace(
        facts,
        entities=facts.entities[::-1],
        reports=facts.reports[::-1],
    )
    assert to_graph(shuffled, IRIS) == to_graph(facts, IRIS)


def test_every_node_has_a_type_and_every_entity_a_name(facts: Facts) -> None:
    graph = to_graph(facts, IRIS)
    subjects = {t.subject for t in graph.triples}
    assert subjects == {t.subject for t in graph.triples if t.predicate == TYPE}
    properties = [pol(name) for name in ("participant", "member", "organization", "area", "agent")]
    for triple in graph.triples:
        if triple.predicate in properties:
            assert isinstance(triple.object, NamedNode)
            assert len(_objects(graph, triple.object.value, LABEL)) == 1


def test_another_base_is_in_every_own_iri(facts: Facts) -> None:
    other = Iris("https://example.org/news/")
    moved = _lines(to_graph(facts, other))
    assert IRIS.base not in moved.replace(IRIS.base + "ontology#", "")


def test_identity_is_without_confidence_and_mapper(facts: Facts) -> None:
    changed = tuple(replace(r, confidence=0.3, mapper="other") for r in facts.reports)
    before, after = to_graph(facts, IRIS), to_graph(replace(facts, reports=changed), IRIS)
    assert {t.subject for t in before.triples} == {t.subject for t in after.triples}


def test_identity_is_without_the_base(facts: Facts) -> None:
    other = Iris("https://example.org/news/")
    names = [
        {
            str(t.subject.value).removeprefix(iris.base)
            for t in to_graph(facts, iris).triples
            if t.predicate == pol("mapper") and isinstance(t.subject, NamedNode)
        }
        for iris in (IRIS, other)
    ]
    assert names[0] == names[1]


def test_meetings_of_one_sentence_are_told_apart(facts: Facts) -> None:
    meeting = facts.reports[0]
    assert isinstance(meeting, MeetingReport)
    planned = replace(meeting, status=MeetingStatus.PLANNED)
    graph = to_graph(_with_reports(facts, meeting, planned), IRIS)
    meetings = [t.subject for t in graph.triples if t.object == pol("MeetingReport")]
    assert len(set(meetings)) == 2


def test_of_reports_with_one_identity_the_surer_stands(facts: Facts) -> None:
    role = facts.reports[2]
    assert isinstance(role, RoleReport)
    former = replace(role, status=RoleStatus.FORMER, confidence=0.2)
    for order in ((role, former), (former, role)):
        graph = to_graph(_with_reports(facts, *order), IRIS)
        assert {t.object for t in graph.triples if t.predicate == pol("status")} == {pol("Current")}


def test_offices_in_two_areas_are_two(facts: Facts) -> None:
    role = facts.reports[2]
    assert isinstance(role, RoleReport)
    areas = [Entity(EntityKind.PLACE, name, name, known=True) for name in ("north", "south")]
    roles = [replace(role, organization=None, area=area) for area in areas]
    graph = to_graph(_with_reports(facts, *roles), IRIS)
    assert len({t.subject for t in graph.triples if t.object == pol("RoleReport")}) == 2


def test_who_chairs_or_hosts_takes_part(facts: Facts) -> None:
    meeting = facts.reports[0]
    assert isinstance(meeting, MeetingReport)
    graph = to_graph(_with_reports(facts, replace(meeting, participants=())), IRIS)
    found = {t.object for t in graph.triples if t.predicate == pol("participant")}
    assert found == {t.object for t in graph.triples if t.predicate in (pol("chair"), pol("host"))}


def test_known_entities_have_the_names_that_the_article_uses(facts: Facts) -> None:
    party = Entity(EntityKind.PARTY, "harbour", "Harbour Party", known=True)
    named = NamedEntity(party, ("HP", "the Harbour"), Span(0, 2))
    graph = to_graph(replace(facts, entities=(named,), reports=()), IRIS)
    iri = IRIS.base + "party/harbour"
    assert _objects(graph, iri, LABEL) == ["Harbour Party"]
    assert _objects(graph, iri, ALT_LABEL) == ["HP", "the Harbour"]
    assert _objects(graph, iri, pol("evidence")) == []


def test_what_syntaxes_cannot_carry_is_replaced_one_by_one(facts: Facts) -> None:
    text = "a\x00b \ud83d \x0b\ufffe said Mira Solberg"
    document = Document("x", text, "x", headline="\x1fHead")
    graph = to_graph(Facts(document, None, (), facts.reports), IRIS)
    for triple in graph.triples:
        if isinstance(triple.object, Literal):
            assert carried(triple.object.value) == triple.object.value
    assert len(carried(text)) == len(text)
    for syntax in (RdfFormat.N_TRIPLES, RdfFormat.TURTLE, RdfFormat.RDF_XML):
        assert {q.triple for q in parse(_bytes(graph, syntax), format=syntax)} == set(graph.triples)


def _bytes(graph: ArticleGraph, syntax: RdfFormat) -> bytes:
    written = serialize(graph.triples, format=syntax)
    assert written is not None
    return written


@given(st.text(max_size=300), st.data())
def test_evidence_gives_its_words_back(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    triples = list(evidence_triples(IRIS.article("a"), span, text))
    words = {t.predicate: t.object.value for t in triples if isinstance(t.object, Literal)}
    around = [words.get(oa(name), "") for name in ("prefix", "exact", "suffix")]
    assert "".join(around) in carried(text)
    assert around[1] == carried(text)[span.start : span.end]
    assert all(len(part) <= 60 for part in (around[0], around[2]))
    assert (words[oa("start")], words[oa("end")]) == (str(span.start), str(span.end))


@given(st.floats(0, 1))
def test_confidence_is_canonical_and_never_certain(value: float) -> None:
    written = confidence(value).value
    assert 0.01 <= float(written) <= 0.99
    assert abs(float(written) - value) <= 0.0101
    assert written == str(float(written))


DATES = {"2031-05-06": "date", "2031-05": "gYearMonth", "2031": "gYear", "--05-06": "gMonthDay"}


@pytest.mark.parametrize(("value", "datatype"), DATES.items())
def test_dates_are_typed_by_their_form(value: str, datatype: str) -> None:
    assert partial_date(value).datatype.value.rpartition("#")[2] == datatype


@pytest.mark.parametrize("value", ["", "May", "2031-5-6", "31", "2031-05-06T00:00"])
def test_other_forms_are_no_dates(value: str) -> None:
    with pytest.raises(ValueError, match="not a date"):
        partial_date(value)


def test_an_article_without_anything_is_an_article() -> None:
    graph = to_graph(Facts(Document("x", "", "x")), IRIS)
    assert {t.predicate for t in graph.triples} == {TYPE, pol("sha256"), pol("extractor")}
    assert all(isinstance(t, Triple) for t in graph.triples)


def test_stores_and_syntaxes_give_every_literal_back(facts: Facts) -> None:
    graph = to_graph(facts, IRIS)
    store = Store()
    store.extend(Quad(*triple) for triple in graph.triples)
    assert {quad.triple for quad in store} == set(graph.triples)
    for syntax, ox_syntax in (("turtle", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES)):
        read = Graph().parse(data=_bytes(graph, ox_syntax), format=syntax)
        written = read.serialize(format=syntax, encoding="utf-8")
        assert {q.triple for q in parse(written, format=ox_syntax)} == set(graph.triples)


@given(headline=st.text(max_size=40).map(lambda text: f"{text} .\n{text}"))
def test_a_packed_graph_is_its_quads(headline: str) -> None:
    graph = to_graph(Facts(Document("x", "", "x", headline=headline)), IRIS)
    name = NamedNode(graph.article)
    quads = [Quad(t.subject, t.predicate, t.object, name) for t in graph.triples]
    packed = PackedGraph.of(graph)
    assert packed.quads == serialize(quads, format=RdfFormat.N_QUADS)
    assert packed.unpacked() == graph
