"""Store, each format, rdflib and pyoxigraph, store: the same quads, whatever the literals."""

from __future__ import annotations

import gzip
import io
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.export import FORMATS, export, export_file, pattern_for, split
from kg.export.ontology.reading import read_ontology
from kg.graph.reading import read_rdf
from kg.graph.terms import REIFIES
from kg.stores import LocalStore
from kg.vocabulary import DEFAULT_BASE, OA, POL, RDF, RDFS, SCHEMA, SKOS, XSD
from tests.plugins.filling import hold

pytestmark = pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")

BASE = "https://example.org/kg/"
QUERIES = Path(__file__).parents[1] / "queries" / "store.trig"
NAMES = (f"{BASE}article/a%20b", f"{BASE}graph/facts")
SYNTAX = {
    "turtle": (RdfFormat.TURTLE, "turtle"),
    "longturtle": (RdfFormat.TURTLE, "turtle"),
    "trig": (RdfFormat.TRIG, "trig"),
    "nquads": (RdfFormat.N_QUADS, "nquads"),
    "ntriples": (RdfFormat.N_TRIPLES, "nt"),
    "jsonld": (RdfFormat.JSON_LD, "json-ld"),
}
NASTY = st.sampled_from(
    [
        "",
        " \n",
        "\r\n\t",
        '"""',
        "'''\\",
        '\\" .\n<a> <b> <c> .',
        "العربية \u202e עברית \u200f",
        "😀\U0001f9d1\u200d\U0001f33e é e\u0301",
        "\\u0041 %20 {} <x> & ]]>",
        "@en ^^xsd:string",
        "नमस्ते 中文",
        "a" * 100_000,
        '"\n' * 20_000,
    ]
)
TEXT = NASTY | st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=40
)
LITERALS = st.one_of(
    TEXT.map(Literal),
    st.builds(
        lambda text, tag: Literal(text, language=tag), TEXT, st.sampled_from(["en", "pt-br", "ar"])
    ),
    st.builds(
        lambda t, d: Literal(t, datatype=NamedNode(d)),
        TEXT,
        st.sampled_from(["http://e.org/type", POL + "odd"]),
    ),
    st.sampled_from(
        [
            Literal("0.9", datatype=NamedNode(XSD + "decimal")),
            Literal("-7", datatype=NamedNode(XSD + "integer")),
            Literal("--05-05", datatype=NamedNode(XSD + "gMonthDay")),
            Literal("2031-05-06", datatype=NamedNode(XSD + "date")),
            Literal("true", datatype=NamedNode(XSD + "boolean")),
        ]
    ),
)
NODES = st.sampled_from(
    [
        *(
            "person/a",
            "person/a-b",
            "party/x.y",
            "party/",
            "place/india",
            "title/mp",
            "candidate/0",
        ),
        *("report/00", "report/00#seats-1", "article/a%20b", "article/a%20b#char=1,2"),
    ]
).map(lambda name: NamedNode(BASE + name))
TERMS = read_ontology().terms
CLASSES = st.sampled_from([POL + term.name for term in TERMS if term.kind == "class"]).map(
    NamedNode
)
PROPERTIES = st.sampled_from(
    [POL + term.name for term in TERMS if term.kind == "property"]
    + [RDFS + "label", SKOS + "altLabel", OA + "exact", OA + "start", SCHEMA + "datePublished"]
    + [SCHEMA + "url", "http://e.org/odd-1"]
).map(NamedNode)
STATEMENTS = st.builds(Triple, NODES, PROPERTIES, NODES | LITERALS) | st.builds(
    Triple, NODES, st.just(NamedNode(RDF + "type")), CLASSES
)
GRAPH = st.lists(STATEMENTS, max_size=8)


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LocalStore, LocalStore]]:
    """Return the store that is exported, and the one that what is read is put into."""
    folder = tmp_path_factory.mktemp("stores")
    with (
        LocalStore.open(folder / "one", base=BASE) as one,
        LocalStore.open(folder / "other", base=BASE) as other,
    ):
        yield one, other


@pytest.mark.parametrize("fmt", FORMATS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(graphs=st.tuples(GRAPH, GRAPH))
def test_what_goes_out_comes_in(
    fmt: str, stores: tuple[LocalStore, LocalStore], graphs: tuple[list[Triple], list[Triple]]
) -> None:
    store, other = stores
    for name, triples in zip(NAMES, graphs, strict=True):
        hold(store, name, triples)
    stream = io.BytesIO()
    export(store.quads(), fmt, stream, base=BASE)
    union = {quad.triple for quad in store.quads()}
    for read in (by_pyoxigraph, by_rdflib):
        found = read(stream.getvalue(), fmt)
        if FORMATS[fmt].named_graphs:
            for name in NAMES:
                own = [q.triple for q in found if q.graph_name == NamedNode(name)]
                hold(other, name, own)
            assert set(other.quads()) == set(store.quads())
        else:
            hold(other, NAMES[0], [quad.triple for quad in found])
            assert set(other.triples(NAMES[0])) == union


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_whole_store_goes_out_and_comes_in(fmt: str) -> None:
    quads = list(read_rdf(QUERIES))
    stream = io.BytesIO()
    export(quads, fmt, stream, base=DEFAULT_BASE)
    names = {str(quad.graph_name)[1:-1] for quad in quads}
    for found in (by_pyoxigraph(stream.getvalue(), fmt), by_rdflib(stream.getvalue(), fmt, names)):
        if FORMATS[fmt].named_graphs:
            assert set(found) == set(quads)
        else:
            assert {quad.triple for quad in found} == {quad.triple for quad in quads}


@pytest.mark.parametrize("fmt", [fmt for fmt in FORMATS if FORMATS[fmt].named_graphs])
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(graphs=st.tuples(GRAPH, GRAPH))
def test_what_goes_into_a_packed_file_comes_out(
    fmt: str, tmp_path: Path, graphs: tuple[list[Triple], list[Triple]]
) -> None:
    quads = list(_quads(graphs))
    path = tmp_path / f"a{FORMATS[fmt].ending}.gz"
    export_file(quads, path, base=BASE)
    assert set(read_rdf(path)) == set(quads)
    with gzip.open(path) as stream:
        assert set(by_rdflib(stream.read(), fmt)) == set(quads)


@pytest.mark.parametrize("fmt", FORMATS)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(graphs=st.tuples(GRAPH, GRAPH))
def test_what_goes_into_a_file_an_article_comes_out(
    fmt: str, tmp_path: Path, graphs: tuple[list[Triple], list[Triple]]
) -> None:
    quads = list(_quads(graphs))
    own = {quad for quad in quads if quad.graph_name == NamedNode(NAMES[0])}
    (tmp_path / f"a%20b{FORMATS[fmt].ending}").unlink(missing_ok=True)
    split(quads, pattern_for(tmp_path, fmt), fmt, BASE)
    found = {quad.triple for path in tmp_path.iterdir() for quad in read_rdf(path)}
    assert found == {quad.triple for quad in own}


@pytest.mark.parametrize("fmt", ["trig", "nquads", "ntriples"])
@settings(max_examples=25)
@given(graphs=st.tuples(GRAPH, GRAPH), told=GRAPH)
def test_triples_inside_of_triples_come_back(
    fmt: str, graphs: tuple[list[Triple], list[Triple]], told: list[Triple]
) -> None:
    reifiers = [Triple(NamedNode(BASE + "report/00"), REIFIES, triple) for triple in told]
    quads = list(_quads((graphs[0] + reifiers, graphs[1])))
    stream = io.BytesIO()
    export(quads, fmt, stream, base=BASE)
    found = by_pyoxigraph(stream.getvalue(), fmt)
    if FORMATS[fmt].named_graphs:
        assert set(found) == set(quads)
    else:
        assert {quad.triple for quad in found} == {quad.triple for quad in quads}


def _quads(graphs: tuple[list[Triple], list[Triple]]) -> Iterator[Quad]:
    """Yield the triples of GRAPHS as quads, graph by graph."""
    for name, triples in zip(NAMES, graphs, strict=True):
        for triple in triples:
            yield Quad(triple.subject, triple.predicate, triple.object, NamedNode(name))


def by_pyoxigraph(content: bytes, fmt: str) -> list[Quad]:
    return list(parse(content, format=SYNTAX[fmt][0]))


def by_rdflib(content: bytes, fmt: str, names: Collection[str] = NAMES) -> list[Quad]:
    """Return what rdflib reads, each literal as it stands."""
    normal, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        dataset = rdflib.Dataset()
        dataset.parse(data=content, format=SYNTAX[fmt][1])
    finally:
        rdflib.NORMALIZE_LITERALS = normal
    return [
        Quad(
            NamedNode(str(s)),
            NamedNode(str(p)),
            _term(o),
            NamedNode(str(g)) if str(g) in names else DefaultGraph(),
        )
        for s, p, o, g in dataset.quads()
    ]


def _term(term: object) -> NamedNode | Literal:
    if isinstance(term, rdflib.Literal):
        if term.language:
            return Literal(str(term), language=term.language)
        datatype = str(term.datatype) if term.datatype else XSD + "string"
        return Literal(str(term), datatype=NamedNode(datatype))
    return NamedNode(str(term))
