"""Measure `kg load` beside a bare `curl` POST of the same N-Quads, on real servers.

    python -m benchmarks.loading

Each run is of a whole process, against a server of its own that holds nothing yet, the sides by
turns; times are the wall's, of which the best of each side counts. Of the machine only the ratio is
to be trusted.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.export import fill
from kg.export import export
from kg.stores import LocalStore
from tests.plugins.oxigraph_server import OxigraphServer

_ROUNDS = 3
Commands = dict[str, list[str]]
Setting = Callable[[Path, Path, Path], "Iterator[Commands]"]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=_ROUNDS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store, quads = folder / "store", folder / "quads.nq"
        statements = fill(store, given.statements)
        with LocalStore.open(store, read_only=True) as opened, quads.open("wb") as file:
            export(opened.quads(), "nquads", file, base=opened.base)
        print(f"{statements} statements, half of them facts")
        for title, setting in _SETTINGS.items():
            print(title)
            _show(statements, _by_turns(setting, folder, given.rounds))


def _show(statements: int, best: dict[str, float]) -> None:
    """Print the speed of each side, and the ratio of the first to the second."""
    for side, seconds in best.items():
        print(f"  {side:<14} {statements / seconds:>9.0f} statements/s {seconds:>7.2f} s")
    ours, theirs = best.values()
    print(f"  ratio          {theirs / ours:>9.2f}", flush=True)


def _by_turns(setting: Setting, folder: Path, rounds: int) -> dict[str, float]:
    """Return the best seconds of each side."""
    best: dict[str, float] = {}
    for _ in range(rounds):
        for side in ("kg load", "curl"):
            with (
                tempfile.TemporaryDirectory(dir=folder) as data,
                contextmanager(setting)(Path(data), folder / "store", folder / "quads.nq") as sides,
            ):
                seconds = _seconds(sides[side])
            best[side] = min(best.get(side, seconds), seconds)
    return best


def _seconds(command: Sequence[str]) -> float:
    """Return how long COMMAND takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    return time.perf_counter() - start


def _on_disk(data: Path, store: Path, quads: Path) -> Iterator[Commands]:
    """Yield how an Oxigraph that keeps what it gets is loaded."""
    yield from _oxigraph(["--location", str(data / "oxigraph")], store, quads)


def _in_memory(data: Path, store: Path, quads: Path) -> Iterator[Commands]:
    """Yield how an Oxigraph that forgets when it ends is loaded."""
    yield from _oxigraph([], store, quads)


def _oxigraph(options: Sequence[str], store: Path, quads: Path) -> Iterator[Commands]:
    server = OxigraphServer(*options)
    post = ["curl", "-sSf", "-X", "POST", "-H", "Content-Type: application/n-quads"]
    try:
        yield {
            "kg load": [sys.executable, "-m", "kg", "load", server.url, "--store", str(store)],
            "curl": [*post, "-T", str(quads), f"{server.url}/store"],
        }
    finally:
        server.kill()


_SETTINGS: dict[str, Setting] = {"Oxigraph, on disk": _on_disk, "Oxigraph, in memory": _in_memory}

if __name__ == "__main__":
    main()
