"""Builds of thousands of articles, killed from half way on: whole articles, and the same end."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from pyoxigraph import Quad

from benchmarks.corpus import articles
from kg.stores import LocalStore
from tests.pipeline.endings import (
    ENVIRONMENT,
    QUIET,
    build,
    command,
    ended,
    quads,
    wait_for,
    writes,
)

ARTICLES = 2_000
LIMIT = 3_600  # seconds for a moment to come, on a machine that does other work
COPY = "quads.unfinished"  # where all facts are written

# At which moment a build goes on, after what it is killed, and within what share of the time from
# which moment to the next: articles put, tables merged, articles read, facts made, tables merged.
KILLS: tuple[tuple[str, Callable[[Path], Callable[[], bool]], str, float], ...] = (
    ("half", lambda store: writes(store, ""), "half", 1.0),
    ("half", lambda store: merges(store / "quads"), "half", 0.1),
    ("facts", lambda store: writes(store, "index.sqlite*"), "facts", 1.0),  # its journal first
    ("facts", lambda store: writes(store, f"{COPY}/CURRENT"), "copy", 1.0),
    ("facts", lambda store: merges(store / COPY), "copy", 0.8),
)


@dataclass(frozen=True)
class Undisturbed:
    """What a build gives that nobody disturbs.

    FOLDER has a copy of the store as it stood at each moment; the next one came SECONDS later.
    """

    quads: dict[str, set[Quad]]
    export: bytes
    folder: Path
    seconds: dict[str, float]


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of invented articles."""
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(article)}\n" for article in articles(ARTICLES))
    return path


@pytest.fixture(scope="session")
def undisturbed(news: Path, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """Build once, stopping at each moment only for as long as its copy takes."""
    folder = tmp_path_factory.mktemp("undisturbed")
    store, times = folder / "store", []
    with subprocess.Popen(command(news, store), env=ENVIRONMENT, **QUIET) as process:
        for name, reached in (
            ("half", lambda: noted(store) >= ARTICLES // 2),
            ("facts", writes(store, "index.sqlite")),
            ("copy", (store / COPY).exists),
        ):
            wait_for(process, reached, LIMIT)
            process.send_signal(signal.SIGSTOP)
            shutil.copytree(store, folder / name)
            process.send_signal(signal.SIGCONT)
            times.append((name, time.monotonic()))
    assert process.returncode == 0
    times.append(("end", time.monotonic()))
    seconds = {name: end - start for (name, start), (_, end) in pairwise(times)}
    return Undisturbed(quads(store), exported(store), folder, seconds)


@pytest.mark.seeds(0, 20)
def test_a_large_build_that_is_killed_late_goes_on(
    news: Path, tmp_path: Path, undisturbed: Undisturbed, seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311
    start, after, moment, share = KILLS[seed % len(KILLS)]
    rest = dice.random() * share * undisturbed.seconds[moment]
    for part in (1, 2, 4, 8):  # this build may be faster than the undisturbed one was
        store = tmp_path / f"store-{part}"
        shutil.copytree(undisturbed.folder / start, store)
        with ended(command(news, store), after(store), rest / part, LIMIT) as process:
            pass
        if process.returncode == -signal.SIGKILL:
            break
    assert process.returncode == -signal.SIGKILL
    for name, found in quads(store).items():
        assert found == undisturbed.quads[name]
    assert build(news, store) == 0
    assert exported(store) == undisturbed.export
    with LocalStore.open(store, read_only=True) as opened:
        assert opened.changed() == []
        assert not list(opened.rejections.all_kept())


def noted(store: Path) -> int:
    """Return how many articles of STORE were put, or are about to be."""
    with suppress(FileNotFoundError):
        return (store / "changed").read_bytes().count(b"\n")
    return 0


def merges(folder: Path) -> Callable[[], bool]:
    """Return what says whether the engine has merged tables in FOLDER: several of them are gone."""
    seen: set[str] = set()

    def merged() -> bool:
        with suppress(FileNotFoundError):
            there = {file.name for file in folder.iterdir() if file.suffix == ".sst"}
            seen.update(there)
            return len(seen - there) > 4
        return False

    return merged


def exported(store: Path) -> bytes:
    """Return STORE as N-Quads, sorted."""
    export = [sys.executable, "-m", "kg", "export", "-f", "nquads", "--store", str(store)]
    done = subprocess.run(export, env=ENVIRONMENT, capture_output=True, check=True)
    return done.stdout
