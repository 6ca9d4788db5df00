"""Fixture of `kg serve` over stores, each on a free loopback port, stopped by handle."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Serving = Callable[[Path], str]


@pytest.fixture(scope="session")
def serving() -> Iterator[Serving]:
    """Return what serves the store in a folder until the run ends, and gives its address."""
    processes: list[subprocess.Popen[str]] = []

    def serve(store: Path) -> str:
        command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0"]
        process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
        processes.append(process)
        assert process.stderr
        said = process.stderr.readline()
        assert " is shown at http://" in said, f"kg serve did not start: {said!r}"
        return said.split(" is shown at ")[1].split("/ ")[0]

    yield serve
    for process in processes:
        process.terminate()
        process.wait(timeout=20)
        if process.stderr:
            process.stderr.close()
