"""Step serve, guard: who may ask, how much at once, and what browsers may do with the answers."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from contextlib import suppress

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.sending import Sending

_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "[::1]"})
_LONGEST_QUERY = 16_384  # bytes of an address after its question mark
_LARGEST_BODY = 1_000_000  # bytes
_PATIENCE = 20.0  # seconds for the next piece of a body
_NOT_OURS = (
    "This server does not go by the name in that address. Who started it can let it: "
    "kg serve --allow-host NAME\n"
)
_PORT = re.compile(r":\d+\Z")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """What stands before APP, which answers to the names HOSTS besides this machine's own.

    A page elsewhere could make a name of its own lead to this machine, and read the store through
    its visitor's browser: so a request that calls us otherwise is refused. With ANY_ADDRESS (the
    server listens to other machines) every plain IP address is taken, which no page can hold.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str], *, any_address: bool) -> None:
        self._app = app
        self._hosts = _THIS_MACHINE | {host.casefold() for host in hosts}
        self._any_address = any_address
        self._sending = Sending()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or hand it on and bound what comes and goes."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        protected = _protecting(send)
        if refusal := self._refusal(scope):
            await refusal(scope, receive, protected)
            return
        # What is still raised here has been told and answered: the server would print its trace.
        with suppress(Exception):
            await self._sending.through(self._app, scope, _bounded(receive), protected)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        """Return what a request is refused with that must not go on."""
        headers = Headers(scope=scope)
        if not self._is_ours(headers.get("host", "")):
            return PlainTextResponse(_NOT_OURS, 421)
        if len(scope["query_string"]) > _LONGEST_QUERY:
            return PlainTextResponse("The address is too long.\n", 414)
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdecimal()):
            return PlainTextResponse("The length of what is sent is no number.\n", 400)
        if len(length) > len(str(_LARGEST_BODY)) or int(length) > _LARGEST_BODY:
            return PlainTextResponse("What is sent is too large.\n", 413)
        return None

    def _is_ours(self, host: str) -> bool:
        """Return whether HOST (`localhost:8000`) is a name of this server."""
        name = _PORT.sub("", host).casefold()
        return name in self._hosts or (self._any_address and _is_address(name))


def _is_address(name: str) -> bool:
    """Return whether NAME is an IP address, one of version 6 in brackets."""
    bare = name[1:-1] if name.startswith("[") and name.endswith("]") else name
    try:
        ipaddress.ip_address(bare)
    except ValueError:
        return False
    return True


def _bounded(receive: Receive) -> Receive:
    """Return RECEIVE, which raises HTTPException for a body that is too large, or too late."""
    taken, whole = 0, False

    async def bounded() -> Message:
        nonlocal taken, whole
        if whole:  # only the end of the connection may come
            return await receive()
        with anyio.move_on_after(_PATIENCE) as waiting:
            message = await receive()
        if waiting.cancelled_caught:
            raise HTTPException(408, "What was to be sent did not come in time.")
        taken += len(message.get("body", b""))
        whole = not message.get("more_body", False)
        if taken > _LARGEST_BODY:
            raise HTTPException(413, "What is sent is too large.")
        return message

    return bounded


def _protecting(send: Send) -> Send:
    """Return SEND, which tells browsers what they may do with an answer."""

    async def protecting(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return protecting
