"""The real server in a process of its own: `kg serve`."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]


@contextmanager
def serving(store: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start `kg serve`; give the process and its address."""
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", *options]
    with subprocess.Popen(
        command,
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr
        line = process.stderr.readline()
        found = re.search(r"http://\S+/", line)
        assert found, line + process.stderr.read()
        try:
            yield process, found[0]
        finally:
            process.kill()


def test_it_answers_until_it_is_told_to_end(invented: Path) -> None:
    with serving(invented) as (process, address):
        with httpx.Client(base_url=address) as client:
            assert "articles" in client.get("/").text
            assert "Bram Osei" in client.get("/person/ada-quill").text
            answer = client.get("/questions/meetings-of/answer", params={"person": "Ada Quill"})
            assert answer.status_code == 200
            assert client.get("/", headers={"host": "evil.example"}).status_code == 421
            assert (
                client.get("/static/page.js").headers["content-type"].startswith("text/javascript")
            )
        process.send_signal(signal.SIGINT)
        assert process.stderr
        assert process.stderr.read() == ""
        assert process.wait(20) == 0
    left = list((invented / "snapshots").glob("[0-9]*"))
    assert len(left) <= 2  # that of the other tests' client


def test_a_question_without_time_is_given_up_and_pages_answer_meanwhile(invented: Path) -> None:
    with (
        serving(invented, "--timeout", "0.0001") as (_, address),
        httpx.Client(base_url=address, timeout=60) as client,
        ThreadPoolExecutor(30) as threads,
    ):
        hopeless = [
            threads.submit(client.get, f"/questions/meetings/answer?limit={n}")
            for n in range(1, 21)
        ]
        assert client.get("/person/ada-quill").status_code == 200
        answers = [each.result() for each in hopeless]
        late = [answer.text for answer in answers if answer.status_code != 200]
        assert {answer.status_code for answer in answers} <= {200, 503}  # one may be there at once
        assert late
        assert all("took longer than" in text or "too many" in text for text in late)


def test_many_at_once_get_the_same(invented: Path) -> None:
    with (
        serving(invented) as (_, address),
        httpx.Client(base_url=address, timeout=60) as client,
        ThreadPoolExecutor(30) as threads,
    ):
        answers = list(threads.map(client.get, ["/person/ada-quill", "/party/harbour", "/"] * 40))
        assert {each.status_code for each in answers} == {200}
        assert len({each.text for each in answers}) == 3


def test_a_port_that_is_taken_and_a_store_that_is_not_there(invented: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = _run("--store", str(invented), "--port", port)
        assert done.returncode == 2
        assert f"127.0.0.1:{port} can't be listened on" in done.stderr
    done = _run("--store", str(tmp_path / "none"))
    assert done.returncode == 2
    assert "there is no store in" in done.stderr


def _run(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", "serve", *options]
    environment = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
