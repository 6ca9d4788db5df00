"""How commands end: exit codes, and one line instead of a traceback."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from kg.cli.failures import UNEXPECTED, exit_code_of
from kg.errors import EndpointError, InputError, KgError, TimeLimitError, UsageError
from kg.terminals import printable

Cli = Callable[..., subprocess.CompletedProcess[str]]
SEEDS = Path(__file__).parents[2] / "seeds"


def raising(error: BaseException) -> Callable[[], int]:
    def run() -> int:
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("m"), 2),
        (InputError("m"), 2),
        (EndpointError("m"), 3),
        (TimeLimitError("m"), 4),
        (KgError("m"), 2),
        (click.UsageError("m"), 2),
        (KeyboardInterrupt(), 130),
        (ZeroDivisionError("m"), UNEXPECTED),
        (RecursionError("m"), UNEXPECTED),
    ],
)
def test_each_error_has_its_code_and_one_line(
    error: BaseException, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code_of(raising(error)) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert len(said.err.splitlines()) == 1


def test_the_codes_of_commands_pass_through() -> None:
    assert [exit_code_of(lambda code=code: code) for code in (0, 1, 2)] == [0, 1, 2]  # type: ignore[misc]


def test_a_fault_tells_how_to_report_it_and_shows_its_way_when_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    exit_code_of(raising(ZeroDivisionError("two\nlines")))
    assert "ZeroDivisionError: two lines; this is a fault of the program" in capsys.readouterr().err
    monkeypatch.setenv("KG_DEBUG", "1")
    exit_code_of(raising(ZeroDivisionError("m")))
    assert "Traceback" in capsys.readouterr().err


def test_what_is_said_cannot_steer_the_terminal() -> None:
    assert printable("a\x1b[2Jb\r\x07\tc\nd\u202e") == "a\ufffd[2Jb\ufffd\ufffd\tc\nd\ufffd"


@pytest.mark.parametrize(
    "words",
    [
        ["export", "-f", "nquads"],
        ["query", "meetings", "--evidence", "-f", "table"],
        ["explain", "Congress", "--all"],
    ],
    ids=" ".join,
)
def test_a_reader_that_has_enough_is_no_error(words: list[str], seeds_store: Path) -> None:
    command = [sys.executable, "-m", "kg", *words, "--store", str(seeds_store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_ctrl_c_ends_a_build_without_a_traceback(tmp_path: Path) -> None:
    store = tmp_path / "store"
    command = [sys.executable, "-m", "kg", "build", "-", "--store", str(store)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stderr
        article = b'{"identifier": "a", "articleBody": "Ada Quill met Dov Marek."}\n'
        process.stdin.write(article * 5000)  # more than what is read at once
        process.stdin.flush()
        until = time.monotonic() + 60
        while not (store / "store.json").is_file():  # then it waits for more
            assert process.poll() is None
            assert time.monotonic() < until, "no store for what was read"
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert process.stderr.read().strip() == b"kg: interrupted"


def test_an_endpoint_that_is_not_there_exits_with_3(cli: Cli, seeds_store: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # bound, so nobody else gets the port; nobody listens on it
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        asked = cli("query", "meetings", "--endpoint", url)
        loaded = cli("load", url, "--store", seeds_store)
    for done in (asked, loaded):
        assert done.returncode == 3, done.stderr
        assert url in done.stderr
        assert "Traceback" not in done.stderr


def test_an_endpoint_that_never_answers_exits_with_4(cli: Cli) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        done = cli("query", "meetings", "--endpoint", url, "--timeout", "0.2")
    assert done.returncode == 4, done.stderr
    assert "took longer than 0.2 s" in done.stderr


def test_credentials_are_not_sent_in_clear_to_another_machine(cli: Cli, tmp_path: Path) -> None:
    url = "http://store.example/sparql"
    secret = {"KG_USER": "ann", "KG_PASSWORD": "s3cret"}
    done = cli("query", "meetings", "--endpoint", url, **secret)
    assert done.returncode == 2
    assert "is not encrypted" in done.stderr
    assert "s3cret" not in done.stderr
    (tmp_path / "netrc").write_text("machine store.example login ann password s3cret\n")
    by_file = cli("query", "meetings", "--endpoint", url, NETRC=str(tmp_path / "netrc"))
    assert "is not encrypted" in by_file.stderr
    (tmp_path / "netrc").write_text("nonsense")
    broken = cli("query", "meetings", "--endpoint", url, NETRC=str(tmp_path / "netrc"))
    assert broken.returncode == 2
    assert "the netrc file can't be read" in broken.stderr


def test_a_full_disk_under_the_output_is_told(seeds_store: Path) -> None:
    command = [sys.executable, "-m", "kg", "export", "--store", str(seeds_store)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "kg: the output: No space left on device\n")


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams_are_no_fault(seeds_store: Path, closed: str) -> None:
    command = f'"$0" -m kg export -f nquads --store "$1" {closed}'
    arguments = ["/bin/sh", "-c", command, sys.executable, str(seeds_store)]
    assert subprocess.run(arguments, stdout=subprocess.DEVNULL, check=False).returncode == 0


@pytest.fixture(scope="module")
def damaged_store(seeds_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store that opens, but has bytes turned in the midst of its larger files."""
    store = tmp_path_factory.mktemp("damaged") / "store"
    shutil.copytree(seeds_store, store)
    for file in (store / "quads").glob("*.sst"):
        content = bytearray(file.read_bytes())
        if len(content) > 100_000:
            for place in range(len(content) // 4, len(content) // 2, 100):
                content[place] ^= 0xFF
            file.write_bytes(content)
    return store


@pytest.mark.parametrize(
    "words",
    [
        "export -f nquads",
        "export -f csv -o {out}",
        "validate",
        "load http://127.0.0.1:1",
        f"build {SEEDS}",
    ],
)
def test_a_damaged_store_is_told(cli: Cli, damaged_store: Path, tmp_path: Path, words: str) -> None:
    out = tmp_path / "out"
    done = cli(*words.format(out=out).split(), "--store", damaged_store)
    line = done.stderr.splitlines()[-1]
    assert line.startswith("kg: the store can't be read: Corruption")
    assert "Traceback" not in done.stderr
    assert "build it again in another folder" in line
    assert done.returncode == 2
    assert not list(out.glob("*"))
