"""Step serve, connections: one over which no request comes in time is ended.

uvicorn waits for the first request of a connection, and for the rest of one that has begun, as long
as it takes: a few hundred silent connections would be all that it has.
"""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

IDLE = 15  # seconds until the head of a request, or of the next, has come


class Prompt(HttpToolsProtocol):
    """uvicorn's side of a connection, which waits for a request so long and no longer."""

    _due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop()
        super().connection_lost(exc)

    def on_headers_complete(self) -> None:
        """Have the request answered."""
        self._stop()
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        self._wait()

    def _wait(self) -> None:
        self._stop()
        self._due = self.loop.call_later(IDLE, self._late)

    def _stop(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None

    def _late(self) -> None:
        """End the connection, unless a request that came with another is being answered."""
        if getattr(self.cycle, "response_complete", True):
            self.transport.close()
