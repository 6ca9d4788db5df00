"""Answers go out in pieces, to who reads them, so many bytes at once."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message

from kg.serve import sending
from kg.serve.sending import Sending

SCOPE: dict[str, Any] = {"type": "http", "method": "GET", "path": "/", "headers": []}
LARGE = "a" * 300_000


class Reader:
    """Whoever asks; one who is SLOW takes the beginning of an answer and then nothing."""

    def __init__(self, *, slow: bool = False) -> None:
        self.taken: list[Message] = []
        self.reads = asyncio.Event()
        if not slow:
            self.reads.set()

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.body":
            await self.reads.wait()
        self.taken.append(message)

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.taken)


async def receive() -> Message:
    return {"type": "http.disconnect"}


def test_a_large_answer_comes_whole_in_pieces() -> None:
    all_of_them, reader = Sending(), Reader()
    asyncio.run(all_of_them.through(PlainTextResponse(LARGE), SCOPE, receive, reader.send))
    pieces = reader.taken[1:]
    assert reader.body.decode() == LARGE
    assert max(len(piece["body"]) for piece in pieces) <= 65_536
    assert [piece["more_body"] for piece in pieces] == [True] * 4 + [False]
    assert all_of_them.under_way == 0


def test_who_does_not_read_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "_PATIENCE", 0.01)
    all_of_them, reader = Sending(), Reader(slow=True)
    asyncio.run(all_of_them.through(PlainTextResponse(LARGE), SCOPE, receive, reader.send))
    assert [message["type"] for message in reader.taken] == ["http.response.start"]
    assert all_of_them.under_way == 0


def test_so_many_bytes_are_under_way_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "_ALL", 700_000)

    async def asked() -> list[Reader]:
        all_of_them = Sending()
        slow = [Reader(slow=True) for _ in range(2)]
        under_way = [
            asyncio.ensure_future(
                all_of_them.through(PlainTextResponse(LARGE), SCOPE, receive, reader.send)
            )
            for reader in slow
        ]
        await asyncio.sleep(0)
        late, small, after = Reader(), Reader(), Reader()
        await all_of_them.through(PlainTextResponse(LARGE), SCOPE, receive, late.send)
        await all_of_them.through(PlainTextResponse("b"), SCOPE, receive, small.send)
        for reader in slow:
            reader.reads.set()
        await asyncio.gather(*under_way)
        await all_of_them.through(PlainTextResponse(LARGE), SCOPE, receive, after.send)
        return [late, small, after]

    late, small, after = asyncio.run(asked())
    assert late.taken[0]["status"] == 503
    assert (b"retry-after", b"5") in late.taken[0]["headers"]
    assert b"Ask again" in late.body
    assert small.body == b"b"
    assert after.body.decode() == LARGE
