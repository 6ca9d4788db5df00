"""`kg load` and `kg doctor` as they are typed: what they say, how they end, what they never say."""

from __future__ import annotations

import base64
import os
import pty
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from tests.plugins.oxigraph_server import OxigraphServer
from tests.plugins.virtuoso_server import VirtuosoServer

Cli = Callable[..., subprocess.CompletedProcess[str]]
Answering = Callable[..., str]
ROOT = Path(__file__).parents[2]
SECRET = "S3cret-of-ana!"  # noqa: S105 - an invented one
ENCODED = base64.b64encode(f"ana:{SECRET}".encode()).decode()


@pytest.fixture
def answering() -> Iterator[Answering]:
    """Return what starts a server that gives one answer, told all it was sent; give its address."""
    running: list[tuple[ThreadingHTTPServer, threading.Thread]] = []

    def start(status: int, body: str, media_type: str = "text/plain", **headers: str) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                shown = self.headers.get("Authorization", "")
                content = body.replace("AUTHORIZATION", shown).encode()
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.send_header("Content-Type", media_type)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_PUT = do_DELETE = do_POST  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Keep the test's output clean."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        running.append((server, thread))
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield start
    for server, thread in running:
        server.shutdown()
        thread.join()
        server.server_close()


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    """Return the line that a failure is told in."""
    (line,) = done.stderr.splitlines()
    assert line.startswith("kg: ")
    assert "Traceback" not in line
    return line


def test_a_load_is_summed_up(cli: Cli, seeds_store: Path, oxigraph: OxigraphServer) -> None:
    listed = cli("load", oxigraph.url, "--store", seeds_store, "--dry-run").stdout.splitlines()
    assert {line.split("\t")[0] for line in listed} == {"new"}
    first = cli("load", oxigraph.url, "--store", seeds_store, "--verify", "--parallel", "3")
    counts = dict(line.split("\t") for line in first.stdout.splitlines())
    assert counts["graphs"] == counts["graphs sent"] == str(len(listed))
    assert counts["statements"] == counts["statements sent"]
    assert counts["sent by"] == "dataset"
    again = cli("load", oxigraph.url, "--store", seeds_store, "--prune")
    assert again.stdout.splitlines()[2:] == [
        "graphs sent\t0",
        "statements sent\t0",
        "graphs taken out\t0",
    ]
    assert cli("load", oxigraph.url, "--store", seeds_store, "--dry-run").stdout == ""


def test_the_doctor_leaves_nothing_behind(cli: Cli, oxigraph: OxigraphServer) -> None:
    done = cli("doctor", oxigraph.url, "--store", "nowhere")
    assert done.returncode == 0, done.stderr
    works = {row.split("\t")[0]: row.split("\t")[1] for row in done.stdout.splitlines()[1:]}
    for what in ("query", "update", "graph store", "dataset", "round trip", "kg load"):
        assert works[what] == "yes"
    quads = httpx.get(f"{oxigraph.url}/store", headers={"Accept": "application/n-quads"})
    assert quads.content == b""


def test_a_read_only_server(
    cli: Cli, tmp_path: Path, seeds_store: Path, start_oxigraph: Callable[..., OxigraphServer]
) -> None:
    filled = start_oxigraph("--location", str(tmp_path / "data"))
    filled.kill()
    server = OxigraphServer("--location", str(tmp_path / "data"), command="serve-read-only")
    try:
        done = cli("load", server.url, "--store", seeds_store)
        assert done.returncode == 3
        assert "answered 403: it does not allow this to the one who asks" in one_line(done)
        doctor = cli("doctor", server.url)
        assert doctor.returncode == 1
        assert "kg load\tno\t" in doctor.stdout
        assert "query\tyes\t" in doctor.stdout
    finally:
        server.kill()


@pytest.mark.parametrize("command", ["load", "doctor"])
def test_a_wrong_password(
    cli: Cli, seeds_store: Path, virtuoso: VirtuosoServer, command: str
) -> None:
    words = [command, virtuoso.url, "--auth", "digest", "--store", seeds_store]
    done = cli(*words, KG_USER="dba", KG_PASSWORD=SECRET)
    told = done.stdout if command == "doctor" else one_line(done)
    assert done.returncode == (1 if command == "doctor" else 3)
    assert "answered 401: it wants credentials, or does not accept the ones given" in told
    assert SECRET not in told


@pytest.mark.parametrize("command", ["load", "doctor"])
def test_a_server_that_is_not_there(
    cli: Cli, seeds_store: Path, start_oxigraph: Callable[..., OxigraphServer], command: str
) -> None:
    server = start_oxigraph()
    server.kill()
    done = cli(command, server.url, "--store", seeds_store)
    assert done.returncode == 3
    assert f"{server.url}/query can't be reached" in one_line(done)


def test_the_bulk_loader_as_it_is_typed(
    cli: Cli, seeds_store: Path, virtuoso: VirtuosoServer
) -> None:
    who = {"KG_USER": "dba", "KG_PASSWORD": VirtuosoServer.password}
    words = ["load", virtuoso.url, "--auth", "digest", "--store", seeds_store]
    bulk = [*words, "--transport", "bulk"]
    without = cli(*bulk, **who)
    assert (without.returncode, "with --bulk-folder" in one_line(without)) == (2, True)
    bulk += ["--bulk-folder", str(virtuoso.folder), "--sql-port", str(virtuoso.sql_port)]
    nowhere = cli(*bulk, **who, PATH="/nowhere")
    assert (nowhere.returncode, "needs Virtuoso's isql" in one_line(nowhere)) == (2, True)
    nobody = cli(*bulk)
    assert (nobody.returncode, "wants a user's name" in one_line(nobody)) == (2, True)
    done = cli(*bulk, "--prune", "--verify", **who)
    assert done.returncode == 0, done.stderr
    assert "sent by\tbulk" in done.stdout.splitlines()
    again = cli(*words, "--prune", "--verify", **who)
    assert "graphs sent\t0" in again.stdout.splitlines()


FAILURES = {
    (200, "text/html"): "answered with text/html and not SPARQL results",
    (404, "text/html"): "answered 404: there is nothing at this address",
    (401, "text/plain"): "wants credentials, or does not accept the ones given",
    (403, "text/plain"): "does not allow this to the one who asks",
    (507, "text/plain"): "answered 507: it has no room left",
    (500, "text/plain"): "answered 500",
}


@pytest.mark.parametrize(("answer", "words"), FAILURES.items())
@pytest.mark.parametrize("command", ["load", "doctor"])
def test_a_server_that_fails_is_told_in_a_line(
    cli: Cli,
    seeds_store: Path,
    answering: Answering,
    command: str,
    answer: tuple[int, str],
    words: str,
) -> None:
    status, media_type = answer
    url = answering(status, "<html>\n<p>no</p>", media_type)
    done = cli(command, url, "--store", seeds_store)
    assert done.returncode == 3
    assert words in one_line(done)
    assert url in done.stderr


def test_a_server_that_gives_up_in_time_is_no_failure_of_its_own(
    cli: Cli, answering: Answering
) -> None:
    done = cli("doctor", answering(408, "too long"))
    assert (done.returncode, "answered 408" in one_line(done)) == (4, True)


COMMANDS = pytest.mark.parametrize("command", ["load", "doctor", "query meetings --endpoint"])


@COMMANDS
@pytest.mark.parametrize("auth", ["basic", "digest", "bearer"])
@pytest.mark.parametrize("status", [200, 401, 500])
def test_the_secret_is_nowhere_in_what_is_said(
    cli: Cli,
    seeds_store: Path,
    tmp_path: Path,
    answering: Answering,
    command: str,
    auth: str,
    status: int,
) -> None:
    url = answering(status, f"AUTHORIZATION, {SECRET}, is no good\nAUTHORIZATION", "text/plain")
    netrc = tmp_path / "netrc"
    netrc.write_text(f"machine 127.0.0.1 login ana password {SECRET}\n")
    for given in (
        {"KG_USER": "ana", "KG_PASSWORD": SECRET, "KG_DEBUG": "1"},
        {"NETRC": str(netrc)},
    ):
        done = cli(*command.split(), url, "--auth", auth, "--store", seeds_store, **given)
        assert done.returncode == 3
        for said in (done.stdout, done.stderr):
            assert SECRET not in said
            assert ENCODED not in said


def typed(arguments: list[str], answers: bytes) -> tuple[int, str]:
    """Run kg at a terminal, where ANSWERS are typed; return its exit code and what was shown."""
    terminal, its_side = pty.openpty()
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "-m", "kg", *arguments]
    with subprocess.Popen(
        command,
        stdin=its_side,
        stdout=its_side,
        stderr=its_side,
        env={"PYTHONPATH": str(ROOT), "NETRC": os.devnull, **kept},
        start_new_session=True,
    ) as process:
        os.close(its_side)
        shown = b""
        lines = answers.splitlines(keepends=True)
        while True:
            try:
                chunk = os.read(terminal, 4096)
            except OSError:  # the other side is closed
                break
            if not chunk:
                break
            shown += chunk
            if lines and chunk.rstrip().endswith(b":"):
                os.write(terminal, lines.pop(0))
        os.close(terminal)
        return process.wait(timeout=60), shown.decode()


@pytest.mark.parametrize(
    ("auth", "answers", "header"),
    [
        ("basic", f"ana\n{SECRET}\n", f"Basic {ENCODED}"),
        ("bearer", f"{SECRET}\n", f"Bearer {SECRET}"),
    ],
)
def test_a_password_is_asked_for_and_not_shown(
    answering: Answering, seeds_store: Path, auth: str, answers: str, header: str
) -> None:
    url = answering(401, f"{len(header)}: AUTHORIZATION")
    arguments = ["load", url, "--auth", auth, "--ask-password", "--store", str(seeds_store)]
    code, shown = typed(arguments, answers.encode())
    assert code == 3
    assert f"{len(header)}: {auth.title()} ***" in shown, "it was sent, and blotted out"
    assert SECRET not in shown


def test_a_password_is_asked_for_at_terminals_only(cli: Cli, answering: Answering) -> None:
    url = answering(401, "")
    done = cli("doctor", url, "--ask-password", NETRC=os.devnull)
    assert done.returncode == 2
    assert "--ask-password needs a terminal" in one_line(done)
