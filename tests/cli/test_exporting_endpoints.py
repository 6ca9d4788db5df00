"""`kg export`, `kg explain` and `kg query` of a triplestore: the same bytes as of the store."""

from __future__ import annotations

import shlex
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.cli import run
from kg.graph import ArticleGraph
from kg.graph.reading import read_rdf
from kg.graph.terms import LABEL, TYPE, pol, schema
from kg.stores import LocalStore, Options, RemoteStore, load_endpoint
from kg.stores.portions import Row
from tests.plugins.filling import hold
from tests.plugins.oxigraph_server import OxigraphServer
from tests.plugins.short_answers import short_answers
from tests.plugins.virtuoso_server import VirtuosoServer

QUERIES = Path(__file__).parents[1] / "queries" / "store.trig"
NASTY = (
    " \n",
    "\r\n\t",
    "\"\"\"\n'''\\",
    '\\" .\n<a> <b> <c> .',
    "العربية \u202e עברית \u200f",
    "😀\U0001f9d1\u200d\U0001f33e é e\u0301 नमस्ते 中文",
    "\\u0041 %20 {} <x> & ]]>",
    "a" * 50_000,
    '"\n' * 10_000,
)
EXPORTS = """\
export -o a.nq
export -o a.nq.gz
export -o a.nt
export -o a.ttl
export -o a.ttl -f longturtle
export -o a.trig
export -o a.jsonld
export -o a.trig --rdf12
export -o a.nt --rdf12
export -o a.nq --description a.void.ttl --date 2031-05-06
export -o a.nq --graph graph/facts
export -o a.nq --article courier-3
export -o a.nq --article nasty
export -o a.trig --since 2031 --until 2031-05 --rdf12
export -o a.nq --party 'Harbour Party'
export -o a.ttl --party ML --min-confidence 0.5
export -o news --split
export -o news/*.trig.gz --split --since 2031
export -o tables -f csv
export -o tables -f csv --party harbourists
export -o offices.csv --table offices --min-confidence 0.8
export -o met.gexf
export -o met.graphml --since 2031
export -o allied.gexf --network alliances
explain 'Northern Compact' -o a.json
explain HP -o a.md
explain article/courier-3 --all -o a.txt
query meetings --evidence -o a.json
query who-met-whom --since 2031 -o a.csv
""".splitlines()


def _nasty(base: str) -> ArticleGraph:
    """Return an article that no reader would give: every literal there is."""
    article = NamedNode(f"{base}article/nasty")
    triples = [
        Triple(article, TYPE, schema("NewsArticle")),
        Triple(article, schema("url"), NamedNode("https://news.example/?a=%20b&c=é😀#(1)")),
        *(Triple(article, LABEL, Literal(text, language="pt-br")) for text in NASTY),
        *(Triple(article, pol("topic"), Literal(text)) for text in NASTY),
    ]
    return ArticleGraph(article.value, tuple(triples))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the store of the saved queries' tests with a nasty article in it."""
    folder = tmp_path_factory.mktemp("nasty") / "store"
    with LocalStore.open(folder) as opened:
        for graph, quads in groupby(read_rdf(QUERIES), key=attrgetter("graph_name.value")):
            hold(opened, graph, [quad.triple for quad in quads])
        opened.put([_nasty(opened.base)])
        opened.settle()
    return folder


@pytest.fixture(scope="module")
def endpoints(store: Path, request: pytest.FixtureRequest) -> Iterator[Callable[[str], str]]:
    """Return what gives the address of a triplestore of a name, which holds what the store does."""
    servers: list[OxigraphServer] = []
    addresses: dict[str, str] = {}

    def address(name: str) -> str:
        if name not in addresses:
            with LocalStore.open(store, create=False, read_only=True) as opened:
                if name == "virtuoso":
                    virtuoso: VirtuosoServer = request.getfixturevalue("virtuoso")
                    load_endpoint(opened, virtuoso.url, virtuoso.access, Options(prune=True))
                    addresses[name] = virtuoso.url
                else:
                    servers.append(OxigraphServer())
                    load_endpoint(opened, servers[-1].url)
                    addresses[name] = servers[-1].url
        return addresses[name]

    yield address
    for server in servers:
        server.kill()


def written(command: str, folder: Path, *where: str | Path) -> Mapping[str, bytes]:
    """Return what COMMAND writes into FOLDER, by the names of files."""
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run([*shlex.split(command), *map(str, where)]) == 0
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.parametrize("engine", ["oxigraph", "virtuoso"])
@pytest.mark.parametrize("command", EXPORTS)
def test_an_endpoint_gives_the_store_s_bytes(
    command: str, engine: str, store: Path, endpoints: Callable[[str], str], tmp_path: Path
) -> None:
    there = written(command, tmp_path / "there", "--endpoint", endpoints(engine))
    here = written(command, tmp_path / "here", "--store", store)
    assert there == here
    assert any(here.values())


@pytest.mark.parametrize("engine", ["oxigraph", "virtuoso"])
@pytest.mark.parametrize("command", ["export -o a.nq", "export -o a.trig --party HP --rdf12"])
def test_answers_may_be_as_short_as_they_like(
    command: str,
    engine: str,
    store: Path,
    endpoints: Callable[[str], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = written(command, tmp_path / "here", "--store", store)
    lengths = short_answers(monkeypatch, 40)
    there = written(command, tmp_path / "there", "--endpoint", endpoints(engine))
    assert there == here
    assert max(lengths) < 80  # parts are of half that on average, and of few statements they vary


# --- what goes wrong ------------------------------------------------------------------------------

Said = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("export --base https://example.org/other/", "holds no graphs under https://example.org/"),
        ("export --graph graph/none", "there is no graph https://w3id.org/politics-kg/graph/none"),
        ("export --article none", "there is no article https://w3id.org/politics-kg/article/none"),
        ("export --party 'No Such Party'", "No Such Party"),
        ("export --status Held -f nquads", "--status is for networks"),
        ("export -o none/a.nq", "none/a.nq can't be written: No such file or directory"),
    ],
)
def test_what_an_endpoint_does_not_hold_is_told(
    command: str, message: str, endpoints: Callable[[str], str], tmp_path: Path, capsys: Said
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        assert run([*shlex.split(command), "--endpoint", endpoints("oxigraph")]) == 2
    said = capsys.readouterr()
    assert message in said.err
    assert (len(said.err.splitlines()), said.out) == (1, "")


@pytest.mark.parametrize("command", ["export -o a.nq", "export -o a.gexf", "explain X", "export"])
def test_an_endpoint_that_is_not_there(command: str, capsys: Said) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        assert run([*command.split(), "--endpoint", url]) == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert f"{url}/query can't be reached" in line


@pytest.mark.parametrize("command", ["export -o a.nq", "export -o a.gexf", "explain X", "export"])
def test_an_endpoint_that_never_answers(command: str, capsys: Said) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        assert run([*command.split(), "--endpoint", url, "--timeout", "0.2"]) == 4
    (line,) = capsys.readouterr().err.splitlines()
    assert "took longer than 0.2 s" in line


def test_a_file_stays_as_it_was_where_the_endpoint_fails(
    endpoints: Callable[[str], str], tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.nq").write_text("before")
    url = endpoints("oxigraph")
    asked = RemoteStore._asked

    def failing(self: RemoteStore, sparql: str) -> Sequence[Row]:
        return asked(self, sparql)[1:] if "VALUES" in sparql else asked(self, sparql)

    monkeypatch.setattr(RemoteStore, "_asked", failing)
    assert run(["export", "-o", str(tmp_path / "a.nq"), "--endpoint", url]) == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert "it cuts answers off, or is being changed" in line
    assert (tmp_path / "a.nq").read_text() == "before"
