"""Step serve, kept: answers are made once for each state of the store, and given again."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeAlias

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.reading import Reading

_ALL = 64_000_000  # bytes of all answers that are kept
_ONE = 4_000_000  # bytes of one: a drawing of a thousand nodes has two million
_OVERHEAD = 2_000  # bytes of an answer beside its body
_OWN = "/sparql"  # where one's own queries are: none waits for another, and NOW() is now
_VARYING = ("accept", "host", "origin")  # of a request, what an answer may depend on

Key: TypeAlias = tuple[bytes | str | int | None, ...]
_Pairs: TypeAlias = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer as it was sent, and the tag that tells it from others."""

    headers: _Pairs
    body: bytes
    tag: str


class Kept:
    """What stands before APP, whose answers to GET follow from the request and the store's state.

    The answers asked for last are kept, some megabytes of them. Of requests for one that isn't, one
    goes on and the others wait for it.
    """

    def __init__(self, app: ASGIApp, reading: Reading) -> None:
        self._app = app
        self._reading = reading
        self._generation = -1
        self._answers: OrderedDict[Key, _Answer] = OrderedDict()
        self._size = 0
        self._making: dict[Key, asyncio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Give the answer that is kept, or have it made."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] == _OWN:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        asked = (scope.get("raw_path") or scope["path"], scope["query_string"])
        key = (*asked, *(headers.get(name) for name in _VARYING))
        known = self._known(key)
        if known is None and key in self._making:
            await self._making[key].wait()
            known = self._known(key)
        if known is None:
            await self._make(key, scope, receive, send)
        else:
            await _give(known, headers.get("if-none-match"), send)

    async def _make(self, key: Key, scope: Scope, receive: Receive, send: Send) -> None:
        """Have the answer made, send it, and keep it if it can be."""
        made = self._making[key] = asyncio.Event()
        generation = self._reading.generation
        taken = _Taken(send, made)
        try:
            await self._app(scope, receive, taken.send)
        finally:
            if self._making.get(key) is made:
                del self._making[key]
            if (answer := taken.answer()) and generation == self._generation:
                self._keep(key, answer)
            made.set()
        if answer is not None:
            await _give(answer, Headers(scope=scope).get("if-none-match"), send)

    def _known(self, key: Key) -> _Answer | None:
        """Return the answer that is kept for KEY; those of another state are forgotten."""
        if self._generation != self._reading.generation:
            self._generation = self._reading.generation
            self._answers.clear()
            self._size = 0
        answer = self._answers.get(key)
        if answer is not None:
            self._answers.move_to_end(key)
        return answer

    def _keep(self, key: Key, answer: _Answer) -> None:
        """Keep ANSWER, and let go of those asked for longest ago."""
        self._answers[key] = answer
        self._size += len(answer.body) + _OVERHEAD
        while self._size > _ALL:
            _, oldest = self._answers.popitem(last=False)
            self._size -= len(oldest.body) + _OVERHEAD


class _Taken:
    """What an application sends, held back as long as it may be kept, else sent on by SEND.

    Who waits for MADE is let go as soon as it isn't kept: whoever reads it may be slow.
    """

    def __init__(self, send: Send, made: asyncio.Event) -> None:
        self._send = send
        self._made = made
        self._start: Message | None = None
        self._body = b""
        self._whole = False

    async def send(self, message: Message) -> None:
        """Take MESSAGE, or send it on."""
        if message["type"] == "http.response.start" and _may_be_kept(message):
            self._start = message
            return
        if self._start is None:
            self._made.set()
            await self._send(message)
            return
        self._body += message.get("body", b"")
        self._whole = not message.get("more_body", False)
        if not self._whole and len(self._body) > _ONE:
            start, self._start = self._start, None
            self._made.set()
            await self._send(start)
            await self._send({"type": "http.response.body", "body": self._body, "more_body": True})

    def answer(self) -> _Answer | None:
        """Return what was taken if it is whole."""
        if self._start is None or not self._whole:
            return None
        tag = f'"{blake2b(self._body, digest_size=12).hexdigest()}"'
        headers = [*self._start["headers"], (b"etag", tag.encode())]
        return _Answer(headers, self._body, tag)


def _may_be_kept(start: Message) -> bool:
    """Return whether an answer that begins with START may be given to others too."""
    headers = Headers(raw=start["headers"])
    said = headers.get("cache-control", "")
    if start["status"] != 200 or "etag" in headers or "no-store" in said:
        return False
    return int(headers.get("content-length", _ONE + 1)) <= _ONE


async def _give(answer: _Answer, known: str | None, send: Send) -> None:
    """Send ANSWER, or that whoever asks has it already, by the tag that he knows."""
    if known is not None and answer.tag in known:
        short = [pair for pair in answer.headers if pair[0] != b"content-length"]
        await send({"type": "http.response.start", "status": 304, "headers": short})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": list(answer.headers)})
    await send({"type": "http.response.body", "body": answer.body})
