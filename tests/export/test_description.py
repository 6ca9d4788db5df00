"""The description of an export, and the reifiers of RDF 1.2: what they say holds in the graph."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import rdflib
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Triple, parse

from kg.export import Counted, description, export, reified
from kg.graph import Iris
from kg.graph.terms import REIFIES, TYPE, pol
from kg.vocabulary import DEFAULT_BASE
from tests.export.graphs import Graphs

DATA = Path(__file__).parent / "data"
BASE = "https://example.org/kg/"
SAMPLE = list(parse(path=DATA / "sample.trig", format=RdfFormat.TRIG))
GRAPHS = Graphs()
QUADS = sorted(GRAPHS.quads(), key=str)
COUNTS = """\
PREFIX void: <http://rdfs.org/ns/void#>
SELECT ?class ?count WHERE { ?part void:class ?class ; void:entities ?count }
"""


def described(quads: list[Quad], base: str, on: date | None = None) -> bytes:
    counted = Counted()
    assert list(counted.passing(quads)) == quads
    triples = description(counted, base, "nquads", file="a.nq.gz", on=on)
    stream = io.BytesIO()
    quads = [Quad(s, p, o, DefaultGraph()) for s, p, o in triples]
    export(quads, "turtle", stream, base=base)
    return stream.getvalue()


def test_a_description_looks_as_it_should(golden: Callable[[Path, str], None]) -> None:
    content = described(SAMPLE, BASE, date(2031, 5, 6))
    golden(DATA / "golden" / "sample.description.ttl", content.decode())
    assert described(SAMPLE[::-1], BASE, date(2031, 5, 6)) == content


def test_without_a_day_there_is_none() -> None:
    assert b"dcterms:modified" not in described(SAMPLE, BASE)


def test_the_counts_are_those_of_the_graphs() -> None:
    found = rdflib.Graph().parse(data=described(QUADS, DEFAULT_BASE), format="turtle")
    counts = {str(row[0]): int(str(row[1])) for row in found.query(COUNTS)}  # type: ignore[index]
    typed = [str(quad.object)[1:-1] for quad in QUADS if quad.predicate == TYPE]
    assert counts == {class_: typed.count(class_) for class_ in typed}


def test_reifiers_say_what_reports_and_facts_both_say() -> None:
    quads = sorted(QUADS, key=lambda quad: str(quad.graph_name))
    added = [quad for quad in reified(GRAPHS, quads) if quad.predicate == REIFIES]
    assert added
    facts = {quad.triple for quad in GRAPHS.quads([Iris().facts_graph])}
    for subject, _, told, graph in added:
        assert told in facts
        assert isinstance(told, Triple)
        assert Triple(told.subject, pol("hasReport"), subject) in facts
        assert Quad(subject, pol("reportedIn"), graph, graph) in quads
    meeting = next(t.subject for t in facts if t.predicate == pol("participant"))
    participants = {t.object for t in facts if t[0] == meeting and t[1] == pol("participant")}
    told_of = {quad.object[2] for quad in added if quad.object[0] == meeting}  # type: ignore[index]
    assert participants <= told_of


def test_reifiers_are_written_and_read() -> None:
    quads = sorted(QUADS, key=lambda quad: str(quad.graph_name))
    expected = set(reified(GRAPHS, quads))
    for fmt, syntax in (("nquads", RdfFormat.N_QUADS), ("trig", RdfFormat.TRIG)):
        stream = io.BytesIO()
        export(reified(GRAPHS, quads), fmt, stream, base=DEFAULT_BASE)
        assert set(parse(stream.getvalue(), format=syntax)) == expected
