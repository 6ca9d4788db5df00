"""Fixtures of a real Oxigraph server on a free loopback port, stopped by its own handle."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from collections.abc import Callable, Iterator, Sequence
from tempfile import TemporaryFile

import httpx
import pytest

from tests.plugins.ports import listening


class OxigraphServer:
    """An Oxigraph server that holds its data in memory; OPTIONS as on its command line.

    BEFORE is a command that runs it.
    """

    def __init__(self, *options: str, command: str = "serve", before: Sequence[str] = ()) -> None:
        program = shutil.which("oxigraph", path=sysconfig.get_path("scripts"))
        assert program, "the `oxigraph` package is not installed beside this Python"

        with TemporaryFile() as said:

            def start(port: int) -> subprocess.Popen[bytes]:
                said.truncate(0)
                words = [*before, program, command, "--bind", f"127.0.0.1:{port}", *options]
                return subprocess.Popen(words, stdout=said, stderr=said)

            def is_ready(port: int) -> bool:
                return b"Listening for requests" in os.pread(said.fileno(), 1 << 16, 0)

            self._process, (port,) = listening(1, start, is_ready)
        self.url = f"http://127.0.0.1:{port}"

    def clear(self) -> None:
        """Take everything out."""
        headers = {"Content-Type": "application/sparql-update"}
        reply = httpx.post(f"{self.url}/update", content=b"CLEAR ALL", headers=headers, timeout=60)
        reply.raise_for_status()

    def kill(self) -> None:
        """End the server at once; a second time does nothing."""
        self._process.kill()
        self._process.wait()


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
