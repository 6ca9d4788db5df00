"""Measure how much memory a build takes at most, and how fast it is, as its input grows.

    python -m benchmarks.memory --sizes 10000 100000

The articles are those of `benchmarks.corpus`. The memory is that of all processes together (what
they share counted once), looked at four times a second.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Event, Thread

from benchmarks.corpus import articles

_ROOT = Path(__file__).parents[1]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure each size and print the table."""
    parser = argparse.ArgumentParser(description="A build's memory against its size.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--workers", type=int, default=2)
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        for size in wanted.sizes:
            file = Path(folder) / f"{size}.jsonl"
            with file.open("w", encoding="utf-8") as written:
                for made in articles(size):
                    written.write(json.dumps(made, ensure_ascii=False) + "\n")
            _measure(file, size, wanted.workers, Path(folder) / f"{size}.kg")
    return 0


def _measure(file: Path, size: int, workers: int, store: Path) -> None:
    """Build FILE into STORE and print what it took."""
    command = [sys.executable, "-m", "kg", "build", str(file), "--store", str(store)]
    start = time.monotonic()
    with subprocess.Popen(  # noqa: S603 - our own
        [*command, "--workers", str(workers)],
        env=os.environ | {"PYTHONPATH": str(_ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        watch = _Watch(process.pid, store)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        putting, facts = watch.end()
    print(
        f"{size:>8} articles: at most {putting:>6.0f} MB while articles are put, {facts:>6.0f} MB "
        f"while facts are; {used.ru_utime + used.ru_stime:>7.0f} processor's seconds, "
        f"{time.monotonic() - start:>7.0f} by the clock (exit code {process.returncode})",
        flush=True,
    )


class _Watch:
    """Looks at how much memory a process and its children take, until `end`."""

    def __init__(self, pid: int, store: Path) -> None:
        self._pid = pid
        self._index = store / "index.sqlite"  # consolidation begins with it
        self._most = {False: 0, True: 0}
        self._over = Event()
        self._thread = Thread(target=self._run)
        self._thread.start()

    def end(self) -> tuple[float, float]:
        """Return the most MB while articles were put, and while facts were."""
        self._over.set()
        self._thread.join()
        return self._most[False] / 1024, self._most[True] / 1024

    def _run(self) -> None:
        while not self._over.wait(0.25):
            children = Path(f"/proc/{self._pid}/task/{self._pid}/children")
            pids = [str(self._pid), *(children.read_text().split() if children.exists() else ())]
            facts = self._index.exists()
            self._most[facts] = max(self._most[facts], sum(map(_kilobytes, pids)))


def _kilobytes(pid: str) -> int:
    """Return the memory of the process PID, its part of what it shares with others."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0  # it has just ended
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    sys.exit(main())
