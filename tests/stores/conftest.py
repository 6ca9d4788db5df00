"""Fixtures of the stores' tests: article graphs of invented people, stores, a scripted server."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.graph import ArticleGraph
from kg.stores import LocalStore
from kg.vocabulary import DEFAULT_BASE, POL, RDF, RDFS, SCHEMA, XSD

BASE = DEFAULT_BASE


def _article(name: str, *participants: str) -> ArticleGraph:
    """Return the graph of the article NAME, which reports one meeting of PARTICIPANTS."""
    iri = f"{BASE}article/{name}"
    article, report = NamedNode(iri), NamedNode(f"{BASE}report/{name}")
    triples = [
        Triple(article, NamedNode(RDF + "type"), NamedNode(SCHEMA + "NewsArticle")),
        Triple(report, NamedNode(RDF + "type"), NamedNode(POL + "MeetingReport")),
        Triple(report, NamedNode(POL + "reportedIn"), article),
        Triple(
            report,
            NamedNode(POL + "confidence"),
            Literal("0.9", datatype=NamedNode(XSD + "decimal")),
        ),
    ]
    for participant in participants:
        person = NamedNode(f"{iri}#person-{participant}")
        triples.append(Triple(report, NamedNode(POL + "participant"), person))
        triples.append(Triple(person, NamedNode(RDFS + "label"), Literal(participant.title())))
    return ArticleGraph(iri, tuple(sorted(triples, key=str)))


@pytest.fixture
def article() -> Callable[..., ArticleGraph]:
    """Return what makes the graph of an article: its name, then the participants of a meeting."""
    return _article


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LocalStore]:
    """Return an empty store."""
    with LocalStore.open(tmp_path / "store") as opened:
        yield opened


@dataclass
class Request:
    """What a client sent."""

    method: str
    path: str
    headers: Message
    body: bytes


@dataclass
class Website:
    """A real HTTP server that answers by a script: the next of REPLIES, the last one for ever.

    A reply is a status, headers and a body, or a function that writes to the connection itself.
    """

    url: str = ""
    replies: list[Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def reply(self, status: int, body: str = "", **headers: str) -> None:
        """Add a plain reply; `content_type="text/html"` is the header Content-Type."""

        def send(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.send_header("Content-Length", str(len(body.encode())))
            handler.end_headers()
            handler.wfile.write(body.encode())

        self.replies.append(send)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Note the request that HANDLER has and play the next reply."""
        length = int(handler.headers.get("Content-Length", 0))
        body = handler.rfile.read(length)
        self.requests.append(Request(handler.command, handler.path, handler.headers, body))
        play = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        play(handler)


@pytest.fixture
def website() -> Iterator[Callable[[], Website]]:
    """Return what starts a scripted server on a free loopback port."""
    running: list[tuple[ThreadingHTTPServer, threading.Thread, Website]] = []

    def start() -> Website:
        site = Website()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                site.answer(self)

            do_GET = do_PUT = do_DELETE = do_POST  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Keep the test's output clean."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        site.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        running.append((server, thread, site))
        return site

    yield start
    for server, thread, site in running:
        site.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
