"""A disk that is full, a real one of a megabyte: one line, the right exit code, nothing half."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.plugins.needed import lacking
from tests.plugins.oxigraph_server import OxigraphServer

ROOT = Path(__file__).parents[2]
# In a namespace of its own nobody else sees the mount, and it is gone with the process.
_MOUNTED = 'mount -t tmpfs -o "size=$0" none "$1" && shift && exec "$@"'
Small = Callable[[str], list[str]]


@pytest.fixture
def small(tmp_path: Path) -> Small:
    """Return what runs a command with a disk of some size under `disk`."""
    disk = tmp_path / "disk"
    disk.mkdir()

    def before(size: str) -> list[str]:
        return ["unshare", "-rm", "sh", "-c", _MOUNTED, size, str(disk)]

    if (
        not shutil.which("unshare")
        or subprocess.run([*before("1m"), "true"], check=False).returncode
    ):
        lacking("no disk can be mounted here, which needs user namespaces and unshare(1)")
    return before


def kg(words: list[str], before: list[str]) -> subprocess.CompletedProcess[str]:
    """Run kg on a small disk."""
    command = [*before, sys.executable, "-m", "kg", *words]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("transport", ["dataset", "graph-store", "update"])
def test_a_triplestore_whose_disk_is_full(
    seeds_store: Path, tmp_path: Path, small: Small, transport: str
) -> None:
    server = OxigraphServer("--location", str(tmp_path / "disk" / "data"), before=small("1m"))
    try:
        words = ["load", server.url, "--store", str(seeds_store), "--transport", transport]
        done = kg(words, [])
        (line,) = done.stderr.splitlines()
        assert done.returncode == 3
        assert f"kg: {server.url}" in line
        assert "answered 500: IO error: No space left on device" in line
    finally:
        server.kill()


def test_a_store_on_a_full_disk(tmp_path: Path, small: Small) -> None:
    store = tmp_path / "disk" / "store"
    done = kg(["build", str(ROOT / "seeds"), "--store", str(store)], small("300k"))
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("kg: ")
    assert "No space left on device" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["graph.nq", "graph.ttl.gz", "graph.jsonld", "tables"])
def test_a_file_on_a_full_disk(seeds_store: Path, tmp_path: Path, small: Small, name: str) -> None:
    file = tmp_path / "disk" / name
    kind = ["-f", "csv"] if name == "tables" else []
    words = ["export", *kind, "-o", str(file), "--store", str(seeds_store)]
    done = kg(words, small("16k"))
    (line,) = done.stderr.splitlines()
    assert done.returncode == 2
    assert line.startswith(f"kg: {file}")
    assert line.endswith("can't be written: No space left on device")
