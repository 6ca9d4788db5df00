"""What a `kg build` costs, run as people run it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Cost:
    """The processor's seconds of all processes, those of the clock, and the exit code."""

    processor: float
    clock: float
    code: int = 0


def build_cost(
    articles: Path, store: Path, workers: int, begun: Callable[[int], None] = lambda _: None
) -> Cost:
    """Return what a build of ARTICLES into STORE costs; BEGUN is told its process id."""
    command = [sys.executable, "-m", "kg", "build", str(articles), "--store", str(store)]
    start = time.monotonic()
    with subprocess.Popen(  # noqa: S603 - our own
        [*command, "--workers", str(workers)],
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        begun(process.pid)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    clock = time.monotonic() - start
    return Cost(used.ru_utime + used.ru_stime, clock, process.returncode)
