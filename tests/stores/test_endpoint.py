"""Queries asked of a triplestore elsewhere: the same answers, and one clear line for a failure."""

from __future__ import annotations

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.errors import EndpointError, TimeLimitError, UsageError
from kg.graph import ArticleGraph
from kg.stores import Access, Credentials, Endpoint, LocalStore, Rows, Scheme
from kg.vocabulary import XSD
from tests.plugins.oxigraph_server import OxigraphServer

Article = Callable[..., ArticleGraph]
Website = Any  # the fixture's class lives in conftest.py
ASK = "ASK { GRAPH ?g { ?s ?p ?o } }"
JSON = "application/sparql-results+json"

QUERIES = [
    "SELECT ?s ?o ?none { GRAPH ?g { ?s ?p ?o } } ORDER BY ?s ?p ?o",
    "SELECT ?p (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?p ORDER BY ?p",
    "SELECT * { GRAPH ?g { ?s ?p ?o } FILTER(false) }",
    'SELECT ("Ä\\n\\"x\\"" AS ?a) ("x"@en-GB AS ?b) (1.50 AS ?c) (true AS ?d) (<x> AS ?e) {}',
    "ASK { GRAPH <article/a> { ?s ?p ?o } }",
    "ASK { GRAPH <article/z> { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } { GRAPH <article/a> { ?s ?p ?o } }",
    "DESCRIBE <article/a>",
    # SPARQLWrapper would take each of these for an update.
    "#+ summary: who moves; LOAD, ADD\n# DELETE\n# INSERT\nASK { GRAPH ?g { ?s ?p ?o } }",
    "PREFIX : <http://example.org/load#>\nASK { GRAPH ?g { ?s ?p ?o } }",
    "PREFIX load: <http://example.org/>\n# CLEAR\nSELECT (load:add AS ?x) {}",
]


@pytest.fixture
def both(oxigraph: OxigraphServer, store: LocalStore, article: Article) -> Endpoint:
    """Return an endpoint that holds the same as the store."""
    store.put([article("a", "ana", "ben"), article("b", "cleo")])
    quads = serialize(store.quads(), format=RdfFormat.N_QUADS)
    headers = {"Content-Type": "application/n-quads"}
    httpx.post(f"{oxigraph.url}/store", content=quads, headers=headers).raise_for_status()
    return Endpoint(oxigraph.url, store.base)


@pytest.mark.parametrize("text", QUERIES)
def test_the_answer_is_the_local_store_s(both: Endpoint, store: LocalStore, text: str) -> None:
    expected = store.query(text)
    answer = both.query(text)
    if isinstance(expected, list):
        assert isinstance(answer, list)
        assert sorted(map(str, answer)) == sorted(map(str, expected))
    else:
        assert answer == expected


def test_a_query_s_own_base_counts(both: Endpoint) -> None:
    text = "BASE <http://example.org/> SELECT (<x> AS ?x) {}"
    assert both.query(text) == Rows(("x",), [(NamedNode("http://example.org/x"),)])


def test_an_update_is_not_sent(both: Endpoint) -> None:
    with pytest.raises(UsageError, match="no SPARQL query"):
        both.query("CLEAR ALL")
    assert both.query(ASK) is True


def test_the_server_says_what_is_wrong_with_a_query(both: Endpoint) -> None:
    with pytest.raises(EndpointError, match="/query answered 400: error at 2:14") as error:
        both.query("SELECT * {\n?s ?p ?o . }}")
    assert "\n" not in str(error.value)


def test_a_server_s_own_time_limit(start_oxigraph: Callable[..., OxigraphServer]) -> None:
    server = start_oxigraph("--timeout-s", "1")
    node = NamedNode("http://example.org/")
    triples = [Triple(node, node, Literal(str(number))) for number in range(1000)]
    content = serialize(triples, format=RdfFormat.N_TRIPLES)
    httpx.put(
        f"{server.url}/store",
        params={"graph": node.value},
        content=content,
        headers={"Content-Type": "application/n-triples"},
    ).raise_for_status()
    product = " . ".join(f"?s ?p ?o{number}" for number in range(4))
    with pytest.raises(TimeLimitError, match="server's own time limit"):
        Endpoint(server.url).query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ {product} }} }}")


def test_a_server_that_is_gone(start_oxigraph: Callable[..., OxigraphServer]) -> None:
    server = start_oxigraph()
    endpoint = Endpoint(server.url)
    assert endpoint.query(ASK) is False
    server.kill()
    with pytest.raises(EndpointError, match=r"can't be reached: .*refused; is the server running"):
        endpoint.query(ASK)


def test_a_host_that_does_not_exist() -> None:
    with pytest.raises(EndpointError, match="can't be reached"):
        Endpoint("http://no-such-host.invalid/sparql").query(ASK)


@pytest.mark.parametrize(
    ("status", "error", "message"),
    [
        (400, EndpointError, "answered 400: first line$"),
        (401, EndpointError, "answered 401: it wants credentials.*: first line$"),
        (403, EndpointError, "answered 403: it does not allow this"),
        (404, EndpointError, "answered 404: there is nothing at this address"),
        (500, EndpointError, "answered 500: first line$"),
        (503, EndpointError, "answered 503: first line$"),
        (408, TimeLimitError, "answered 408"),
        (504, TimeLimitError, "answered 504"),
    ],
)
def test_a_refusal_is_told_in_one_line(
    website: Callable[[], Website], status: int, error: type[Exception], message: str
) -> None:
    site = website()
    site.reply(status, "\n  first line\nsecond line", Content_Type="text/plain")
    with pytest.raises(error, match=message):
        Endpoint(f"{site.url}/sparql").query(ASK)


@pytest.mark.parametrize(
    ("body", "content_type", "message"),
    [
        ("<html>Welcome</html>", "text/html; charset=utf-8", r"with text/html and not SPARQL"),
        ("", "application/octet-stream", "and not SPARQL results"),
        ("{}", JSON, "broke off or can't be read"),
        ("[]", JSON, "broke off or can't be read"),
        ('{"head": {"vars": ["x"]}, "results": {"bindings": [', JSON, "broke off"),
        ('{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {}}]}}', JSON, "can't be read"),
        (
            '{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"a b"}}]}}',
            JSON,
            "can't be read",
        ),
    ],
)
def test_an_answer_that_is_none(
    website: Callable[[], Website], body: str, content_type: str, message: str
) -> None:
    site = website()
    site.reply(200, body, Content_Type=content_type)
    with pytest.raises(EndpointError, match=message):
        Endpoint(f"{site.url}/sparql").query("SELECT ?x {}")


@pytest.mark.parametrize(
    ("body", "content_type", "message"),
    [
        ("<html>Welcome</html>", "text/html", "with text/html and not an RDF graph"),
        ("<http://example.org/a> <http", "text/turtle", "broke off or can't be read"),
    ],
)
def test_a_graph_that_is_none(
    website: Callable[[], Website], body: str, content_type: str, message: str
) -> None:
    site = website()
    site.reply(200, body, Content_Type=content_type)
    with pytest.raises(EndpointError, match=message):
        Endpoint(f"{site.url}/sparql").query("CONSTRUCT WHERE { ?s ?p ?o }")


def test_a_refusal_whose_words_do_not_come(website: Callable[[], Website]) -> None:
    site = website()

    def silent(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(500)
        handler.send_header("Content-Length", "10")
        handler.end_headers()
        site.over.wait()

    site.replies.append(silent)
    with pytest.raises(EndpointError, match=r"answered 500$"):
        Endpoint(f"{site.url}/sparql").query(ASK, timeout=0.2)


def test_an_answer_that_stops_under_way(website: Callable[[], Website]) -> None:
    def truncated(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", JSON)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b'{"head": ')

    site = website()
    site.replies.append(truncated)
    with pytest.raises(EndpointError, match=r"broke off|can't be reached"):
        Endpoint(f"{site.url}/sparql").query(ASK)


@pytest.mark.parametrize("talkative", [True, False])
def test_a_server_that_does_not_come_to_an_end(
    website: Callable[[], Website], talkative: bool
) -> None:
    site = website()

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", JSON)
        handler.end_headers()
        for _ in range(1000):
            if site.over.wait(0.01):
                break
            if talkative:
                handler.wfile.write(b" ")

    site.replies.append(endless)
    with pytest.raises(TimeLimitError, match=r"longer than 0.3 s"):
        Endpoint(f"{site.url}/sparql").query(ASK, timeout=0.3)
    with pytest.raises(TimeLimitError, match=r"longer than 0.2 s"):
        Endpoint(f"{site.url}/sparql", access=Access(timeout=0.2)).query(ASK)


def test_a_server_that_never_answers(website: Callable[[], Website]) -> None:
    site = website()
    site.replies.append(lambda handler: site.over.wait())
    with pytest.raises(TimeLimitError, match=r"longer than 0.2 s"):
        Endpoint(f"{site.url}/sparql").query(ASK, timeout=0.2)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_told_and_not_followed(website: Callable[[], Website], status: int) -> None:
    site, other = website(), website()
    other.reply(200, '{"boolean": true}', Content_Type=JSON)
    site.reply(status, "", Location=f"{other.url}/sparql")
    access = Access(Credentials(Scheme.BASIC, "secret", "ana"))
    with pytest.raises(EndpointError, match=f"sends on to {other.url}/sparql"):
        Endpoint(f"{site.url}/sparql", access=access).query(ASK)
    assert other.requests == []


@pytest.mark.parametrize(
    ("credentials", "header"),
    [
        (Credentials(Scheme.BASIC, "secret", "ana"), "Basic YW5hOnNlY3JldA=="),
        (Credentials(Scheme.BEARER, "secret"), "Bearer secret"),
        (None, None),
    ],
)
def test_credentials_are_shown_and_not_told(
    website: Callable[[], Website], credentials: Credentials | None, header: str | None
) -> None:
    site = website()
    site.reply(401, f"who is {header}, secret?", Content_Type="text/plain")
    with pytest.raises(EndpointError, match="answered 401") as error:
        Endpoint(f"{site.url}/sparql", access=Access(credentials)).query(ASK)
    assert site.requests[0].headers["Authorization"] == header
    if credentials:
        assert "secret" not in str(error.value)
        assert "YW5h" not in str(error.value)


def test_digest_answers_the_challenge(website: Callable[[], Website]) -> None:
    site = website()
    challenge = 'Digest realm="SPARQL", nonce="abc", qop="auth", algorithm="MD5"'
    site.reply(401, "", WWW_Authenticate=challenge)
    site.reply(200, '{"head": {}, "boolean": true}', Content_Type=JSON)
    access = Access(Credentials(Scheme.DIGEST, "secret", "ana"))
    assert Endpoint(f"{site.url}/sparql", access=access).query(ASK) is True
    first, second = (request.headers["Authorization"] for request in site.requests)
    assert first is None
    assert second.startswith('Digest username="ana"')
    assert "secret" not in second
    assert site.requests[0].body == site.requests[1].body


def test_words_from_a_server_cannot_steer_the_terminal(website: Callable[[], Website]) -> None:
    site = website()
    site.reply(500, "\x1b[2J\x1b]0;x\x07bad\u202e" + "x" * 5000, Content_Type="text/plain")
    with pytest.raises(EndpointError) as error:
        Endpoint(f"{site.url}/sparql").query(ASK)
    assert str(error.value).isprintable()
    assert len(str(error.value)) < 400


def test_what_is_sent(website: Callable[[], Website]) -> None:
    site = website()
    site.reply(200, '{"head": {}, "boolean": true}', Content_Type=JSON)
    Endpoint(f"{site.url}/sparql", "https://example.org/kg/").query("ASK { <x> ?p 'ä #' } # end")
    (request,) = site.requests
    assert (request.method, request.path) == ("POST", "/sparql")
    fields = parse_qs(request.body.decode())
    assert fields == {"query": ["BASE <https://example.org/kg/> ASK { <x> ?p 'ä #' }  "]}
    assert JSON in request.headers["Accept"]


def test_terms_as_servers_write_them(website: Callable[[], Website]) -> None:
    site = website()
    integer = XSD + "integer"
    bindings = [
        {"x": {"type": "bnode", "value": "nodeID://b1"}, "y": {"type": "bnode", "value": "b 1"}},
        {"x": {"type": "bnode", "value": "nodeID://b1"}},
        {"x": {"type": "typed-literal", "datatype": integer, "value": "1"}},
        {"y": {"type": "literal", "xml:lang": "en", "value": "x"}},
    ]
    results = {"head": {"vars": ["x", "y"]}, "results": {"bindings": bindings}}
    site.reply(200, json.dumps(results), Content_Type="application/json")
    answer = Endpoint(f"{site.url}/sparql").query("SELECT ?x ?y { ?x ?p ?y }")
    assert isinstance(answer, Rows)
    assert answer.columns == ("x", "y")
    (blank, other), (again, none), number, word = answer.rows
    assert isinstance(blank, BlankNode)
    assert isinstance(other, BlankNode)
    assert blank == again != other
    assert none is None
    assert number == (Literal("1", datatype=NamedNode(integer)), None)
    assert word == (None, Literal("x", language="en"))


def test_rows_that_the_server_cut_off_and_says_so(website: Callable[[], Website]) -> None:
    site = website()
    body = json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": []}})
    site.reply(200, body, content_type=JSON, X_SPARQL_MaxRows="10000")
    with pytest.raises(EndpointError, match="cuts answers off at 10000 rows, and here it may have"):
        Endpoint(site.url).query("SELECT ?s { GRAPH ?g { ?s ?p ?o } }")


@pytest.mark.parametrize(
    "words",
    [
        "Virtuoso S1T00 Error SR171: Transaction timed out",
        "Virtuoso 42000 Error The estimated execution time 9 (sec) exceeds the limit of 1 (sec).",
    ],
)
def test_virtuoso_s_words_for_its_own_time_limit(
    website: Callable[[], Website], words: str
) -> None:
    site = website()
    site.reply(500, words, content_type="text/plain")
    with pytest.raises(TimeLimitError, match="answered 500: Virtuoso"):
        Endpoint(site.url).query(ASK)
