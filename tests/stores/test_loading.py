"""Graphs sent to a real triplestore, read back, and what happens when that goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.errors import EndpointError, TimeLimitError, UsageError
from kg.graph import ArticleGraph
from kg.stores import (
    Access,
    Credentials,
    Endpoint,
    Loaded,
    LocalStore,
    Retries,
    Scheme,
    load_endpoint,
)
from kg.stores.graph_store import GraphStore
from kg.vocabulary import DEFAULT_BASE
from tests.plugins.oxigraph_server import OxigraphServer

Article = Callable[..., ArticleGraph]
Website = Any  # the fixture's class lives in conftest.py
FACTS = DEFAULT_BASE + "graph/facts"
G = "http://example.org/graph"
TRIPLE = Triple(NamedNode(G), NamedNode(G), Literal("“ä”\n\\ 😀"))
AT_ONCE = Access(retries=Retries(pause=lambda _: None))


def there(server: OxigraphServer) -> set[Quad]:
    """Return everything that SERVER holds."""
    reply = httpx.get(f"{server.url}/store", headers={"Accept": "application/n-quads"})
    return set(parse(reply.content, format=RdfFormat.N_QUADS))


@pytest.fixture
def filled(store: LocalStore, article: Article) -> LocalStore:
    """Return a store with two articles and a facts graph."""
    store.put([article("a", "ana", "ben"), article("b%2Fc%3F", "cleo")])
    store.replace_graph(FACTS, [TRIPLE])
    return store


def test_a_load_makes_the_graphs_equal(
    filled: LocalStore, article: Article, oxigraph: OxigraphServer
) -> None:
    told: list[tuple[str, int]] = []
    loaded = load_endpoint(filled, oxigraph.url, progress=lambda *graph: told.append(graph))
    assert there(oxigraph) == set(filled.quads())
    assert loaded == Loaded(graphs=3, triples=len(set(filled.quads())), pruned=0)
    assert [name for name, _ in told] == filled.graph_names()

    filled.put([article("a", "dora")])
    load_endpoint(filled, f"{oxigraph.url}/query")
    assert there(oxigraph) == set(filled.quads())


def test_only_what_is_asked_for_is_taken_out(
    filled: LocalStore, article: Article, oxigraph: OxigraphServer
) -> None:
    load_endpoint(filled, oxigraph.url)
    with GraphStore(f"{oxigraph.url}/store") as other:
        other.put(G, [TRIPLE])
    gone = article("a").article
    filled.remove(gone)
    kept = {quad for quad in there(oxigraph) if str(quad.graph_name) != f"<{gone}>"}

    assert load_endpoint(filled, oxigraph.url).pruned == 0
    assert len(there(oxigraph)) > len(kept)
    assert load_endpoint(filled, oxigraph.url, prune=True).pruned == 1
    assert there(oxigraph) == kept
    assert NamedNode(G) in {quad.graph_name for quad in kept}


def test_many_graphs_are_counted(store: LocalStore, oxigraph: OxigraphServer) -> None:
    store.put(ArticleGraph(f"{DEFAULT_BASE}article/{number}", (TRIPLE,)) for number in range(250))
    assert load_endpoint(store, oxigraph.url) == Loaded(250, 250, 0)


def test_an_address_from_which_nothing_follows(
    filled: LocalStore, oxigraph: OxigraphServer
) -> None:
    url = f"{oxigraph.url}/query?timeout=5"
    with pytest.raises(UsageError, match="give its Graph Store address"):
        load_endpoint(filled, url)
    load_endpoint(filled, url, Access(graph_store=f"{oxigraph.url}/store"))
    assert there(oxigraph) == set(filled.quads())


def test_a_server_that_loses_triples_is_found_out(
    filled: LocalStore, website: Callable[[], Website], oxigraph: OxigraphServer
) -> None:
    liar = website()
    liar.reply(204)
    access = Access(graph_store=f"{liar.url}/store")
    with pytest.raises(EndpointError, match=r"does not hold all of their triples: .*\(0 of 8\)"):
        load_endpoint(filled, oxigraph.url, access)


def test_a_server_that_dies_under_way(
    filled: LocalStore, start_oxigraph: Callable[..., OxigraphServer]
) -> None:
    server = start_oxigraph()
    with pytest.raises(EndpointError, match=r"can't be reached.*\n1 of 3 graphs are there; run it"):
        load_endpoint(filled, server.url, AT_ONCE, progress=lambda *_: server.kill())


def test_a_server_that_is_not_there(
    filled: LocalStore, start_oxigraph: Callable[..., OxigraphServer]
) -> None:
    server = start_oxigraph()
    server.kill()
    waits: list[float] = []
    access = Access(retries=Retries(pause=waits.append))
    with pytest.raises(EndpointError, match=r"is the server running.*\n0 of 3 graphs"):
        load_endpoint(filled, server.url, access)
    assert waits == [], "nobody waits for a server that was never there"


def test_a_graph_store_puts_replaces_and_deletes(oxigraph: OxigraphServer) -> None:
    other = Triple(TRIPLE.subject, TRIPLE.predicate, Literal("other"))
    with GraphStore(f"{oxigraph.url}/store") as target:
        assert target.put(G, [TRIPLE, TRIPLE]) == 1
        assert target.put(G, [other]) == 1
        assert {quad.triple for quad in there(oxigraph)} == {other}
        assert target.delete(G)
        assert not target.delete(G)
    assert there(oxigraph) == set()


def test_a_graph_store_that_does_not_take_graphs(oxigraph: OxigraphServer) -> None:
    with (
        GraphStore(f"{oxigraph.url}/query", AT_ONCE) as target,
        pytest.raises(EndpointError, match="/query answered 404: there is nothing at this address"),
    ):
        target.put(G, [TRIPLE])


def dropped(handler: BaseHTTPRequestHandler) -> None:
    """Close the connection without a word."""
    handler.close_connection = True


def test_failures_that_may_pass_are_tried_again(website: Callable[[], Website]) -> None:
    site = website()
    for status in (429, 502, 503, 504):
        site.reply(status, "later", Retry_After="7" if status == 429 else "soon")
    site.replies.append(dropped)
    site.reply(201)
    waits: list[float] = []
    access = Access(retries=Retries(times=5, first=1.0, longest=10.0, pause=waits.append))
    with GraphStore(f"{site.url}/store", access) as target:
        target.put(G, [TRIPLE])
    assert waits == [7.0, 2.0, 4.0, 8.0, 10.0]
    assert len({request.body for request in site.requests}) == 1
    assert {request.path for request in site.requests} == {
        "/store?graph=http%3A%2F%2Fexample.org%2Fgraph"
    }


@pytest.mark.parametrize(
    ("status", "error"), [(429, EndpointError), (503, EndpointError), (504, TimeLimitError)]
)
def test_retries_come_to_an_end(
    website: Callable[[], Website], status: int, error: type[Exception]
) -> None:
    site = website()
    site.reply(status, "full", Retry_After="100000")
    waits: list[float] = []
    access = Access(retries=Retries(pause=waits.append))
    with GraphStore(f"{site.url}/store", access) as target, pytest.raises(error, match=str(status)):
        target.put(G, [TRIPLE])
    assert len(site.requests) == 1 + len(waits) == 5
    assert max(waits) == 30.0


@pytest.mark.parametrize("status", [400, 401, 403, 413, 500, 507])
def test_a_refusal_is_not_tried_again(website: Callable[[], Website], status: int) -> None:
    site = website()
    site.reply(status, "no")
    with (
        GraphStore(f"{site.url}/store", AT_ONCE) as target,
        pytest.raises(EndpointError, match=f"answered {status}.*: no$"),
    ):
        target.put(G, [TRIPLE])
    assert len(site.requests) == 1


def test_silence_and_broken_connections_are_told(website: Callable[[], Website]) -> None:
    silent, broken = website(), website()
    silent.replies.append(lambda handler: silent.over.wait())
    broken.replies.append(dropped)
    access = Access(timeout=0.1, retries=Retries(times=1, pause=lambda _: None))
    with (
        GraphStore(f"{silent.url}/store", access) as target,
        pytest.raises(TimeLimitError, match=r"silent for more than 0.1 s"),
    ):
        target.put(G, [TRIPLE])
    with (
        GraphStore(f"{broken.url}/store", access) as target,
        pytest.raises(EndpointError, match=r"the connection .* broke"),
    ):
        target.put(G, [TRIPLE])
    assert len(silent.requests) == len(broken.requests) == 2


def test_a_redirect_is_told_and_not_followed(website: Callable[[], Website]) -> None:
    site, other = website(), website()
    other.reply(201)
    site.reply(307, "", Location=f"{other.url}/store")
    access = Access(Credentials(Scheme.BASIC, "secret", "ana"))
    with (
        GraphStore(f"{site.url}/store", access) as target,
        pytest.raises(EndpointError, match=f"sends on to {other.url}"),
    ):
        target.put(G, [TRIPLE])
    assert other.requests == []


@pytest.mark.parametrize(
    ("credentials", "start"),
    [
        (Credentials(Scheme.BASIC, "secret", "ana"), "Basic YW5hOnNlY3JldA=="),
        (Credentials(Scheme.BEARER, "secret"), "Bearer secret"),
    ],
)
def test_credentials_are_shown_with_the_graph(
    website: Callable[[], Website], credentials: Credentials, start: str
) -> None:
    site = website()
    site.reply(201)
    with GraphStore(f"{site.url}/store", Access(credentials)) as target:
        target.put(G, [TRIPLE])
    assert site.requests[0].headers["Authorization"] == start


def test_digest_answers_the_challenge(website: Callable[[], Website]) -> None:
    site = website()
    site.reply(401, "", WWW_Authenticate='Digest realm="r", nonce="abc", qop="auth"')
    site.reply(201)
    access = Access(Credentials(Scheme.DIGEST, "secret", "ana"))
    with GraphStore(f"{site.url}/store", access) as target:
        target.put(G, [TRIPLE])
    first, second = site.requests
    assert first.headers["Authorization"] is None
    assert second.headers["Authorization"].startswith('Digest username="ana"')
    assert first.body == second.body


def test_proxies_and_netrc_of_the_environment_are_not_used(
    website: Callable[[], Website], monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    proxy, site = website(), website()
    proxy.reply(500)
    site.reply(201)
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login ana password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("HTTP_PROXY", proxy.url)
    monkeypatch.setenv("http_proxy", proxy.url)
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("no_proxy", "")
    with GraphStore(f"{site.url}/store") as target:
        target.put(G, [TRIPLE])
    site.replies.clear()
    site.reply(200, '{"boolean": true}', Content_Type="application/json")
    assert Endpoint(f"{site.url}/sparql").query("ASK {}") is True
    assert proxy.requests == []
    assert {request.headers["Authorization"] for request in site.requests} == {None}
