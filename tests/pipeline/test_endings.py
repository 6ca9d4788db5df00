"""Builds that are ended at any moment: whole articles, and the next one goes on to the same end."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import Quad

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

ARTICLES = 160


def text(number: int) -> str:
    """Return an article of invented people, of whom some stand in several."""
    dice = random.Random(number)  # noqa: S311
    first, last = dice.choice(["Asha", "Nina", "Kofi", "Juan"]), dice.choice(["Rao", "Berg"])
    other = f"Mira {dice.choice(['Quill', 'Okafor', 'Lund'])}"
    return (
        f"Prime Minister {first} {last} met Foreign Minister {other} in Geneva on Tuesday to "
        f"discuss the budget no. {number}. “We agreed on {number} points,” {last} said. "
        f"{other} joined the Harbour Party last week. It rained in the city. "
    )


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of articles, one of them in no language that is read."""
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for n in range(ARTICLES):
            day = f"2024-09-{1 + n % 28:02}"
            file.write(json.dumps({"id": f"n{n}", "text": text(n), "published": day}) + "\n")
    return path


@pytest.fixture(scope="session")
def undisturbed(news: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[Quad]]:
    """Return what a build gives that nobody disturbs."""
    store = tmp_path_factory.mktemp("undisturbed") / "store"
    assert build(news, store) == 0
    return quads(store)


@pytest.mark.seeds(4, 200)
def test_a_build_that_is_killed_goes_on(
    news: Path, tmp_path: Path, undisturbed: dict[str, set[Quad]], seed: int
) -> None:
    store = tmp_path / "store"
    dice = random.Random(seed)  # noqa: S311
    moments = ("", "*", "snapshots/*", "index.sqlite")  # the start, opened, articles, consolidation
    for _ in range(1 + seed // 4 % 3):
        rest = dice.random() * (3 if seed % 4 < 2 else 0.6)
        with ended(command(news, store), writes(store, moments[seed % 4]), rest):
            pass
        if (store / "store.json").exists():
            for name, found in quads(store).items():
                assert found == undisturbed[name]
    assert build(news, store) == 0
    assert quads(store) == undisturbed
    with LocalStore.open(store, read_only=True) as opened:
        assert opened.changed() == []
        assert not list(opened.rejections.all_kept())


@pytest.mark.seeds(2, 50)
def test_whoever_reads_finds_whole_facts_while_all_are_made_anew(
    news: Path, tmp_path: Path, undisturbed: dict[str, set[Quad]], seed: int
) -> None:
    store, decisions = tmp_path / "store", tmp_path / "same.ttl"
    dice = random.Random(seed)  # noqa: S311
    assert build(news, store) == 0
    person = "<https://w3id.org/politics-kg/person/{}>"
    one, other = person.format("mira-quill"), person.format("mira-lund")
    decisions.write_text(f"{one} <http://www.w3.org/2002/07/owl#sameAs> {other} .")
    anew = [sys.executable, "-m", "kg", "build", "--store", str(store), "--decisions"]
    unfinished = writes(store, "quads.unfinished")
    with ended([*anew, str(decisions)], unfinished, dice.random() * 1.5):
        before = quads(store)
    after = quads(store)
    subprocess.run([*anew, str(decisions)], env=ENVIRONMENT, check=True, **QUIET)
    whole = quads(store)
    assert whole != undisturbed
    assert before in (undisturbed, whole)
    assert after in (undisturbed, whole)


def test_a_full_disk_is_said_and_the_next_build_goes_on(
    news: Path, tmp_path: Path, undisturbed: dict[str, set[Quad]]
) -> None:
    store = tmp_path / "store"
    for blocks in (100, 400):  # a limit on the size of files fails where a full disk does
        limited = ["bash", "-c", f'ulimit -f {blocks}; exec "$@"', "-", *command(news, store)]
        done = subprocess.run(limited, env=ENVIRONMENT, capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert "can't be " in done.stderr
        assert "Traceback" not in done.stderr
        for name, found in quads(store).items():
            if "/article/" in name:
                assert found == undisturbed[name]
    assert build(news, store) == 0
    assert quads(store) == undisturbed


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_end_it_ends_with_its_processes(
    news: Path, tmp_path: Path, undisturbed: dict[str, set[Quad]], ending: signal.Signals
) -> None:
    store = tmp_path / "store"
    with subprocess.Popen(
        command(news, store),
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        wait_for(process, writes(store, "lock"))
        time.sleep(2)
        os.killpg(process.pid, ending)
        _, said = process.communicate()
    if ending is signal.SIGINT:
        assert process.returncode == 130
        assert said.splitlines()[-1] == "kg: interrupted"
    assert "Traceback" not in said
    with pytest.raises(ProcessLookupError):
        for _ in range(200):
            os.killpg(process.pid, 0)
            time.sleep(0.05)
    assert build(news, store) == 0
    assert quads(store) == undisturbed


def test_during_a_build_the_store_is_read_and_no_other_build_begins(
    news: Path, tmp_path: Path, undisturbed: dict[str, set[Quad]]
) -> None:
    store = tmp_path / "store"
    with subprocess.Popen(command(news, store), env=ENVIRONMENT, **QUIET) as process:
        wait_for(process, writes(store, "snapshots/1"))
        process.send_signal(signal.SIGSTOP)
        second = subprocess.run(
            command(news, store), env=ENVIRONMENT, capture_output=True, text=True, check=False
        )
        export = [sys.executable, "-m", "kg", "export", "-f", "nquads", "--store", str(store)]
        read = subprocess.run(export, env=ENVIRONMENT, capture_output=True, text=True, check=False)
        process.send_signal(signal.SIGCONT)
    assert second.returncode == 2
    assert "in use by another process" in second.stderr
    assert read.returncode == 0
    assert "a snapshot of it" in read.stderr
    lines = {f"{quad} ." for name in undisturbed for quad in undisturbed[name]}
    assert set(read.stdout.splitlines()) <= lines
    assert read.stdout
    assert quads(store) == undisturbed
