"""Graphs sent to a real triplestore, read back, and what happens when that goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.errors import EndpointError, UsageError
from kg.graph import ArticleGraph
from kg.stores import (
    Access,
    Change,
    Credentials,
    LocalStore,
    Options,
    Retries,
    Scheme,
    Transport,
    differences,
    load_endpoint,
)
from kg.stores.loading.target import Target
from kg.stores.loading.there import CHECKSUM
from kg.stores.portions import ROWS
from kg.vocabulary import DEFAULT_BASE, RDFS
from tests.plugins.filling import hold
from tests.plugins.oxigraph_server import OxigraphServer
from tests.plugins.short_answers import short_answers
from tests.plugins.virtuoso_server import VirtuosoServer

Article = Callable[..., ArticleGraph]
Website = Any  # the fixture's class lives in conftest.py
FACTS = DEFAULT_BASE + "graph/facts"
RECORDS = DEFAULT_BASE + "graph/loaded"
G = "http://example.org/graph"
TRIPLE = Triple(NamedNode(G), NamedNode(G), Literal("“ä”\n\\ 😀"))
AT_ONCE = Access(retries=Retries(pause=lambda _: None))


def everything(server: OxigraphServer) -> list[Quad]:
    """Return all that SERVER holds."""
    reply = httpx.get(f"{server.url}/store", headers={"Accept": "application/n-quads"})
    return list(parse(reply.content, format=RdfFormat.N_QUADS))


def there(server: OxigraphServer) -> set[Quad]:
    """Return what SERVER holds but the hashes that a load keeps."""
    return {quad for quad in everything(server) if quad.graph_name != NamedNode(RECORDS)}


def update(server: OxigraphServer, text: str) -> None:
    """Change SERVER behind the load's back."""
    headers = {"Content-Type": "application/sparql-update"}
    httpx.post(f"{server.url}/update", content=text.encode(), headers=headers).raise_for_status()


def large(number: int = 3_000, word: str = "x") -> list[Triple]:
    """Return statements of as many subjects, too many for a graph to be one piece."""
    label = NamedNode(RDFS + "label")
    return [Triple(NamedNode(f"{G}/{n}"), label, Literal(f"{word} {n}")) for n in range(number)]


@pytest.fixture
def filled(store: LocalStore, article: Article) -> LocalStore:
    """Return a store with two articles and a facts graph."""
    store.put([article("a", "ana", "ben"), article("b%2Fc%3F", "cleo")])
    hold(store, FACTS, [TRIPLE])
    return store


_BY_HTTP = [transport for transport in Transport if transport is not Transport.BULK]
TRANSPORTS = pytest.mark.parametrize("transport", [None, *_BY_HTTP])


@TRANSPORTS
def test_a_load_makes_the_graphs_equal(
    filled: LocalStore, article: Article, oxigraph: OxigraphServer, transport: Transport | None
) -> None:
    told: list[str] = []
    options = Options(transport=transport, verify=True)
    loaded = load_endpoint(
        filled,
        oxigraph.url,
        None,
        options,
        progress=lambda some: told.extend(c.graph for c in some),
    )
    assert there(oxigraph) == set(filled.quads())
    assert (loaded.graphs, loaded.sent_graphs) == (3, 3)
    assert loaded.triples == loaded.sent_triples == len(set(filled.quads()))
    assert loaded.transport == transport or Transport.DATASET
    assert told == filled.graph_names()

    filled.put([article("a", "dora")])
    again = load_endpoint(filled, f"{oxigraph.url}/query", None, options)
    assert there(oxigraph) == set(filled.quads())
    assert again.sent_graphs == 1

    nothing = load_endpoint(filled, oxigraph.url, None, options)
    assert (nothing.sent_graphs, nothing.sent_triples, nothing.transport) == (0, 0, None)


@TRANSPORTS
def test_of_a_large_graph_its_changed_part_is_sent(
    store: LocalStore,
    oxigraph: OxigraphServer,
    transport: Transport | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lengths = short_answers(monkeypatch, 300)
    options = Options(transport=transport, verify=True)
    hold(store, FACTS, large())
    assert load_endpoint(store, oxigraph.url, None, options).sent_triples == 3_000
    some, *rest = large()
    other = Triple(some.subject, some.predicate, Literal("other"))
    for statements in ([other, *rest], rest, [*rest, TRIPLE], large(2_990)):
        hold(store, FACTS, statements)
        loaded = load_endpoint(store, oxigraph.url, None, options)
        assert there(oxigraph) == set(store.quads())
        assert loaded.sent_triples < 60
    assert max(lengths) <= 300
    hold(store, FACTS, large(10))  # now it is one piece
    load_endpoint(store, oxigraph.url, None, options)
    assert there(oxigraph) == set(store.quads())
    hold(store, FACTS, large(2_500))
    load_endpoint(store, oxigraph.url, None, options)
    assert there(oxigraph) == set(store.quads())


def test_a_store_that_takes_whole_graphs_only(
    store: LocalStore, article: Article, oxigraph: OxigraphServer
) -> None:
    access = replace(AT_ONCE, update=f"{oxigraph.url}/nothing")
    store.put([article("a", "ana")])
    for statements in (large(), large(word="y"), large(2_100), [TRIPLE], large()):
        hold(store, FACTS, statements)
        for sent in (True, False):
            loaded = load_endpoint(store, oxigraph.url, access, Options(verify=True))
            assert there(oxigraph) == set(store.quads())
            assert bool(loaded.sent_graphs) is sent
    store.remove(article("a").article)
    assert load_endpoint(store, oxigraph.url, access, Options(prune=True)).pruned == 1
    assert there(oxigraph) == set(store.quads())


@TRANSPORTS
def test_a_graph_that_is_empty_now(
    filled: LocalStore, oxigraph: OxigraphServer, transport: Transport | None
) -> None:
    options = Options(transport=transport)
    for statements in (large(), [], [TRIPLE], []):
        hold(filled, FACTS, statements)
        load_endpoint(filled, oxigraph.url, None, options)
        assert there(oxigraph) == set(filled.quads())
        assert load_endpoint(filled, oxigraph.url, None, options).sent_graphs == 0
    update(oxigraph, f"INSERT DATA {{ GRAPH <{RECORDS}> {{ <{FACTS}> <{CHECKSUM}> '1' }} }}")
    load_endpoint(filled, oxigraph.url, None, options)
    assert there(oxigraph) == set(filled.quads())


def test_a_dry_run_lists_and_changes_nothing(
    filled: LocalStore, article: Article, oxigraph: OxigraphServer
) -> None:
    def listed(options: Options | None = None) -> list[tuple[str, str, int]]:
        found = differences(filled, oxigraph.url, None, options)
        return [(c.kind.value, c.graph.removeprefix(DEFAULT_BASE), c.triples) for c in found]

    assert listed() == [
        ("new", "article/a", 8),
        ("new", "article/b%2Fc%3F", 6),
        ("new", "graph/facts", 1),
    ]
    assert everything(oxigraph) == []
    load_endpoint(filled, oxigraph.url)
    before = everything(oxigraph)
    filled.put([article("a", "dora")])
    filled.remove(article("b%2Fc%3F").article)
    assert listed() == [("replaced", "article/a", 6)]
    assert listed(Options(prune=True))[1:] == [("gone", "article/b%2Fc%3F", 0)]
    assert sorted(map(str, everything(oxigraph))) == sorted(map(str, before))


def test_what_others_changed_there_is_put_right(
    filled: LocalStore, oxigraph: OxigraphServer
) -> None:
    hold(filled, FACTS, large())
    load_endpoint(filled, oxigraph.url)
    for meddling in (
        f"DROP GRAPH <{FACTS}>",
        f"INSERT DATA {{ GRAPH <{FACTS}> {{ <a:a> <a:a> <a:a> }} }}",
        f"DELETE WHERE {{ GRAPH <{RECORDS}> {{ ?s ?p ?o }} }}",
        f"DROP GRAPH <{RECORDS}> ; INSERT DATA {{ GRAPH <{FACTS}> {{ <a:a> <a:a> <a:a> }} }}",
        f"INSERT DATA {{ GRAPH <{RECORDS}> {{ <{FACTS}#bucket=fff> <{CHECKSUM}> '1' }} }}",
        "CLEAR ALL",
    ):
        update(oxigraph, meddling)
        load_endpoint(filled, oxigraph.url, None, Options(verify=True))
        assert there(oxigraph) == set(filled.quads()), meddling
        assert load_endpoint(filled, oxigraph.url).sent_graphs == 0


def test_what_no_count_shows_is_found_by_reading_back(
    filled: LocalStore, oxigraph: OxigraphServer
) -> None:
    load_endpoint(filled, oxigraph.url)
    update(
        oxigraph,
        f"WITH <{FACTS}> DELETE {{ ?s ?p ?o }} INSERT {{ ?s ?p 'other' }} WHERE {{ ?s ?p ?o }}",
    )
    assert load_endpoint(filled, oxigraph.url).sent_graphs == 0
    with pytest.raises(EndpointError, match=r"graph/facts \(other statements\); run it again"):
        load_endpoint(filled, oxigraph.url, None, Options(verify=True))
    load_endpoint(filled, oxigraph.url, None, Options(verify=True))
    assert there(oxigraph) == set(filled.quads())


def test_only_what_is_asked_for_is_taken_out(
    filled: LocalStore, article: Article, oxigraph: OxigraphServer
) -> None:
    load_endpoint(filled, oxigraph.url)
    update(oxigraph, f"INSERT DATA {{ GRAPH <{G}> {{ <a:a> <a:a> <a:a> }} <a:b> <a:b> <a:b> }}")
    gone = article("a").article
    filled.remove(gone)
    kept = {quad for quad in there(oxigraph) if str(quad.graph_name) != f"<{gone}>"}

    assert load_endpoint(filled, oxigraph.url).pruned == 0
    assert len(there(oxigraph)) > len(kept)
    assert load_endpoint(filled, oxigraph.url, None, Options(prune=True)).pruned == 1
    assert there(oxigraph) == kept
    assert {NamedNode(G), DefaultGraph()} <= {quad.graph_name for quad in kept}


def test_many_graphs(store: LocalStore, oxigraph: OxigraphServer) -> None:
    store.put(ArticleGraph(f"{DEFAULT_BASE}article/{number}", (TRIPLE,)) for number in range(250))
    loaded = load_endpoint(store, oxigraph.url)
    assert (loaded.graphs, loaded.triples, loaded.sent_graphs) == (250, 250, 250)
    for number in range(5, 250):
        store.remove(f"{DEFAULT_BASE}article/{number}")
    assert load_endpoint(store, oxigraph.url, None, Options(prune=True)).pruned == 245
    assert there(oxigraph) == set(store.quads())


def test_an_address_from_which_nothing_follows(
    filled: LocalStore, oxigraph: OxigraphServer
) -> None:
    url = f"{oxigraph.url}/query?timeout=5"
    with pytest.raises(UsageError, match="give its Graph Store address"):
        load_endpoint(filled, url)
    load_endpoint(filled, url, Access(graph_store=f"{oxigraph.url}/store"))
    assert there(oxigraph) == set(filled.quads())
    oxigraph.clear()
    load_endpoint(filled, url, Access(update=f"{oxigraph.url}/update"))
    assert there(oxigraph) == set(filled.quads())


def test_a_server_that_loses_what_it_takes_is_found_out(
    filled: LocalStore, website: Callable[[], Website], oxigraph: OxigraphServer
) -> None:
    liar = website()
    liar.reply(204)
    access = Access(graph_store=f"{liar.url}/store", update=f"{liar.url}/update")
    with pytest.raises(EndpointError, match="took a statement and lost it"):
        load_endpoint(filled, f"{oxigraph.url}/query?", access)


def test_a_server_that_dies_under_way(
    store: LocalStore, start_oxigraph: Callable[..., OxigraphServer]
) -> None:
    server = start_oxigraph()
    hold(store, FACTS, large(30_000))
    with pytest.raises(
        EndpointError, match=r"; \d+ statements of 1 graphs were sent before, so run it again"
    ):
        load_endpoint(store, server.url, AT_ONCE, progress=lambda _: server.kill())


def test_a_server_that_is_not_there(
    filled: LocalStore, start_oxigraph: Callable[..., OxigraphServer]
) -> None:
    server = start_oxigraph()
    server.kill()
    waits: list[float] = []
    access = Access(retries=Retries(pause=waits.append))
    with pytest.raises(EndpointError, match=r"is the server running"):
        load_endpoint(filled, server.url, access)
    assert waits == [], "nobody waits for a server that was never there"


@pytest.fixture
def theirs(tmp_path: Path, article: Article) -> Iterator[LocalStore]:
    """Return another store, of which a load begins while one of the first is under way."""
    with LocalStore.open(tmp_path / "theirs") as opened:
        opened.put([article("a", "eva"), article("c", "finn")])
        hold(opened, FACTS, large(2_900, "y"))
        yield opened


@pytest.fixture
def small_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a load of some thousand statements be many requests."""
    monkeypatch.setattr("kg.stores.loading.load.STATEMENTS", 500)


@pytest.mark.usefixtures("small_requests")
@pytest.mark.parametrize("way", ["update", "graph store"])
@pytest.mark.parametrize("parallel", [1, 3])
def test_of_two_loads_at_once_the_first_stops(
    filled: LocalStore, theirs: LocalStore, oxigraph: OxigraphServer, parallel: int, way: str
) -> None:
    access = AT_ONCE
    if way == "graph store":
        access = replace(access, update=f"{oxigraph.url}/nothing")
    hold(filled, FACTS, large())
    begun: list[bool] = []

    def begin_another(changes: Sequence[Change]) -> None:
        if not begun:
            begun.append(True)
            load_endpoint(theirs, oxigraph.url, access, Options(prune=True, mark="second"))

    with pytest.raises(EndpointError, match=r"another load .* began while .*; this one stops"):
        options = Options(parallel=parallel, mark="first")
        load_endpoint(filled, oxigraph.url, access, options, progress=begin_another)
    load_endpoint(theirs, oxigraph.url, access, Options(prune=True, mark="third", verify=True))
    assert there(oxigraph) == set(theirs.quads())


@pytest.mark.usefixtures("small_requests")
def test_no_hash_stays_of_what_another_load_sends_too_late(
    filled: LocalStore,
    theirs: LocalStore,
    oxigraph: OxigraphServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first load is held up between asking whether it may and sending its statements."""
    hold(filled, FACTS, large(2_900))
    change_there, begun = Target._change, list[bool]()

    def held_up(target: Target, changes: Sequence[Change]) -> None:
        if not begun and any(one.graph == FACTS for one in changes):
            begun.append(True)
            load_endpoint(theirs, oxigraph.url, None, Options(prune=True, mark="second"))
        change_there(target, changes)

    monkeypatch.setattr(Target, "_change", held_up)
    with pytest.raises(EndpointError, match=r"another load .* began while"):
        load_endpoint(filled, oxigraph.url, None, Options(parallel=1, mark="first"))
    assert there(oxigraph) != set(theirs.quads()), "it came too late"
    load_endpoint(theirs, oxigraph.url, None, Options(mark="third"))
    assert there(oxigraph) == set(theirs.quads())


def test_a_load_with_nothing_to_send_leaves_others_alone(
    filled: LocalStore, oxigraph: OxigraphServer
) -> None:
    load_endpoint(filled, oxigraph.url, None, Options(mark="first"))
    before = set(everything(oxigraph))
    load_endpoint(filled, oxigraph.url, None, Options(mark="second", prune=True, verify=True))
    assert set(everything(oxigraph)) == before


_NASTY = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60)


@given(
    words=st.lists(_NASTY, max_size=8),
    language=st.sampled_from(["en", "ar", "hi-Latn"]),
    name=st.text("aäب😀/-_.", min_size=1, max_size=8),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@TRANSPORTS
def test_nasty_texts_come_through(
    tmp_path_factory: pytest.TempPathFactory,
    oxigraph: OxigraphServer,
    transport: Transport | None,
    words: list[str],
    language: str,
    name: str,
) -> None:
    node = NamedNode(f"http://example.org/{name}")
    statements = [
        Triple(node, node, literal)
        for word in words
        for literal in (Literal(word), Literal(word, language=language), Literal(word + "\\u0041"))
    ]
    with LocalStore.open(tmp_path_factory.mktemp("nasty") / "store") as store:
        hold(store, FACTS, statements)
        load_endpoint(
            store, oxigraph.url, None, Options(transport=transport, prune=True, verify=True)
        )
        assert there(oxigraph) == set(store.quads())


@pytest.mark.parametrize("rows", [ROWS, 300])
def test_virtuoso_is_loaded_too(
    store: LocalStore,
    article: Article,
    virtuoso: VirtuosoServer,
    rows: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its updates are small, its compiler takes few statements, and digest is wanted."""
    lengths = short_answers(monkeypatch, rows)
    some, *rest = large()
    other = Triple(some.subject, some.predicate, Literal("“ä” \\u0041 😀\n"))
    store.put([article("a", "ana", "ben"), article("b%2Fc%3F", "cleo")])
    for statements, sent in ((large(), 3_014), ([other, *rest], 8), (rest, 8), ([TRIPLE], 1)):
        hold(store, FACTS, statements)
        options = Options(prune=True, verify=True)
        loaded = load_endpoint(store, virtuoso.url, virtuoso.access, options)
        assert loaded.sent_triples <= sent
        assert load_endpoint(store, virtuoso.url, virtuoso.access, options).sent_graphs == 0
    store.remove(article("a").article)
    options = Options(prune=True, verify=True, transport=Transport.UPDATE)
    hold(store, FACTS, large(word="y"))
    assert load_endpoint(store, virtuoso.url, virtuoso.access, options).pruned == 1
    assert load_endpoint(store, virtuoso.url, virtuoso.access, options).sent_graphs == 0
    assert max(lengths) <= rows
    wrong = Access(Credentials(Scheme.DIGEST, "not-it", "dba"))
    with pytest.raises(EndpointError, match="answered 401: it wants credentials"):
        hold(store, FACTS, [TRIPLE])
        load_endpoint(store, virtuoso.url, wrong)
