"""Many hands: the same results in the same order as one, whoever dies on the way."""

from __future__ import annotations

import os
import signal
import time
from functools import partial

import pytest

from kg.errors import KgError
from kg.pipeline import crew as crew_module
from kg.pipeline.crew import Crew
from kg.pipeline.hands import Alone, Lost, in_order
from tests.pipeline.workshops import becoming, doubled, doubling, none
from tests.plugins.children import Children


def jobs(*numbers: int) -> list[tuple[int, list[int]]]:
    return [(n, list(range(n, n + 3))) for n in numbers]


def test_results_come_in_order_by_one_and_by_many(children: Children) -> None:
    wanted = [(n, [2 * n, 2 * n + 2, 2 * n + 4]) for n in range(100, 140)]
    assert list(in_order(Alone(doubled), iter(jobs(*range(100, 140))))) == wanted
    with Crew(3, doubling) as crew:
        assert list(in_order(crew, iter(jobs(*range(100, 140))))) == wanted
        assert len(children()) <= 3
    assert not children()


def test_only_what_ends_its_process_again_is_lost() -> None:
    with Crew(2, doubling) as crew:
        found = dict(in_order(crew, iter(jobs(1, 11, 20, 13, 30))))
    assert found[1] == [2, 4, 6]
    assert found[11] == [22, 24, Lost("the process that worked on it ended (exit code 1)")]
    assert found[13][1:] == [28, 30]
    assert found[30] == [60, 62, 64]


def test_what_takes_too_long_is_ended_and_lost_alone() -> None:
    with Crew(2, doubling, seconds=1) as crew:
        found = dict(in_order(crew, iter([(1, [98, 99, 100]), (2, [5])])))
    assert found == {
        1: [196, Lost("the process that worked on it was ended after 1 s"), 200],
        2: [10],
    }


@pytest.mark.parametrize("who", ["workers", "nursery", "both"])
def test_killed_from_outside_nothing_is_lost(children: Children, who: str) -> None:
    with Crew(2, doubling) as crew:
        for n, (first, results) in enumerate(in_order(crew, iter(jobs(*range(200, 230))))):
            assert results == [2 * first, 2 * first + 2, 2 * first + 4]
            if n % 5 == 0:
                nurseries = [child.pid for child in children()] if who != "workers" else []
                workers = [worker.pid for worker in crew._workers] if who != "nursery" else []
                for pid in filter(None, nurseries + workers):
                    os.kill(pid, signal.SIGKILL)
    assert not children()


def test_where_nothing_forks_each_worker_is_loaded_by_itself(
    children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew_module, "FORKS", False)
    with Crew(2, becoming) as crew:
        found = dict(in_order(crew, iter(jobs(1, 11, 20, 13, 30))))
        ready = {worker.pid for worker in crew._workers if worker.pid is not None}
        assert ready <= {child.pid for child in children()}
    assert found[20] == [40, 42, 44]
    assert found[11] == [22, 24, Lost("the process that worked on it ended (exit code 1)")]
    assert not children()


def test_processes_that_cannot_start_are_told(children: Children) -> None:
    with (
        Crew(2, none) as crew,
        pytest.raises(KgError, match=r"could not be started: it ended \(exit code 7\)"),
    ):
        crew.results(crew.submit([1]))
    assert not children()


def test_nothing_is_started_for_nothing(children: Children) -> None:
    with Crew(2, doubling) as crew:
        assert list(in_order(crew, iter([(1, []), (2, [])]))) == [(1, []), (2, [])]
        assert not children()


def test_leaving_ends_all_at_once(children: Children) -> None:
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt), Crew(2, partial(doubling)) as crew:
        crew.submit([99])
        crew.results(crew.submit([1]))
        raise KeyboardInterrupt
    assert not children()
    assert time.monotonic() - start < 60
