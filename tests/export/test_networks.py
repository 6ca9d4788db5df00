"""Networks: what the facts say, the same bytes every time, read back as they were meant."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import UsageError
from kg.export import NETWORK_FORMATS, export_network
from kg.export.networks.xml import escaped
from kg.files import written
from kg.queries import Queryable, Term
from kg.queries.networks import NETWORKS, Choice
from kg.queries.networks.nodes import node_id
from kg.stores import Endpoint, LocalStore, load_endpoint
from kg.vocabulary import DEFAULT_BASE, POL, RDF, RDFS, MeetingStatus
from tests.plugins.filling import hold
from tests.plugins.oxigraph_server import OxigraphServer

BASE = "https://example.org/kg/"
DATA = Path(__file__).parent / "data"
DOCS = Path(__file__).parents[2] / "docs" / "networks.md"
SAMPLE = list(parse(path=DATA / "networks.trig", format=RdfFormat.TRIG))


@dataclass(frozen=True)
class Rows:
    """The answer to a SELECT."""

    columns: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]


class InMemory:
    """Quads in an engine without a folder."""

    def __init__(self, quads: Sequence[Quad], base: str = BASE) -> None:
        self.base = base
        self._store = Store()
        self._store.extend(quads)

    def query(self, sparql: str, /) -> Rows:
        answer: Any = self._store.query(sparql, base_iri=self.base)
        names = [variable.value for variable in answer.variables]
        return Rows(tuple(names), [tuple(row[name] for name in names) for row in answer])


def exported(store: Queryable, network: str, fmt: str, choice: Choice | None = None) -> bytes:
    stream = io.BytesIO()
    export_network(NETWORKS[network](store, choice or Choice()), fmt, stream)
    return stream.getvalue()


def read(content: bytes, fmt: str) -> Any:
    stream = io.BytesIO(content)
    return nx.read_gexf(stream) if fmt == "gexf" else nx.read_graphml(stream)


formats = pytest.mark.parametrize("fmt", NETWORK_FORMATS)
networks = pytest.mark.parametrize("network", NETWORKS)


@formats
@networks
def test_the_sample_looks_as_it_should(
    network: str, fmt: str, golden: Callable[[Path, str], None]
) -> None:
    content = exported(InMemory(SAMPLE), network, fmt)
    golden(DATA / "golden" / f"{network}{NETWORK_FORMATS[fmt].ending}", content.decode())


@formats
@networks
def test_the_order_of_arrival_does_not_matter(network: str, fmt: str) -> None:
    shuffled = list(SAMPLE)
    random.Random(7).shuffle(shuffled)  # noqa: S311
    assert exported(InMemory(shuffled), network, fmt) == exported(InMemory(SAMPLE), network, fmt)


@networks
def test_both_formats_hold_the_same(network: str) -> None:
    store = InMemory(SAMPLE)
    graphml, gexf = (read(exported(store, network, fmt), fmt) for fmt in ("graphml", "gexf"))
    assert dict(graphml.nodes(data="label")) == dict(gexf.nodes(data="label"))
    assert len(graphml.edges) == len(gexf.edges)
    only_gexf = {"id", "start", "end", "spells", "kind"}
    for one, other in zip(graphml.edges(data=True), gexf.edges(data=True), strict=True):
        assert one[:2] == other[:2]
        assert {k: v for k, v in other[2].items() if k not in only_gexf} == {
            k: v for k, v in one[2].items() if k != "id"
        }


def test_who_met_whom() -> None:
    met = read(exported(InMemory(SAMPLE), "meetings", "gexf"), "gexf")
    assert "person:dov" not in met, "planned meetings aren't in it, nor who met nobody"
    edge = met.edges["person:ada", "person:bram"]
    assert (edge["weight"], edge["strength"]) == (3, 2.333333)
    assert (edge["first"], edge["last"], edge["undated"]) == ("2031-03-04", "2031-05-31", 0)
    assert edge["meetings"] == f"{BASE}meeting/1 {BASE}meeting/2 {BASE}meeting/6"
    assert edge["spells"] == [("2031-03-04", "2031-03-04"), ("2031-05-01", "2031-05-31")]
    undated = met.edges["party:meadow", "person:bram"]
    assert undated["undated"] == 1
    assert not {"spells", "start", "first"} & undated.keys()
    assert "start" not in met.nodes["person:bram"]
    ada = met.nodes["person:ada"]
    assert (ada["start"], ada["end"]) == ("2031-03-04", "2031-05-31")
    assert (ada["party"], ada["iri"]) == ("Harbour Party", f"{BASE}person/ada")
    assert "party" not in met.nodes["person:bram"]
    assert met.nodes["person:cora"]["party"] == "Lantern Front"
    assert met.nodes["article:a_25_2Fb_23_group-wardens"]["kind"] == "Group"


def test_who_is_in_which_alliance() -> None:
    allied = read(exported(InMemory(SAMPLE), "alliances", "gexf"), "gexf")
    times = {
        (edge["status"], edge.get("since"), edge.get("until"), edge["weight"])
        for edge in allied["alliance:compact"]["party:meadow"].values()
    }
    assert times == {("Ended", "2031-01-10", "2031-06-01", 3), ("Active", "2031-09-10", None, 1)}
    (left,) = allied["alliance:compact"]["party:lantern"].values()
    assert (left["status"], left.get("since"), left["until"]) == ("Ended", None, "2031-10-01")
    assert left["facts"].split() == [f"{BASE}membership/4", f"{BASE}move/4"]
    assert allied.nodes["alliance:harbour-lantern"]["kind"] == "Pact"
    assert allied.nodes["alliance:compact"]["kind"] == "Alliance"


@pytest.mark.parametrize(
    ("network", "choice", "edges"),
    [
        ("meetings", Choice(statuses=("Planned",)), 1),
        ("meetings", Choice(statuses=("Held", "Planned")), 8),
        ("meetings", Choice(since="2031-05"), 1),
        ("meetings", Choice(until="2031-03"), 6),
        ("meetings", Choice(since="2032"), 0),
        ("meetings", Choice(min_confidence="0.7"), 7),
        ("alliances", Choice(statuses=("Sought",)), 1),
        ("alliances", Choice(statuses=("Active",)), 3),
        ("alliances", Choice(since="2031-11"), 3),
        ("alliances", Choice(until="2031-01"), 2),
        ("alliances", Choice(min_confidence="0.7"), 4),
    ],
)
def test_only_what_is_wanted(network: str, choice: Choice, edges: int) -> None:
    found = NETWORKS[network](InMemory(SAMPLE), choice)
    assert len(list(found.edges)) == edges


def test_an_end_counts_however_unsure_it_is() -> None:
    choice = Choice(statuses=("Active", "Ended"), min_confidence="0.9")
    begun, ended = NamedNode(f"{BASE}membership/1"), NamedNode(f"{BASE}membership/2")
    confidence = NamedNode(f"{POL}confidence")
    unsure = [
        Quad(ended, confidence, Literal("0.5", datatype=q.object.datatype), q.graph_name)
        if (q.subject, q.predicate) == (ended, confidence) and isinstance(q.object, Literal)
        else q
        for q in SAMPLE
    ]
    assert unsure != SAMPLE
    edges = list(NETWORKS["alliances"](InMemory(SAMPLE), choice).edges)
    assert list(NETWORKS["alliances"](InMemory(unsure), choice).edges) == edges
    alone = [q for q in unsure if q.subject != begun]  # the end of nothing that is sure
    assert len(list(NETWORKS["alliances"](InMemory(alone), choice).edges)) < len(edges)


@pytest.mark.parametrize(
    ("network", "choice", "message"),
    [
        ("meetings", Choice(statuses=("Active",)), "--status is one of Held, Planned, Cancelled"),
        ("alliances", Choice(statuses=("Held",)), "--status is one of Active, Sought"),
        ("alliances", Choice(statuses=(MeetingStatus.HELD,)), "Ended here, not 'Held'"),
        ("meetings", Choice(since="2024-06", until="2024-01"), "no day lies between"),
        ("alliances", Choice(since="2024-06", until="2024-01"), "no day lies between"),
        ("meetings", Choice(since="last week"), "--since is a day, month or year"),
        ("meetings", Choice(min_confidence="2"), "--min-confidence is a share from 0 to 1"),
    ],
)
def test_what_makes_no_sense_is_told(network: str, choice: Choice, message: str) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        NETWORKS[network](InMemory(SAMPLE), choice)


def test_a_format_without_networks_is_told() -> None:
    network = NETWORKS["meetings"](InMemory(SAMPLE), Choice())
    with pytest.raises(UsageError, match="turtle holds no networks; graphml and gexf do"):
        export_network(network, "turtle", io.BytesIO())


# --- any meetings: networkx makes the same network of them ----------------------------------------

PEOPLE = st.sampled_from([f"p{number}" for number in range(7)])
MEETINGS = st.lists(st.sets(PEOPLE, min_size=1), min_size=1, max_size=9)


def facts_of(meetings: Sequence[set[str]]) -> Iterator[Quad]:
    graph = NamedNode(f"{BASE}graph/facts")

    def say(subject: NamedNode, name: str, value: NamedNode | Literal) -> Quad:
        return Quad(subject, NamedNode(name), value, graph)

    for number, people in enumerate(meetings):
        meeting = NamedNode(f"{BASE}meeting/{number}")
        yield say(meeting, RDF + "type", NamedNode(POL + "Meeting"))
        yield say(meeting, POL + "status", NamedNode(POL + "Held"))
        for name in people:
            person = NamedNode(f"{BASE}person/{name}")
            yield say(meeting, POL + "participant", person)
            yield say(person, RDF + "type", NamedNode("https://schema.org/Person"))
            yield say(person, RDFS + "label", Literal(name))


@settings(max_examples=60, deadline=None)
@given(meetings=MEETINGS)
def test_weights_are_those_of_projections(meetings: list[set[str]]) -> None:
    pairs = [(f"person:{p}", n) for n, people in enumerate(meetings) for p in people]
    both = nx.Graph(pairs)
    people = {person for person, _ in pairs}
    times = nx.bipartite.weighted_projected_graph(both, people)
    newman = nx.bipartite.collaboration_weighted_projected_graph(both, people)
    found = read(exported(InMemory(list(facts_of(meetings))), "meetings", "graphml"), "graphml")
    assert {frozenset(edge) for edge in found.edges} == {frozenset(edge) for edge in times.edges}
    for one, other, data in found.edges(data=True):
        assert data["weight"] == times.edges[one, other]["weight"]
        assert data["strength"] == pytest.approx(newman.edges[one, other]["weight"], abs=1e-6)


def test_a_sitting_of_many_is_passed_on_pair_by_pair() -> None:
    sitting = {f"p{number:03}" for number in range(200)}
    network = NETWORKS["meetings"](InMemory(list(facts_of([sitting]))), Choice())
    assert isinstance(network.edges, Iterator), "pairs are made when they are written"
    pairs = [(edge.source, edge.target) for edge in network.edges]
    assert pairs == list(combinations([f"person:{name}" for name in sorted(sitting)], 2))


# --- XML: what strangers wrote can't break it -----------------------------------------------------

ANY_TEXT = st.text(st.characters() | st.sampled_from("<>&\"']]>\x00\x1b\x85\ufffe\ud800"))


@given(text=ANY_TEXT)
def test_any_text_stays_text(text: str) -> None:
    words = escaped(text)
    content = f'<a b="{words}">{words}</a>'.encode()
    element = ElementTree.fromstring(content)  # noqa: S314
    shown = element.text or ""
    assert element.attrib == {"b": shown}
    assert not list(element)
    assert escaped(shown) == words
    assert [c for c in text if c.isalnum()] == [c for c in shown if c.isalnum()]


@given(
    one=st.text(st.sampled_from("aB0-._:/#%=,é€\U0001f600~@?&'")),
    other=st.text(st.sampled_from("aB0-._:/#%=,é€\U0001f600~@?&'")),
)
def test_ids_are_name_tokens_and_differ(one: str, other: str) -> None:
    ids = [node_id(BASE, BASE + text) for text in (one, other)]
    assert all(re.fullmatch(r"[A-Za-z0-9._:-]*", each) for each in ids)
    assert (ids[0] == ids[1]) == (one == other)


# What GEXF 1.3 lets stand where (its RELAX NG schema): attributes, and elements inside.
GEXF = {
    "gexf": ({"version", "variant"}, {"meta", "graph"}),
    "meta": ({"lastmodifieddate"}, {"creator", "keywords", "description"}),
    "creator": (set(), set()),
    "description": (set(), set()),
    "graph": (
        {"defaultedgetype", "idtype", "mode", "timeformat", "timerepresentation", "start", "end"},
        {"attributes", "nodes", "edges"},
    ),
    "attributes": ({"class", "mode"}, {"attribute"}),
    "attribute": ({"id", "title", "type"}, {"default", "options"}),
    "nodes": ({"count"}, {"node"}),
    "node": ({"id", "label", "start", "end"}, {"attvalues", "spells"}),
    "edges": ({"count"}, {"edge"}),
    "edge": (
        {"id", "label", "type", "source", "target", "weight", "kind", "start", "end"},
        {"attvalues", "spells"},
    ),
    "attvalues": (set(), {"attvalue"}),
    "attvalue": ({"for", "value", "start", "end"}, set()),
    "spells": (set(), {"spell"}),
    "spell": ({"start", "end"}, set()),
}
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@networks
def test_gexf_is_as_its_schema_has_it(network: str) -> None:
    root = ElementTree.fromstring(exported(InMemory(SAMPLE), network, "gexf"))  # noqa: S314
    space = "{http://gexf.net/1.3}"
    assert root.tag == f"{space}gexf"
    for element in root.iter():
        attributes, inside = GEXF[element.tag.removeprefix(space)]
        assert element.attrib.keys() <= attributes
        assert {child.tag.removeprefix(space) for child in element} <= inside
        assert all(DAY.fullmatch(element.get(name, "2031-01-01")) for name in ("start", "end"))
    nodes = {node.get("id"): node for node in root.iter(f"{space}node")}
    for edge in root.iter(f"{space}edge"):
        ends = [nodes[edge.get(end)] for end in ("source", "target")]
        spells = [edge, *edge.iter(f"{space}spell")]
        for node in ends:  # an edge is there only while its nodes are
            starts = [start for spell in spells if (start := spell.get("start"))]
            assert not starts or node.get("start", "0000") <= min(starts)
            stops = [stop for spell in spells if (stop := spell.get("end"))]
            assert not stops or node.get("end", "9999") >= max(stops)
    declared = {
        of.get("class"): {each.get("id") for each in of} for of in root.iter(f"{space}attributes")
    }
    for of in ("node", "edge"):
        used = {v.get("for") for e in root.iter(space + of) for v in e.iter(f"{space}attvalue")}
        assert used <= declared[of]


@networks
def test_graphml_declares_what_it_uses(network: str) -> None:
    root = ElementTree.fromstring(exported(InMemory(SAMPLE), network, "graphml"))  # noqa: S314
    space = "{http://graphml.graphdrawing.org/xmlns}"
    keys = {key.get("id"): key for key in root.iter(f"{space}key")}
    assert {key.get("attr.type") for key in keys.values()} <= {"string", "int", "double"}
    for of in ("node", "edge"):
        for element in root.iter(space + of):
            assert re.fullmatch(r"[\w.:-]+", element.get("id", "")), "an NMTOKEN"
            assert all(keys[data.get("key")].get("for") == of for data in element)
    ids = [element.get("id") for element in root.iter() if element.tag.endswith(("node", "edge"))]
    assert len(ids) == len(set(ids))


# --- stores, endpoints, files, the docs -----------------------------------------------------------


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStore]:
    with LocalStore.open(tmp_path_factory.mktemp("store"), base=BASE) as opened:
        for name in (f"{BASE}graph/facts", f"{BASE}article/a%2Fb"):
            triples = [quad.triple for quad in SAMPLE if quad.graph_name == NamedNode(name)]
            hold(opened, name, triples)
        yield opened


@networks
def test_the_store_and_an_endpoint_give_the_same(store: LocalStore, network: str) -> None:
    expected = exported(InMemory(SAMPLE), network, "gexf")
    assert exported(store, network, "gexf") == expected
    server = OxigraphServer()
    try:
        load_endpoint(store, server.url)
        assert exported(Endpoint(server.url, BASE), network, "gexf") == expected
    finally:
        server.kill()


def test_a_network_has_nothing_of_another_base() -> None:
    assert NETWORKS["meetings"](InMemory(SAMPLE, DEFAULT_BASE), Choice()).nodes == ()


def test_the_example_of_the_docs_runs(
    store: LocalStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    for network, name in (("meetings", "met.gexf"), ("alliances", "allied.graphml")):
        with written(tmp_path / name) as stream:
            export_network(NETWORKS[network](store, Choice()), name.partition(".")[2], stream)
    (example,) = re.findall(r"^```python\n(.*?)^```", DOCS.read_text("utf-8"), re.M | re.S)
    monkeypatch.chdir(tmp_path)
    exec(example, {})  # noqa: S102
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2].startswith("person:ada person:bram 2031-03-04 2031-05-31 ")
    assert lines[-1] == "[('party:harbour', 'party:lantern')]"
