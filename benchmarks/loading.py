"""Measure `kg load` beside what servers are loaded with bare: `curl`, and Virtuoso's `isql`.

    python -m benchmarks.loading

Each run is of a whole process, against a server of its own that holds nothing yet, the sides by
turns; times are the wall's, of which the best of each side counts. Of the machine only the ratio is
to be trusted.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.export import fill
from kg.export import export
from kg.stores import LocalStore
from tests.plugins.oxigraph_server import OxigraphServer
from tests.plugins.virtuoso_server import VirtuosoServer

_ROUNDS = 3
_OURS = "kg load"


@dataclass(frozen=True, slots=True)
class Side:
    """A command that loads a server, what it reads on its standard input, and its environment."""

    command: Sequence[str]
    words: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)


Sides = dict[str, Side]
Setting = Callable[[Path, Path, Path], AbstractContextManager[Sides]]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=_ROUNDS)
    parser.add_argument("--only", choices=_SETTINGS, help="measure one of the servers")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store, quads = folder / "store", folder / "quads.nq"
        statements = fill(store, given.statements)
        with LocalStore.open(store, read_only=True) as opened, quads.open("wb") as file:
            export(opened.quads(), "nquads", file, base=opened.base)
        print(f"{statements} statements, half of them facts")
        for title, setting in _SETTINGS.items():
            if given.only not in (None, title):
                continue
            print(title)
            _show(statements, _by_turns(setting, folder, given.rounds))


def _show(statements: int, best: dict[str, float]) -> None:
    """Print the speed of each side, and the ratio of the first to the second."""
    for side, seconds in best.items():
        print(f"  {side:<14} {statements / seconds:>9.0f} statements/s {seconds:>7.2f} s")
    ours, theirs = best.values()
    print(f"  ratio          {theirs / ours:>9.2f}", flush=True)


def _by_turns(setting: Setting, folder: Path, rounds: int) -> dict[str, float]:
    """Return the best seconds of each side, ours first."""
    best: dict[str, float] = {}
    for _ in range(rounds):
        for ours in (True, False):
            with (
                tempfile.TemporaryDirectory(dir=folder) as data,
                setting(Path(data), folder / "store", folder / "quads.nq") as sides,
            ):
                name = next(name for name in sides if (name == _OURS) is ours)
                seconds = _seconds(sides[name])
            best[name] = min(best.get(name, seconds), seconds)
    return best


def _seconds(side: Side) -> float:
    """Return how long the SIDE takes."""
    start = time.perf_counter()
    subprocess.run(  # noqa: S603
        side.command,
        input=side.words.encode(),
        env={**os.environ, **side.environment},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - start


@contextmanager
def _on_disk(data: Path, store: Path, quads: Path) -> Iterator[Sides]:
    """Run an Oxigraph that keeps what it gets."""
    with _oxigraph(["--location", str(data / "oxigraph")], store, quads) as sides:
        yield sides


@contextmanager
def _in_memory(data: Path, store: Path, quads: Path) -> Iterator[Sides]:
    """Run an Oxigraph that forgets what it got when it ends."""
    with _oxigraph([], store, quads) as sides:
        yield sides


@contextmanager
def _oxigraph(options: Sequence[str], store: Path, quads: Path) -> Iterator[Sides]:
    server = OxigraphServer(*options)
    post = ["curl", "-sSf", "-X", "POST", "-H", "Content-Type: application/n-quads"]
    try:
        yield {
            _OURS: Side(_load(server.url, store)),
            "curl": Side([*post, "-T", str(quads), f"{server.url}/store"]),
        }
    finally:
        server.kill()


@contextmanager
def _virtuoso(data: Path, store: Path, quads: Path) -> Iterator[Sides]:
    """Run a Virtuoso, whose folder holds the quads."""
    server = VirtuosoServer("virtuoso-t", data)
    (data / "in").mkdir()
    shutil.copy(quads, data / "in")
    credentials = server.access.credentials
    assert credentials  # noqa: S101 - the fixture's own
    login = f"SET DSN 127.0.0.1:{server.sql_port};\nSET UID dba;\nSET PWD {credentials.secret};\n"
    steps = f"ld_dir('{data}/in', '{quads.name}', 'urn:none');\nrdf_loader_run();\ncheckpoint;\n"
    ours = ["--auth", "digest", "--transport", "bulk", "--bulk-folder", str(data)]
    try:
        yield {
            _OURS: Side(
                [*_load(server.url, store), *ours, "--sql-port", str(server.sql_port)],
                environment={"KG_USER": "dba", "KG_PASSWORD": credentials.secret},
            ),
            "isql": Side(["isql-vt", "VERBOSE=OFF"], login + steps),
        }
    finally:
        server.kill()


def _load(url: str, store: Path) -> list[str]:
    return [sys.executable, "-m", "kg", "load", url, "--store", str(store)]


_SETTINGS: dict[str, Setting] = {
    "Oxigraph, on disk": _on_disk,
    "Oxigraph, in memory": _in_memory,
    "Virtuoso, bulk loader": _virtuoso,
}

if __name__ == "__main__":
    main()
