"""Fixtures of a real Oxigraph server on a free loopback port, stopped by its own handle."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sysconfig
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing

import httpx
import pytest

_ATTEMPTS = 200
_PAUSE = 0.05


class OxigraphServer:
    """An Oxigraph server that holds its data in memory; OPTIONS as on its command line.

    BEFORE is a command that runs it.
    """

    def __init__(self, *options: str, command: str = "serve", before: Sequence[str] = ()) -> None:
        program = shutil.which("oxigraph", path=sysconfig.get_path("scripts"))
        assert program, "the `oxigraph` package is not installed beside this Python"
        port = _free_port()
        self.url = f"http://127.0.0.1:{port}"
        self._process = subprocess.Popen(
            [*before, program, command, "--bind", f"127.0.0.1:{port}", *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            self._wait_until_up(port)
        except BaseException:
            self.kill()
            raise

    def clear(self) -> None:
        """Take everything out."""
        headers = {"Content-Type": "application/sparql-update"}
        reply = httpx.post(f"{self.url}/update", content=b"CLEAR ALL", headers=headers, timeout=60)
        reply.raise_for_status()

    def kill(self) -> None:
        """End the server at once; a second time does nothing."""
        self._process.kill()
        self._process.wait()

    def _wait_until_up(self, port: int) -> None:
        """Return once the server takes connections."""
        for _ in range(_ATTEMPTS):
            assert self._process.poll() is None, "the Oxigraph server ended while it started"
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            threading.Event().wait(_PAUSE)
        raise AssertionError("the Oxigraph server did not start")


def _free_port() -> int:
    """Return a port that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def start_oxigraph() -> Iterator[Callable[..., OxigraphServer]]:
    """Return what starts a server of the test's own; it is ended with the test."""
    servers: list[OxigraphServer] = []

    def start(*options: str) -> OxigraphServer:
        servers.append(OxigraphServer(*options))
        return servers[-1]

    yield start
    for server in servers:
        server.kill()


@pytest.fixture(scope="session")
def oxigraph_server() -> Iterator[OxigraphServer]:
    """Return a server for the whole run; whoever uses it finds what others left there."""
    server = OxigraphServer()
    yield server
    server.kill()


@pytest.fixture
def oxigraph(oxigraph_server: OxigraphServer) -> OxigraphServer:
    """Return the run's server, empty."""
    oxigraph_server.clear()
    return oxigraph_server
