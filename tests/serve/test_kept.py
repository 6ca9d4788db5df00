"""Answers are made once for each state of the store, and given again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from kg.serve import kept
from kg.serve.kept import Kept
from kg.serve.reading import Reading
from tests.serve.test_reading import put


class Counting:
    """An application that counts how often it is asked."""

    def __init__(self, answer: Callable[[Request], Response]) -> None:
        self.times = 0
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.times += 1
        await asyncio.sleep(0)
        await self._answer(Request(scope))(scope, receive, send)


async def asked(app: Kept, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    sent: list[Message] = []

    async def receive() -> Message:
        await asyncio.Event().wait()  # nothing more comes
        return {}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: dict[str, Any] = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    await app(scope, receive, send)
    pairs = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], pairs, b"".join(message.get("body", b"") for message in sent)


@pytest.fixture
def reading(tmp_path: Path) -> Iterator[Reading]:
    put(tmp_path / "s", "ada")
    opened = Reading(tmp_path / "s")
    yield opened
    opened.close()


def test_one_answer_is_made_for_many_that_ask_at_once(reading: Reading, tmp_path: Path) -> None:
    counting = Counting(lambda request: PlainTextResponse(request.url.path))
    app = Kept(counting, reading)

    async def many() -> None:
        answers = await asyncio.gather(*(asked(app, "/a") for _ in range(20)))
        assert {body for _, _, body in answers} == {b"/a"}
        assert counting.times == 1
        status, headers, _ = await asked(app, "/a")
        assert status == 200
        tag = headers["etag"]
        assert (await asked(app, "/a", **{"if-none-match": tag}))[0] == 304
        assert (await asked(app, "/a", **{"if-none-match": '"other"'}))[0] == 200
        assert counting.times == 1
        await asked(app, "/a", accept="text/turtle")  # may be another answer
        assert counting.times == 2
        put(tmp_path / "s", "bram")
        assert reading.look()
        await asked(app, "/a")
        assert counting.times == 3

    asyncio.run(many())


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: PlainTextResponse("no", 404),
        lambda _: PlainTextResponse("once", headers={"cache-control": "no-store"}),
        lambda _: StreamingResponse(iter(["a", "b"])),
        lambda _: PlainTextResponse("x" * 4_000_001),
    ],
)
def test_some_answers_are_not_kept(reading: Reading, answer: Callable[[Request], Response]) -> None:
    counting = Counting(answer)
    app = Kept(counting, reading)
    first, second = asyncio.run(asked(app, "/a")), asyncio.run(asked(app, "/a"))
    assert first == second
    assert counting.times == 2


def test_memory_holds_so_much_and_no_more(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_ALL", 30_000)
    counting = Counting(lambda request: PlainTextResponse(request.url.path * 500))
    app = Kept(counting, reading)
    for number in range(100):
        asyncio.run(asked(app, f"/{number}"))
    assert app._size <= 30_000
    assert 1 < len(app._answers) < 15
    asyncio.run(asked(app, "/99"))
    assert counting.times == 100
    asyncio.run(asked(app, "/0"))
    assert counting.times == 101


def test_a_fault_lets_the_others_try(reading: Reading) -> None:
    def fails(_: Request) -> Response:
        raise RuntimeError("out of order")

    app = Kept(Counting(fails), reading)

    async def many() -> list[BaseException | object]:
        return await asyncio.gather(*(asked(app, "/a") for _ in range(5)), return_exceptions=True)

    assert all(isinstance(each, RuntimeError) for each in asyncio.run(many()))
    assert not app._making
