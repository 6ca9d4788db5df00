"""Measure how soon the program answers, beside Python itself and an import of rdflib.

    python -m benchmarks.startup

Each command runs in processes of its own, by turns; the least of the processor's seconds counts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

_TURNS = 3
_KG = (sys.executable, "-m", "kg")


def main() -> int:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "store")
        subprocess.run([*_KG, "build", "seeds", "--store", store], check=True, capture_output=True)  # noqa: S603 - our own words
        commands = {
            "python -c pass": (sys.executable, "-c", "pass"),
            "kg --help": (*_KG, "--help"),
            "kg query (the list)": (*_KG, "query"),
            "kg query who-met-whom, the seeds": (*_KG, "query", "who-met-whom", "--store", store),
            "python -c 'import rdflib'": (sys.executable, "-c", "import rdflib"),
        }
        taken = {
            name: min(_seconds(command) for _ in range(_TURNS))
            for name, command in commands.items()
        }
    for name, seconds in taken.items():
        print(f"    {name:<34} {1000 * seconds:6.0f} ms")
    return 0


def _seconds(command: tuple[str, ...]) -> float:
    """Return the processor's seconds that COMMAND takes."""
    before = os.times()
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own words
    after = os.times()
    return (
        after.children_user + after.children_system - before.children_user - before.children_system
    )


if __name__ == "__main__":
    raise SystemExit(main())
