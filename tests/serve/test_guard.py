"""Who may ask, how much at once, and what browsers may do with the answers."""

from __future__ import annotations

import asyncio
import logging
import shutil
from pathlib import Path

import pytest
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient
from starlette.types import Message

from kg.serve import guard
from kg.serve.accepting import preferred
from tests.serve.conftest import served

EVERY = ("/", "/questions", "/person/nobody", "/nowhere", "/static/style.css", "/complete?q=a")


@pytest.mark.parametrize("address", EVERY)
def test_browsers_are_told_what_they_may(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers
    assert "set-cookie" not in headers
    assert "server" not in headers


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8000", "LOCALHOST:1", "[::1]:8000"])
def test_this_machine_is_answered(client: TestClient, host: str) -> None:
    assert client.get("/questions", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost.evil", "", "10.0.0.1", "localhost:x"],
)
def test_another_name_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/questions", headers={"host": host})
    assert answer.status_code == 421
    assert "meetings" not in answer.text


def test_names_that_are_allowed(invented: Path) -> None:
    with served(invented, host="0.0.0.0", hosts=("kg.example",)) as client:  # noqa: S104
        for host in ("kg.example", "KG.example:80", "10.0.0.1:8000", "[2001:db8::1]"):
            assert client.get("/questions", headers={"host": host}).status_code == 200
        assert client.get("/questions", headers={"host": "evil.example"}).status_code == 421


def test_nobody_elsewhere_reads_unless_it_is_allowed(invented: Path) -> None:
    asking = {"origin": "https://there.example"}
    with served(invented) as client:
        assert "access-control-allow-origin" not in client.get("/", headers=asking).headers
    with served(invented, origins=("https://there.example",)) as client:
        told = client.get("/", headers=asking).headers
        assert told["access-control-allow-origin"] == "https://there.example"
        other = client.get("/", headers={"origin": "https://evil.example"}).headers
        assert "access-control-allow-origin" not in other


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_pages_are_only_read(client: TestClient, method: str) -> None:
    for address in ("/", "/person/ada-quill", "/questions/meetings/answer"):
        assert client.request(method, address).status_code == 405


def test_sizes_are_bounded(client: TestClient) -> None:
    assert client.get("/search", params={"q": "a" * 20_000}).status_code == 414
    assert client.post("/", content=b"a" * 1_000_001).status_code == 413
    assert (
        client.get("/questions/meetings/answer", params={"place": "a" * 1_001}).status_code == 400
    )
    assert client.get(f"/questions/meetings/answer?limit={'9' * 5_000}").status_code == 400
    assert client.get(f"/person/ada-quill?section=Meetings&from={'9' * 5_000}").status_code == 400
    assert client.post("/sparql", data={f"f{n}": "" for n in range(2_000)}).status_code == 400


def test_a_body_is_bounded_by_what_comes(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = {"content-type": "application/sparql-query"}
    pieces = (b"a" * 600_000 for _ in range(2))
    answer = client.post("/sparql", content=pieces, headers=sent)
    assert (answer.status_code, answer.json()["detail"]) == (413, "What is sent is too large.")

    monkeypatch.setattr(guard, "_PATIENCE", 0.01)

    async def never() -> Message:
        await asyncio.Event().wait()
        return {}

    with pytest.raises(HTTPException, match="408"):
        asyncio.run(guard._bounded(never)())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static//etc/passwd",
        "/static/",
        "/static/..%2fapp.py",
    ],
)
def test_no_other_folder_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in (404, 405)


def test_a_fault_is_told_with_its_trace_to_who_asked_for_it(
    invented: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("secret")

    with served(invented, debug=True) as client, caplog.at_level(logging.ERROR):
        monkeypatch.setattr("kg.serve.pages.entity.dossier", fails)
        assert "secret" not in client.get("/person/ada-quill").text
    assert "Traceback" in caplog.text


def test_a_damaged_store_is_told_of_without_its_paths(
    invented: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = shutil.copytree(invented, tmp_path / "store", ignore=lambda *_: ["snapshots"])
    addresses = ("/", "/person/ada-quill", "/timeline", "/api/meetings", "/sparql?query=ASK{}")
    with served(store) as client, caplog.at_level(logging.ERROR):
        for file in store.rglob("*.sst"):
            with file.open("r+b") as opened:
                opened.write(bytes(file.stat().st_size))
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 500
            assert "can’t be read" in answer.text
            assert str(tmp_path) not in answer.text
            assert "/" not in answer.json()["detail"] if address.startswith("/api") else True
    told = [record for record in caplog.records if record.name == "kg.serve"]
    assert len(told) >= len(addresses)
    assert all("Corruption" in record.getMessage() and not record.exc_info for record in told)


def test_a_fault_is_told_without_a_trace(
    invented: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("secret\nof two lines")

    with served(invented) as client, caplog.at_level(logging.ERROR):
        monkeypatch.setattr("kg.serve.pages.entity.dossier", fails)
        answer = client.get("/person/ada-quill", headers={"accept": "text/html"})
        assert answer.status_code == 500
        assert "fault of the program" in answer.text
        assert "secret" not in answer.text
        assert "Traceback" not in answer.text
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        as_json = client.get("/person/ada-quill", headers={"accept": "application/json"}).json()
        assert as_json["status"] == 500
    assert [record.exc_info for record in caplog.records] == [None, None]
    assert caplog.records[0].getMessage() == "/person/ada-quill: RuntimeError: secret of two lines"


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("text/html;q=0.4, text/turtle", "text/turtle"),
        ("text/*", "text/html"),
        ("text/*;q=0.1, text/turtle;q=0.2", "text/turtle"),
        ("image/png", None),
        ("text/html;q=0", None),
        ("text/html;q=nonsense", None),
        ("text/html;q=0, */*", "text/turtle"),
        (" TEXT/TURTLE ; charset=utf-8 ; Q=0.5", "text/turtle"),
    ],
)
def test_what_is_wished_for_is_given(accept: str, wanted: str | None) -> None:
    assert preferred(accept, ("text/html", "text/turtle")) == wanted
