"""A connection over which no request comes in time is ended; others are answered."""

from __future__ import annotations

import asyncio
import socket

import pytest
import uvicorn
from starlette.responses import PlainTextResponse

from kg.serve import connections
from kg.serve.connections import Prompt

WHOLE = b"GET / HTTP/1.1\r\nHost: here\r\n\r\n"


async def said(port: int, *pieces: bytes) -> bytes:
    """Return what is answered to PIECES, sent one by one, until the connection ends."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(0.1)
    found = await asyncio.wait_for(reader.read(), 30)
    writer.close()
    return found


@pytest.mark.parametrize(
    ("pieces", "answers"),
    [
        ([], 0),
        ([WHOLE[:9]], 0),
        ([WHOLE], 1),
        ([WHOLE, WHOLE[:9], WHOLE[9:12]], 1),
        ([WHOLE + WHOLE], 2),
    ],
)
def test_silent_connections_end(
    pieces: list[bytes], answers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "IDLE", 0.5)

    async def asked() -> bytes:
        config = uvicorn.Config(PlainTextResponse("yes"), http=Prompt, lifespan="off")
        server = uvicorn.Server(config)
        with socket.create_server(("127.0.0.1", 0)) as listening:
            serving = asyncio.ensure_future(server.serve(sockets=[listening]))
            found = await said(listening.getsockname()[1], *pieces)
            server.should_exit = True
            await serving
        return found

    found = asyncio.run(asked())
    assert found.count(b"200 OK") == answers
    assert found.count(b"yes") == answers
