"""A proxy between a client and a real server that does to connections what networks do."""

from __future__ import annotations

import random
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from typing import Self
from urllib.parse import urlsplit

import pytest

_CHUNK = 1 << 14
_STATUSES = (429, 500, 502, 503, 504)
_STALL = 0.6  # seconds, longer than the tests' clients wait


class FaultyProxy:
    """Passes bytes on to SERVER (a URL), and by the number SEED breaks some connections.

    Whether a connection is broken, and how, follows from SEED and its place in the order in which
    connections come; RATE of them are. After `mend` none is.
    """

    def __init__(self, server: str, seed: int, rate: float = 0.3) -> None:
        parts = urlsplit(server)
        self._server = (parts.hostname or "", parts.port or 80)
        self._random = random.Random(seed)  # noqa: S311
        self._rate = rate
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self._over = threading.Event()
        self._counting = threading.Lock()
        self._alarm: tuple[int, Callable[[], object]] | None = None
        self.passed = 0  # bytes, to the server
        self.faults: list[str] = []
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def alarm(self, passed: int, action: Callable[[], object]) -> None:
        """Do ACTION once so many bytes have PASSED to the server."""
        self._alarm = (passed, action)

    def mend(self) -> None:
        """Break nothing from now on."""
        self._rate = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()
        for thread in self._threads:
            thread.join()

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            client.settimeout(30)
            fault = self._fault()
            thread = threading.Thread(target=self._serve, args=(client, fault))
            thread.start()
            self._threads.append(thread)

    def _fault(self) -> Callable[[socket.socket], None] | None:
        """Return what happens to the next connection; None: nothing."""
        dice = self._random
        if dice.random() >= self._rate:
            return None
        kind = dice.choice(("status", "cut request", "cut answer", "stall", "refuse"))
        self.faults.append(kind)
        status, wait = dice.choice(_STATUSES), dice.random() < 0.5
        request, answer = int(dice.paretovariate(0.4) * 50), int(dice.paretovariate(0.7) * 20)
        actions: dict[str, Callable[[socket.socket], None]] = {
            "status": lambda client: self._refuse(client, status, wait),
            "cut request": lambda client: self._pass(client, request=request),
            "cut answer": lambda client: self._pass(client, answer=answer),
            "stall": lambda client: self._stall(client, answer),
            "refuse": lambda client: None,
        }
        return actions[kind]

    def _serve(self, client: socket.socket, fault: Callable[[socket.socket], None] | None) -> None:
        with closing(client), suppress(OSError):
            if fault:
                fault(client)
            else:
                self._pass(client)

    def _refuse(self, client: socket.socket, status: int, wait: bool) -> None:
        """Read the request, and answer for the server."""
        _read_request(client)
        asked = b"Retry-After: 1\r\n" if wait else b""
        client.sendall(
            b"HTTP/1.1 %d No\r\nContent-Type: text/html\r\nConnection: close\r\n"
            b"%bContent-Length: 11\r\n\r\n<p>no</p>\r\n" % (status, asked)
        )

    def _stall(self, client: socket.socket, answer: int) -> None:
        """Let the request pass and answer in part, then say nothing."""
        self._pass(client, answer=answer, then=lambda: self._over.wait(_STALL))

    def _pass(
        self,
        client: socket.socket,
        *,
        request: int | None = None,
        answer: int | None = None,
        then: Callable[[], object] = lambda: None,
    ) -> None:
        """Pass bytes both ways; end after so many bytes of the REQUEST or the ANSWER."""
        with closing(socket.create_connection(self._server, timeout=30)) as server:
            up = threading.Thread(target=_pump, args=(client, server, request, self._count))
            up.start()
            _pump(server, client, answer)
            if answer is not None:
                then()
            for end in (client, server):
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
            up.join()

    def _count(self, passed: int) -> None:
        """Count bytes that PASSED, and raise the alarm."""
        with self._counting:
            self.passed += passed
            alarm = self._alarm
            if alarm is None or self.passed < alarm[0]:
                return
            self._alarm = None
        alarm[1]()


def _pump(
    source: socket.socket,
    sink: socket.socket,
    limit: int | None,
    count: Callable[[int], object] = lambda _: None,
) -> None:
    """Pass bytes on until SOURCE ends, or LIMIT of them have passed; then cut SINK off."""
    passed = 0
    with suppress(OSError):
        while limit is None or passed < limit:
            chunk = source.recv(_CHUNK if limit is None else min(_CHUNK, limit - passed))
            if not chunk:
                break
            sink.sendall(chunk)
            passed += len(chunk)
            count(len(chunk))
    # What one side has ended, the other is to know; after a cut nothing more is read either.
    with suppress(OSError):
        sink.shutdown(socket.SHUT_WR)
    if limit is not None:
        with suppress(OSError):
            source.shutdown(socket.SHUT_RD)


def _read_request(client: socket.socket) -> None:
    """Read a request to its end, so that the answer is not lost in a reset."""
    head = b""
    while b"\r\n\r\n" not in head:
        chunk = client.recv(_CHUNK)
        if not chunk:
            return
        head += chunk
    headers, _, body = head.partition(b"\r\n\r\n")
    length = 0
    for line in headers.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
    missing = length - len(body)
    while missing > 0:
        chunk = client.recv(_CHUNK)
        if not chunk:
            return
        missing -= len(chunk)


@pytest.fixture
def faulty() -> Iterator[Callable[..., FaultyProxy]]:
    """Return what starts a proxy before a server: its URL, a number, the rate of faults."""
    running: list[FaultyProxy] = []

    def start(server: str, seed: int, rate: float = 0.3) -> FaultyProxy:
        running.append(FaultyProxy(server, seed, rate))
        return running[-1]

    yield start
    for proxy in running:
        proxy.__exit__()
