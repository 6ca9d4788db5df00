"""What TAB completes, in real shells on a terminal of their own."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.stores import LocalStore
from kg.vocabulary import DEFAULT_BASE, RDF, RDFS, SCHEMA
from tests.plugins.filling import hold
from tests.plugins.needed import program

Cli = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds: a machine may be busy
_STEERING = re.compile(r"\x1b(\[[0-9;?]*[A-Za-z]|[=>]|\].*?\x07)|\r")

SHELLS = {
    "bash": (["--norc", "--noprofile", "-i"], 'eval "$(kg completion bash)"'),
    "zsh": (
        ["-f", "-i"],
        "setopt interactivecomments; autoload -U compinit; compinit -u -D; "
        'eval "$(kg completion zsh)"',
    ),
}
# What is typed, and what the line is then.
TYPED = {
    "kg que": "kg query ",
    "kg query meetings-o": "kg query meetings-of ",
    "kg query meetings-of --per": "kg query meetings-of --person ",
    "kg query meetings-of --person hemant-": "kg query meetings-of --person hemant-",
    "kg query meetings-of --person Hemant\\ S": "kg query meetings-of --person Hemant\\ Soren ",
    'kg query meetings-of --person "Hemant S': 'kg query meetings-of --person "Hemant Soren" ',
    "kg query meetings --place new\\ d": "kg query meetings --place New\\ Delhi ",
    "kg query meetings --status c": "kg query meetings --status cancelled ",
    "kg query meetings --sort stat": "kg query meetings --sort status ",
    "kg completion z": "kg completion zsh ",
}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, seeds_store: Path) -> dict[str, str]:
    """Return an environment in which `kg` is this checkout's, and the seeds are its store."""
    folder = tmp_path_factory.mktemp("bin")
    program = folder / "kg"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n')
    program.chmod(0o755)
    return {
        "PATH": f"{folder}:{os.environ['PATH']}",
        "HOME": str(folder),
        "TERM": "dumb",
        "PYTHONPATH": str(ROOT),
        "KG_STORE": str(seeds_store),
    }


class Terminal:
    """A shell on a terminal of its own."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self._end, inner = pty.openpty()
        self._process = subprocess.Popen(
            command, stdin=inner, stdout=inner, stderr=inner, env=environment,
            cwd=environment["HOME"], start_new_session=True,
        )  # fmt: skip
        os.close(inner)

    def type(self, keys: str) -> None:
        os.write(self._end, keys.encode())

    def read_until(self, words: str) -> str:
        """Return what is shown up to WORDS."""
        shown, end = "", monotonic() + PATIENCE
        while words not in shown:
            ready, _, _ = select.select([self._end], [], [], 0.5)
            if ready:
                shown += _STEERING.sub("", os.read(self._end, 65536).decode(errors="replace"))
            assert monotonic() < end, f"{words!r} was waited for, and this shown: {shown!r}"
        return shown

    def close(self) -> None:
        os.close(self._end)
        self._process.kill()
        self._process.wait()


in_each_shell = pytest.mark.parametrize("shell", SHELLS)


@contextmanager
def terminal_of(shell: str, environment: dict[str, str]) -> Iterator[Terminal]:
    """Give a terminal where completion is on, and `kg` prints its words, each in brackets."""
    command, setup = SHELLS[shell]
    terminal = Terminal([program(shell, shell), *command], environment)
    try:
        terminal.type(f"{setup}; kg() {{ printf '<%s>' \"$@\"; echo; }}; echo re''ady\n")
        terminal.read_until("ready")
        yield terminal
    finally:
        terminal.close()


@in_each_shell
def test_tab_completes(shell: str, environment: dict[str, str]) -> None:
    with terminal_of(shell, environment) as terminal:
        for typed, line in TYPED.items():
            terminal.type(f"{typed}\t")
            terminal.type("#end\n" if line.endswith(" ") else " #end\n")
            words = subprocess.run(
                ["bash", "-c", f"printf '<%s>' {line.removeprefix('kg ')}"],
                capture_output=True, text=True, check=True,
            ).stdout  # fmt: skip
            terminal.read_until(words + "\n")


HOSTILE = 'Zed\'s $(touch pwned) `touch pwned` "x" \\ ; touch pwned & * <y>, z:z'


@in_each_shell
@pytest.mark.parametrize("typed", ["Zed", "'Zed", '"Zed'])
def test_names_are_never_run(
    shell: str, typed: str, environment: dict[str, str], tmp_path: Path
) -> None:
    person = NamedNode(f"{DEFAULT_BASE}person/zed")
    triples = (
        Triple(person, NamedNode(f"{RDF}type"), NamedNode(f"{SCHEMA}Person")),
        Triple(person, NamedNode(f"{RDFS}label"), Literal(HOSTILE)),
    )
    with LocalStore.open(tmp_path / "store") as store:
        hold(store, f"{DEFAULT_BASE}graph/facts", triples)
    with terminal_of(shell, {**environment, "KG_STORE": str(tmp_path / "store")}) as terminal:
        terminal.type(f"kg query meetings-of --person {typed}\t#end\n")
        terminal.read_until(f"<query><meetings-of><--person><{HOSTILE}>\n")
    assert not (Path(environment["HOME"]) / "pwned").exists()


def test_fish_completes(environment: dict[str, str]) -> None:
    fish = program("fish", "fish")
    for typed, line in TYPED.items():
        script = f"kg completion fish | source; complete -C '{typed}'"
        done = subprocess.run(
            [fish, "--no-config", "-c", script],
            env=environment, cwd=environment["HOME"], capture_output=True, text=True, check=True,
        )  # fmt: skip
        offered = [offer.split("\t")[0] for offer in done.stdout.splitlines()]
        last = re.split(r"(?<!\\) (?=[^\"]*(?:\"[^\"]*\")?$)", line.rstrip())[-1]
        wanted = last.replace("\\ ", " ").strip('"')
        assert (wanted in offered) == line.endswith(" ")
        assert done.stderr == ""


def completions(cli: Cli, line: str, **environment: str) -> list[str]:
    """Return what bash is told after LINE; nothing must go to standard error."""
    done = cli(COMP_WORDS=line, COMP_CWORD=str(len(line.split(" ")) - 1),
               _KG_COMPLETE="bash_complete", **environment)  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_names_by_any_word_and_case(cli: Cli, seeds_store: Path) -> None:
    store = {"KG_STORE": str(seeds_store)}
    line = "kg query who-met-whom --person"
    assert completions(cli, f"{line} HEMANT", **store) == ["plain,Hemant Soren"]
    assert completions(cli, f"{line} prasad", **store) == ["plain,Akhilesh Prasad Singh"]
    assert "plain,Hemant Soren" in completions(cli, f"{line} ", **store)
    assert completions(cli, "kg query alliance-members --alliance IND", **store)
    explained = completions(cli, "kg explain jharkhand", **store)
    assert "plain,Jharkhand Mukti Morcha" in explained
    assert "plain,Jharkhand" in explained
    by_option = f"kg query --store {seeds_store} who-met-whom --person Hem"
    assert completions(cli, by_option) == ["plain,Hemant Soren"]


def test_a_question_of_ones_own_is_completed(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "zebra.rq").write_text("SELECT * {}")
    (tmp_path / "zebu.rq").write_text("#+ summary: [")
    assert completions(cli, "kg query zeb", KG_QUERIES=str(tmp_path)) == ["plain,zebra"]


@pytest.mark.parametrize(
    "line",
    [
        "kg query meetings-of --person Hem",
        "kg query meetings-of --endpoint http://127.0.0.1:9/ --person Hem",
        "kg query --endpoint http://127.0.0.1:9/ meetings-of --person Hem",
        "kg query no-such-question --person Hem",
        "kg no-such-command x",
        "kg query --file nowhere.rq --person x",
        'kg query meetings-of --person "',
        "kg query meetings-of --person \\",
    ],
)
def test_nothing_is_told_where_there_is_nothing(cli: Cli, tmp_path: Path, line: str) -> None:
    assert completions(cli, line, KG_STORE=str(tmp_path / "nowhere")) == []
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "store.json").write_text("{")
    assert completions(cli, line, KG_STORE=str(tmp_path / "broken")) == []
