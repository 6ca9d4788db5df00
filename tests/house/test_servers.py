"""Servers that tests start get ports of their own, also where others take theirs first."""

from __future__ import annotations

import httpx
import pytest

from tests.plugins import ports
from tests.plugins.oxigraph_server import OxigraphServer


def test_a_port_that_was_taken_meanwhile_is_no_servers(
    oxigraph: OxigraphServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = int(oxigraph.url.rpartition(":")[2])
    (free,) = ports.free_ports(1)
    given = iter([(taken,), (free,)])
    monkeypatch.setattr(ports, "free_ports", lambda count: next(given))
    server = OxigraphServer()
    try:
        assert server.url == f"http://127.0.0.1:{free}"
        data = "<http://a.example/> <http://b.example/> <http://c.example/> ."
        address = f"{server.url}/store?default"
        httpx.post(
            address, content=data, headers={"Content-Type": "text/turtle"}
        ).raise_for_status()
        assert httpx.get(f"{oxigraph.url}/store").content == b""
    finally:
        server.kill()


def test_a_server_that_never_starts_is_said() -> None:
    with pytest.raises(AssertionError, match="ended 3 times while it started"):
        OxigraphServer(command="no-such-command")
