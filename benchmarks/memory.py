"""Measure how much memory a build takes at most, and how fast it is, as its input grows.

    python -m benchmarks.memory --sizes 10000 100000

The articles are those of `benchmarks.corpus`. The memory is that of all processes together (what
they share counted once), looked at four times a second.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event, Thread

from benchmarks.corpus import articles
from benchmarks.costs import build_cost


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
    watch = _Watch(store)
    cost = build_cost(file, store, workers, watch.begin)
    putting, facts = watch.end()
    print(
        f"{size:>8} articles: at most {putting:>6.0f} MB while articles are put, {facts:>6.0f} MB "
        f"while facts are; {cost.processor:>7.0f} processor's seconds, "
        f"{cost.clock:>7.0f} by the clock (exit code {cost.code})",
        flush=True,
    )


class _Watch:
    """Looks at how much memory a process and all that it bore take, from `begin` to `end`."""

    def __init__(self, store: Path) -> None:
        self._index = store / "index.sqlite"  # consolidation begins with it
        self._most = {False: 0, True: 0}
        self._over = Event()

    def begin(self, pid: int) -> None:
        """Look from now on at the process PID."""
        self._thread = Thread(target=self._run, args=(pid,))
        self._thread.start()

    def end(self) -> tuple[float, float]:
        """Return the most MB while articles were put, and while facts were."""
        self._over.set()
        self._thread.join()
        return self._most[False] / 1024, self._most[True] / 1024

    def _run(self, pid: int) -> None:
        while not self._over.wait(0.25):
            facts = self._index.exists()
            self._most[facts] = max(self._most[facts], sum(map(_kilobytes, _family(str(pid)))))


def _family(pid: str) -> Iterator[str]:
    """Yield the process PID, its children and theirs: workers are a nursery's."""
    yield pid
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = thread.read_text(encoding="utf-8").split()
        except OSError:
            continue  # it has just ended
        for child in children:
            yield from _family(child)


def _kilobytes(pid: str) -> int:
    """Return the memory of the process PID, its part of what it shares with others."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0  # it has just ended
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    sys.exit(main())
