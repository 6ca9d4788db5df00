"""Step serve, sending: how answers go out: in pieces, to who reads them, so many bytes at once.

Who asks for much and reads slowly would have this process hold all of it, for each connection.
"""

from __future__ import annotations

import anyio
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PIECE = 65_536  # bytes handed over at once, as many as the server takes before it waits
_PATIENCE = 20.0  # seconds for whoever reads to take a piece
_ALL = 2**27  # bytes of all large answers that are on their way
_BUSY = "Too many large answers are on their way. Ask again in a few seconds.\n"


class Sending:
    """Sends the answers of all requests, by `through`; those larger than a piece count."""

    def __init__(self) -> None:
        self.under_way = 0  # bytes

    async def through(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        """Have APP answer the request of SCOPE, and send the answer by SEND."""
        answer = _Answer(self, scope, receive, send)
        try:
            await app(scope, receive, answer.send)
        finally:
            self.under_way -= answer.counted


class _Answer:
    """An answer on its way; what comes after the last piece that was taken is thrown away."""

    def __init__(self, all_of_them: Sending, scope: Scope, receive: Receive, send: Send) -> None:
        self.counted = 0
        self._all = all_of_them
        self._request = (scope, receive, send)
        self._send = send
        self._start: Message | None = None
        self._over = False

    async def send(self, message: Message) -> None:
        """Send MESSAGE; the beginning waits until it is known how much follows."""
        if self._over:
            return
        if message["type"] == "http.response.start":
            self._start = message
            return
        body = message.get("body", b"")
        if self._start is not None:
            start, self._start = self._start, None
            if len(body) > _PIECE and self._all.under_way + len(body) > _ALL:
                self._over = True
                await PlainTextResponse(_BUSY, 503, {"retry-after": "5"})(*self._request)
                return
            await self._send(start)
        await self._pieces(body, more=message.get("more_body", False))

    async def _pieces(self, body: bytes, *, more: bool) -> None:
        """Send BODY, of which there may come MORE, piece by piece."""
        if len(body) > _PIECE:
            self.counted += len(body)
            self._all.under_way += len(body)
        for begin in range(0, max(len(body), 1), _PIECE):
            end = begin + _PIECE
            piece = {
                "type": "http.response.body",
                "body": body[begin:end],
                "more_body": more or end < len(body),
            }
            with anyio.move_on_after(_PATIENCE) as waiting:
                await self._send(piece)
            if waiting.cancelled_caught:  # nobody reads: the server ends the connection
                self._over = True
                return
