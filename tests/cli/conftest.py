"""The real command line, in a process of its own; and a store built out of the seeds."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Cli = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"


def run_kg(
    *arguments: str | Path, stdin: str | None = None, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(
        command,
        input=stdin if stdin is not None else "",
        cwd=cwd,
        env={"PYTHONPATH": str(ROOT), **kept, **environment},  # this checkout, from any folder
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="session")
def cli() -> Cli:
    return run_kg


@pytest.fixture(scope="session")
def seeds_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of the five seeds with their metadata; tests read it only."""
    store = tmp_path_factory.mktemp("seeds") / "store"
    done = run_kg("build", SEEDS, "--metadata", SEEDS / "metadata.csv", "--store", store)
    assert done.returncode == 0, done.stderr
    return store
