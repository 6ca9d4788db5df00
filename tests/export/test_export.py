"""Exports: the same bytes every time, the same statements in every format."""

from __future__ import annotations

import gzip
import io
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

import kg
from kg.errors import UsageError
from kg.export import FORMATS, export, export_file, format_for
from kg.vocabulary import POL, RDF, XSD

# rdflib 7.6 uses what it calls deprecated itself when a Dataset parses.
pytestmark = pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")

BASE = "https://example.org/kg/"
DATA = Path(__file__).parent / "data"
SAMPLE = list(parse(path=DATA / "sample.trig", format=RdfFormat.TRIG))

OXIGRAPH = {
    "turtle": RdfFormat.TURTLE,
    "longturtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
}
RDFLIB = {
    "turtle": "turtle",
    "longturtle": "turtle",
    "trig": "trig",
    "nquads": "nquads",
    "ntriples": "nt",
    "jsonld": "json-ld",
}


def exported(quads: list[Quad], fmt: str, base: str | None = BASE) -> bytes:
    stream = io.BytesIO()
    export(quads, fmt, stream, base=base)
    return stream.getvalue()


def held(quads: list[Quad], fmt: str) -> set[Quad]:
    """Return what a file of the format has to hold of QUADS: they, or their union's triples."""
    if FORMATS[fmt].named_graphs:
        return set(quads)
    return {Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads}


def by_rdflib(content: bytes, syntax: str) -> set[tuple[str, ...]]:
    """Return the quads that rdflib reads, each term as it writes it."""
    dataset = rdflib.Dataset()
    dataset.parse(data=content, format=syntax)
    return {
        (s.n3(), p.n3(), o.n3(), "" if g in (None, DATASET_DEFAULT_GRAPH_ID) else str(g))
        for s, p, o, g in dataset.quads()
    }


formats = pytest.mark.parametrize("fmt", FORMATS)


@formats
def test_the_sample_looks_as_it_should(fmt: str, golden: Callable[[Path, str], None]) -> None:
    golden(DATA / "golden" / f"sample.{fmt}{FORMATS[fmt].ending}", exported(SAMPLE, fmt).decode())


@formats
def test_each_format_holds_the_same(fmt: str) -> None:
    content = exported(SAMPLE, fmt)
    assert set(parse(content, format=OXIGRAPH[fmt])) == held(SAMPLE, fmt)


@formats
def test_rdflib_reads_each_format_back(fmt: str) -> None:
    same = "nquads" if FORMATS[fmt].named_graphs else "ntriples"
    expected = by_rdflib(exported(SAMPLE, same), RDFLIB[same])
    assert len(expected) == len(held(SAMPLE, fmt))
    assert by_rdflib(exported(SAMPLE, fmt), RDFLIB[fmt]) == expected


@formats
def test_a_base_changes_the_names_and_not_the_statements(fmt: str) -> None:
    for base in (None, BASE, "https://example.org/other/"):
        content = exported(SAMPLE, fmt, base)
        assert set(parse(content, format=OXIGRAPH[fmt])) == held(SAMPLE, fmt)


@formats
def test_the_order_within_a_graph_does_not_matter(fmt: str) -> None:
    shuffled = SAMPLE * 2
    random.Random(7).shuffle(shuffled)  # noqa: S311
    shuffled.sort(key=lambda quad: str(quad.graph_name))
    assert exported(shuffled, fmt) == exported(SAMPLE, fmt)


SCRIPT = """
import sys
from pathlib import Path
from kg.export import FORMATS, export
from kg.graph.reading import read_rdf
quads = sorted(set(read_rdf(Path(sys.argv[1]))), key=lambda quad: str(quad.graph_name))
for fmt in FORMATS:
    export(quads, fmt, sys.stdout.buffer, base="https://example.org/kg/")
"""


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, str(DATA / "sample.trig")],
            cwd=Path(kg.__file__).parents[1],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for seed in ("0", "1", "20310506")
    }
    assert outputs == {b"".join(exported(SAMPLE, fmt) for fmt in FORMATS)}


# --- any graph ---------------------------------------------------------------------------------


def _is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


# All of Unicode but what RDF's XML syntaxes can't carry, which the graph never holds.
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r\"'\\{}<>|^`%#@:,;.()[] \u2028\u202e\x7f\x85\U0001f600"),
    max_size=30,
)
LOCAL = st.text(st.sampled_from("abzAZ019-_.~%20,=#/éß"), max_size=8)
IRIS = st.tuples(
    st.sampled_from(
        [BASE, BASE + "person/", BASE + "report/", BASE + "article/", POL, "http://e.org/"]
    ),
    LOCAL,
).map("".join)
NODES = IRIS.filter(_is_iri).map(NamedNode)
LITERALS = st.one_of(
    TEXT.map(Literal),
    st.tuples(TEXT, st.sampled_from(["en", "pt-br", "zh-hant"])).map(
        lambda value: Literal(value[0], language=value[1])
    ),
    st.integers().map(lambda value: Literal(str(value), datatype=NamedNode(XSD + "integer"))),
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-999, max_value=999).map(
        lambda value: Literal(f"{value:.2f}", datatype=NamedNode(XSD + "decimal"))
    ),
    st.dates().map(lambda value: Literal(value.isoformat(), datatype=NamedNode(XSD + "date"))),
    st.sampled_from(["true", "false"]).map(
        lambda value: Literal(value, datatype=NamedNode(XSD + "boolean"))
    ),
    TEXT.map(lambda value: Literal(value, datatype=NamedNode("http://e.org/type"))),
)
QUADS = st.lists(
    st.builds(
        Quad,
        NODES,
        st.sampled_from([RDF + "type", POL + "topic", "http://e.org/odd-1"]).map(NamedNode),
        NODES | LITERALS,
        st.sampled_from([BASE + "article/a", BASE + "graph/facts"]).map(NamedNode),
    ).filter(lambda q: q.predicate.value != RDF + "type" or isinstance(q.object, NamedNode)),
    max_size=12,
).map(lambda quads: sorted(quads, key=lambda quad: str(quad.graph_name)))


@formats
@settings(max_examples=80, deadline=None)
@given(quads=QUADS)
def test_any_graph_comes_back_as_it_was(fmt: str, quads: list[Quad]) -> None:
    content = exported(quads, fmt)
    assert set(parse(content, format=OXIGRAPH[fmt])) == held(quads, fmt)


@formats
@settings(max_examples=40, deadline=None)
@given(quads=QUADS)
def test_any_graph_is_read_by_rdflib(fmt: str, quads: list[Quad]) -> None:
    same = "nquads" if FORMATS[fmt].named_graphs else "ntriples"
    expected = by_rdflib(exported(quads, same), RDFLIB[same])
    assert by_rdflib(exported(quads, fmt), RDFLIB[fmt]) == expected


@formats
def test_nothing_is_a_file_as_well(fmt: str) -> None:
    assert set(parse(exported([], fmt), format=OXIGRAPH[fmt])) == set()


@formats
def test_default_graph_and_blank_nodes_of_others_are_kept(fmt: str) -> None:
    name = NamedNode("http://e.org/p")
    quads = [
        Quad(BlankNode("a"), name, BlankNode("b"), DefaultGraph()),
        Quad(BlankNode("b"), NamedNode(RDF + "type"), name, NamedNode("http://e.org/g")),
    ]
    found = list(parse(exported(quads, fmt), format=OXIGRAPH[fmt]))
    assert len(found) == 2
    named = [isinstance(quad.graph_name, NamedNode) for quad in found]
    assert sorted(named) == [False, FORMATS[fmt].named_graphs]


@pytest.mark.parametrize("fmt", ["turtle", "longturtle", "jsonld"])
def test_triples_inside_of_triples_are_refused_where_there_are_none(fmt: str) -> None:
    name = NamedNode("http://e.org/p")
    with pytest.raises(UsageError, match="no triples inside of triples"):
        exported([Quad(name, name, Triple(name, name, name), name)], fmt)


@pytest.mark.parametrize("fmt", ["trig", "nquads"])
def test_triples_inside_of_triples_are_held(fmt: str) -> None:
    name = NamedNode(BASE + "person/p")
    for value in (name, Literal('a\n"b', language="en"), Literal("7")):
        inner = Triple(name, name, Triple(name, name, value))
        quads = [Quad(name, name, inner, name)]
        assert list(parse(exported(quads, fmt), format=OXIGRAPH[fmt])) == quads


# --- files, formats ------------------------------------------------------------------------------


def test_memory_holds_one_graph_at_a_time() -> None:
    taken: list[str] = []

    def graphs() -> Iterator[Quad]:
        node = NamedNode("http://e.org/p")
        for number in range(5):
            taken.append(stream.getvalue().decode())
            yield Quad(node, node, Literal(str(number)), NamedNode(f"http://e.org/{number}"))

    for fmt in ("nquads", "trig", "jsonld"):
        stream = io.BytesIO()
        taken.clear()
        export(graphs(), fmt, stream)
        assert '"2"' in taken[-1], "what came before is written before the last graph is read"


def test_an_unknown_format_is_told() -> None:
    with pytest.raises(UsageError, match="no format 'rdfxml'; there are turtle, longturtle, trig"):
        export([], "rdfxml", io.BytesIO())


@pytest.mark.parametrize(
    ("name", "fmt"),
    [
        ("a.ttl", "turtle"),
        ("a.trig", "trig"),
        ("a.nq", "nquads"),
        ("a.nt", "ntriples"),
        ("a.jsonld", "jsonld"),
        ("A.TTL", "turtle"),
        ("a.gexf", "gexf"),
        ("a.graphml.gz", "graphml"),
        ("a.b.nq.gz", "nquads"),
        ("dir.nt/a.ttl.gz", "turtle"),
    ],
)
def test_the_format_follows_the_ending(name: str, fmt: str) -> None:
    assert format_for(Path(name)) == fmt


@pytest.mark.parametrize("name", ["a", "a.txt", "a.gz", "a.nq.zip", "nq"])
def test_an_ending_that_tells_nothing(name: str) -> None:
    with pytest.raises(
        UsageError, match=r"give one with -f, or an ending of .csv, .gexf, .graphml, .jsonld"
    ):
        format_for(Path(name))


def test_a_file_is_written_plain_or_packed_and_the_same_each_time(tmp_path: Path) -> None:
    for name in ("a.nq", "a.nq.gz", "b.nq.gz"):
        export_file(SAMPLE, tmp_path / name, base=BASE)
    content = exported(SAMPLE, "nquads")
    assert (tmp_path / "a.nq").read_bytes() == content
    packed = (tmp_path / "a.nq.gz").read_bytes()
    assert gzip.decompress(packed) == content
    assert packed == (tmp_path / "b.nq.gz").read_bytes()
    assert packed[4:8] == bytes(4), "no time of day in it"


@pytest.mark.parametrize("name", ["a.nq", "a.nq.gz", "a.ttl"])
def test_a_file_is_whole_or_as_it_was(tmp_path: Path, name: str) -> None:
    def broken() -> Iterator[Quad]:
        yield from SAMPLE
        raise UsageError("the store is gone")

    (tmp_path / name).write_text("before")
    with pytest.raises(UsageError, match="the store is gone"):
        export_file(broken(), tmp_path / name)
    assert (tmp_path / name).read_text() == "before"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "a.nq"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        export_file(SAMPLE, pipe, base=BASE)
        assert reader.communicate()[0] == exported(SAMPLE, "nquads")
    assert pipe.is_fifo()


def test_a_place_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"a.nq can't be written: No such file or directory"):
        export_file(SAMPLE, tmp_path / "none" / "a.nq")
    with pytest.raises(UsageError, match=r"can't be written: Is a directory"):
        (tmp_path / "d.nq").mkdir()
        export_file(SAMPLE, tmp_path / "d.nq")


@pytest.mark.parametrize("fmt", ["nquads", "ntriples"])
def test_graphs_larger_than_a_chunk_are_sorted_by_way_of_the_disk(
    fmt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = exported(SAMPLE, fmt)
    shuffled = SAMPLE * 3
    random.Random(3).shuffle(shuffled)  # noqa: S311
    shuffled.sort(key=lambda quad: str(quad.graph_name))
    for chunk in (1, 7, 50):
        monkeypatch.setattr("kg.export.lines.CHUNK", chunk)
        assert exported(shuffled, fmt) == expected
