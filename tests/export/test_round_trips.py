"""Store, each format, rdflib and pyoxigraph, store: the same quads, whatever the literals."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.export import FORMATS, export
from kg.stores import LocalStore
from kg.vocabulary import POL, RDFS, XSD

pytestmark = pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")

BASE = "https://example.org/kg/"
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
    ["person/a", "person/a-b", "report/00", "article/a%20b#char=1,2", "party/x.y", "party/"]
).map(lambda name: NamedNode(BASE + name))
PROPERTIES = st.sampled_from(
    [POL + "topic", POL + "participant", POL + "confidence", POL + "date", RDFS + "label"]
).map(NamedNode)
GRAPH = st.lists(st.builds(Triple, NODES, PROPERTIES, NODES | LITERALS), max_size=8)


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
        store.replace_graph(name, triples)
    stream = io.BytesIO()
    export(store.quads(), fmt, stream, base=BASE)
    union = {quad.triple for quad in store.quads()}
    for read in (by_pyoxigraph, by_rdflib):
        found = read(stream.getvalue(), fmt)
        if FORMATS[fmt].named_graphs:
            for name in NAMES:
                own = [q.triple for q in found if q.graph_name == NamedNode(name)]
                other.replace_graph(name, own)
            assert set(other.quads()) == set(store.quads())
        else:
            other.replace_graph(NAMES[0], [quad.triple for quad in found])
            assert set(other.triples(NAMES[0])) == union


def by_pyoxigraph(content: bytes, fmt: str) -> list[Quad]:
    return list(parse(content, format=SYNTAX[fmt][0]))


def by_rdflib(content: bytes, fmt: str) -> list[Quad]:
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
            NamedNode(str(g)) if str(g) in NAMES else DefaultGraph(),
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
