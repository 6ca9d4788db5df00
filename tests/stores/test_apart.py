"""Work in processes of their own: it ends with its time, whoever dies, and nobody is left over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from kg.errors import BusyError, KgError, TimeLimitError, UsageError
from kg.graph import ArticleGraph
from kg.stores import LocalStore, Rows
from kg.stores.apart import Apart, Means
from tests.plugins.children import Children
from tests.stores.errands import asked, devoured, died, opened, refused, slept

ROOT = Path(__file__).parents[2]
EVERYTHING = " ".join(f"GRAPH ?g{n} {{ ?s{n} ?p{n} ?o{n} }}" for n in range(9))
HOPELESS = f"SELECT (COUNT(*) AS ?n) {{ {EVERYTHING} }}"
DOUBLED = " ".join(f"BIND (CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(30))
HUNGRY = f'SELECT (STRLEN(?v30) AS ?n) {{ BIND ("0123456789abcdef" AS ?v0) {DOUBLED} }}'


@pytest.fixture
def apart(children: Children) -> Iterator[Apart[str]]:
    with Apart(partial(opened, "ab")) as made:
        yield made
    assert not children()


def test_one_process_answers_again_and_again(apart: Apart[str]) -> None:
    first, process = apart.run(60, asked, 2)
    assert first == "abab"
    assert process != os.getpid()
    assert apart.run(None, asked, 1, mark="!") == ("ab!", process)
    with pytest.raises(UsageError, match="ab is refused"):
        apart.run(60, refused)
    assert apart.run(60, asked, 0) == ("", process)


def test_what_takes_too_long_is_dead_when_that_is_told(
    apart: Apart[str], children: Children
) -> None:
    with pytest.raises(TimeLimitError, match=r"longer than 0\.2 s"):
        apart.run(0.2, slept)
    assert not children()
    assert apart.run(60, asked, 1)[0] == "ab"


def test_who_dies_is_told_and_replaced(apart: Apart[str], children: Children) -> None:
    with pytest.raises(KgError, match="was ended by SIGKILL; try again"):
        apart.run(60, died)
    _, process = apart.run(60, asked, 1)
    os.kill(process, signal.SIGKILL)
    while children():
        time.sleep(0.01)
    assert apart.run(60, asked, 1)[0] == "ab"


def test_of_many_those_without_a_process_are_told_in_time(children: Children) -> None:
    with Apart(partial(opened, "ab"), at_once=2) as apart, ThreadPoolExecutor(10) as threads:
        waiting = [threads.submit(apart.run, 1, slept) for _ in range(10)]
        kinds = [type(each.exception()) for each in waiting]
        assert set(kinds) <= {TimeLimitError, BusyError}
        assert TimeLimitError in kinds
        assert not children()


def test_closing_ends_those_at_work(children: Children) -> None:
    apart = Apart(partial(opened, "ab"))
    with ThreadPoolExecutor(1) as threads:
        at_work = threads.submit(apart.run, None, slept)
        while not children():
            time.sleep(0.01)
        apart.close()
        assert isinstance(at_work.exception(), KgError)
    assert not children()


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux")
def test_memory_is_bounded() -> None:
    with Apart(partial(opened, "ab"), means=Means(memory=2**29)) as apart:
        assert apart.run(60, devoured, 2**27) == 2**27
        with pytest.raises(TimeLimitError, match="more than 512 MB of memory"):
            apart.run(60, devoured, 2**30)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux")
def test_what_is_given_back_is_bounded() -> None:
    with Apart(partial(opened, "ab"), means=Means(answer=1_000)) as apart:
        assert apart.run(60, asked, 2)[0]
        with pytest.raises(UsageError, match="larger than 0 MB; ask for fewer rows"):
            apart.run(60, asked, 1_000)
        assert apart.run(60, asked, 2)[0]


def test_the_engine_itself_is_ended_where_its_memory_ends(tmp_path: Path) -> None:
    LocalStore.open(tmp_path / "store").close()
    reading = partial(LocalStore.open, tmp_path / "store", read_only=True)
    with Apart(reading, means=Means(memory=2**29)) as apart:
        with pytest.raises(TimeLimitError, match="more than 512 MB of memory"):
            apart.run(60, LocalStore.query, HUNGRY)
        assert apart.run(60, LocalStore.query, "ASK {}") is True


def test_a_query_of_endless_depth_costs_its_process_alone(tmp_path: Path) -> None:
    LocalStore.open(tmp_path / "store").close()
    with Apart(partial(LocalStore.open, tmp_path / "store", read_only=True)) as apart:
        for nested in ("{" * 50_000 + "}" * 50_000, "{ FILTER (" + "!" * 200_000 + "1) }"):
            with pytest.raises(UsageError, match="nested too deeply"):
                apart.run(60, LocalStore.query, f"ASK {nested}")
        assert apart.run(60, LocalStore.query, "ASK {}") is True


def test_a_hopeless_query_ends_and_lets_go_of_the_store(
    tmp_path: Path, article: Callable[..., ArticleGraph]
) -> None:
    path = tmp_path / "store"
    with LocalStore.open(path) as store:
        store.put([article(f"a{n}", "ana", "ben") for n in range(20)])
    reading = partial(LocalStore.open, path, read_only=True)
    with Apart(reading) as apart:
        with pytest.raises(TimeLimitError):
            apart.run(0.5, LocalStore.query, HOPELESS)
        with LocalStore.open(path) as store:
            store.remove("https://w3id.org/politics-kg/article/a1")
        found = apart.run(60, LocalStore.query, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    assert isinstance(found, Rows)
    assert len(found.rows) == 19


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_nobody_is_left_of_one_who_was_killed() -> None:
    """The system ends what nobody waits for any longer, when its time is up."""
    code = (
        "from functools import partial\n"
        "from kg.stores.apart import Apart\n"
        "from tests.stores.errands import asked, opened, slept\n"
        "apart = Apart(partial(opened, 'ab'))\n"
        "print(apart.run(None, asked, 1)[1], flush=True)\n"
        "apart.run(1, slept)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        child = Path(f"/proc/{int(process.stdout.readline())}/stat")
        process.kill()
    while child.exists() and child.read_text().split(") ")[-1][0] != "Z":
        time.sleep(0.05)
