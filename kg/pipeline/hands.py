"""The whole way, hands: whoever works tasks, this process alone or others beside it (`crew`)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self, TypeAlias, TypeVar

Name = TypeVar("Name")
Work: TypeAlias = Callable[[Sequence[Any]], list[Any]]  # a result for each task, in their order


@dataclass(frozen=True, slots=True)
class Lost:
    """In place of a task's result: why it has none."""

    reason: str


@dataclass(eq=False, slots=True)
class Job:
    """Tasks that were submitted together, and their results so far."""

    tasks: Sequence[Any]
    results: list[Any]
    missing: int

    @classmethod
    def of(cls, tasks: Sequence[Any]) -> Self:
        """Return the job of TASKS, of which nothing is done."""
        return cls(tasks, [None] * len(tasks), len(tasks))


class Hands(Protocol):
    """Whoever works tasks: submitted together, asked for their results in any order."""

    @property
    def ahead(self) -> int:
        """Return how many jobs are to be submitted before the first one's results are needed."""
        ...

    def submit(self, tasks: Sequence[Any]) -> Job:
        """Take TASKS on."""
        ...

    def results(self, job: Job) -> list[Any]:
        """Return what the tasks of JOB gave, in their order; Lost in place of what is lost."""
        ...

    def close(self) -> None:
        """Let go of all that tasks need; none is submitted any more."""
        ...


class Alone:
    """This process; nothing shields it from a task that ends it."""

    ahead = 1

    def __init__(self, work: Work) -> None:
        self._work = work

    def submit(self, tasks: Sequence[Any]) -> Job:
        """Work TASKS at once."""
        return Job(tasks, self._work(tasks), 0)

    def results(self, job: Job) -> list[Any]:
        """Return what the tasks of JOB gave."""
        return job.results

    def close(self) -> None:
        """Do nothing: what is needed belongs to whoever gave it."""


def in_order(
    hands: Hands, jobs: Iterator[tuple[Name, Sequence[Any]]]
) -> Iterator[tuple[Name, list[Any]]]:
    """Yield each of JOBS with the results of its tasks, in their order, some jobs worked ahead."""
    pending: deque[tuple[Name, Job]] = deque()
    for name, tasks in jobs:
        pending.append((name, hands.submit(tasks)))
        if len(pending) >= hands.ahead:
            first, job = pending.popleft()
            yield first, hands.results(job)
    for name, job in pending:
        yield name, hands.results(job)
