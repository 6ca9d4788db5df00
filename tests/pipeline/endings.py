"""Builds run as people run them, ended at a moment, and what they leave in their stores."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pyoxigraph import Quad

from kg.stores import LocalStore

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "HOME": os.environ["HOME"]}
QUIET: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
_WAIT = 120  # seconds


def command(news: Path, store: Path, *more: str) -> list[str]:
    start = [sys.executable, "-m", "kg", "build", str(news), "--store", str(store)]
    return [*start, "--workers", "2", *more]


def build(news: Path, store: Path) -> int:
    done = subprocess.run(command(news, store), env=ENVIRONMENT, check=False, **QUIET)
    return done.returncode


def quads(store: Path) -> dict[str, set[Quad]]:
    """Return what is in the STORE, graph by graph."""
    with LocalStore.open(store, read_only=True) as opened:
        return {name: set(opened.quads([name])) for name in opened.graph_names()}


@contextmanager
def ended(
    build: list[str], reached: Callable[[], bool], rest: float, limit: float = _WAIT
) -> Iterator[subprocess.Popen[Any]]:
    """Kill BUILD a REST of seconds after the moment is REACHED, for which it has up to LIMIT.

    Before that it is stopped, so that the store can be looked at.
    """
    with subprocess.Popen(build, env=ENVIRONMENT, **QUIET) as process:
        try:
            wait_for(process, reached, limit)
            time.sleep(rest)
            process.send_signal(signal.SIGSTOP)
            yield process
        finally:
            process.kill()


def wait_for(
    process: subprocess.Popen[Any], reached: Callable[[], bool], limit: float = _WAIT
) -> None:
    """Wait until the moment is REACHED, up to LIMIT seconds, or PROCESS has ended."""
    last = time.monotonic() + limit
    while process.poll() is None and not reached():
        assert time.monotonic() < last, f"{reached} was never reached"
        time.sleep(0.001)


def writes(store: Path, moment: str) -> Callable[[], bool]:
    """Return what says whether any file of STORE that MOMENT (a pattern) names is written from now.

    Of no pattern it is at once.
    """
    start = time.time_ns()

    def written() -> bool:
        for file in store.glob(moment) if moment else ():
            with suppress(FileNotFoundError):
                if file.stat().st_mtime_ns >= start:
                    return True
        return not moment

    return written
