"""What is written to a triplestore: sent again while that may help, shown credentials, no more."""

from __future__ import annotations

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from kg.errors import EndpointError, TimeLimitError, UsageError
from kg.stores import Access, Credentials, Endpoint, Retries, Scheme
from kg.stores.loading.client import Client

Website = Any  # the fixture's class lives in conftest.py
G = "http://example.org/graph"
AT_ONCE = Access(retries=Retries(pause=lambda _: None))


def put(client: Client, site: Website) -> None:
    client.send("PUT", f"{site.url}/store", b"<a:a> <a:a> <a:a> .\n", "text/plain", graph=G)


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
    with Client(access) as client:
        put(client, site)
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
    with Client(access) as client, pytest.raises(error, match=str(status)):
        put(client, site)
    assert len(site.requests) == 1 + len(waits) == 5
    assert max(waits) == (4.0 if error is TimeLimitError else 30.0)


@pytest.mark.parametrize("status", [400, 401, 403, 413, 500, 507])
def test_a_refusal_is_not_tried_again(website: Callable[[], Website], status: int) -> None:
    site = website()
    site.reply(status, "no")
    with (
        Client(AT_ONCE) as client,
        pytest.raises(EndpointError, match=f"answered {status}.*: no$"),
    ):
        put(client, site)
    assert len(site.requests) == 1


def test_silence_and_broken_connections_are_told(website: Callable[[], Website]) -> None:
    silent, broken = website(), website()
    silent.replies.append(lambda handler: silent.over.wait())
    broken.replies.append(dropped)
    access = Access(timeout=0.1, retries=Retries(times=1, pause=lambda _: None))
    with (
        Client(access) as client,
        pytest.raises(TimeLimitError, match=r"silent for more than 0.1 s"),
    ):
        put(client, silent)
    with (
        Client(access) as client,
        pytest.raises(EndpointError, match=r"the connection .* broke"),
    ):
        put(client, broken)
    assert len(silent.requests) == len(broken.requests) == 2


def test_a_redirect_is_told_and_not_followed(website: Callable[[], Website]) -> None:
    site, other = website(), website()
    other.reply(201)
    site.reply(307, "", Location=f"{other.url}/store")
    access = Access(Credentials(Scheme.BASIC, "secret", "ana"))
    with (
        Client(access) as client,
        pytest.raises(EndpointError, match=f"sends on to {other.url}"),
    ):
        put(client, site)
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
    with Client(Access(credentials)) as client:
        put(client, site)
    assert site.requests[0].headers["Authorization"] == start


def test_digest_answers_the_challenge(website: Callable[[], Website]) -> None:
    site = website()
    site.reply(401, "", WWW_Authenticate='Digest realm="r", nonce="abc", qop="auth"')
    site.reply(201)
    access = Access(Credentials(Scheme.DIGEST, "secret", "ana"))
    with Client(access) as client:
        put(client, site)
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
    with Client(Access()) as client:
        put(client, site)
    site.replies.clear()
    site.reply(200, '{"boolean": true}', Content_Type="application/json")
    assert Endpoint(f"{site.url}/sparql").query("ASK {}") is True
    assert proxy.requests == []
    assert {request.headers["Authorization"] for request in site.requests} == {None}


def test_nothing_is_sent_where_credentials_would_be_read_on_the_way() -> None:
    access = Access(Credentials(Scheme.BASIC, "secret", "ana"))
    with Client(access) as client, pytest.raises(UsageError, match="is not encrypted"):
        client.send("PUT", "http://store.example/store", b"")
