"""The whole way, many hands: tasks worked in processes side by side.

They are forked by a `nursery`. A process that dies, or is ended for taking too long, is replaced;
the tasks that it had are given out again one by one, and only one that ends its process again is
lost.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import Any, Self

from kg.errors import KgError
from kg.pipeline.hands import Job, Lost, Work
from kg.pipeline.nursery import FORKS, Nursery
from kg.processes import ending

SECONDS = 60  # of the processor for a chunk of tasks, of which an article needs a hundredth of one
_WAITING = 10  # times as many by the clock, for what waits and does not work
_STARTS = 5  # of processes in a row that may fail; one that is killed from outside is no fault
_ATTEMPTS = 2  # to work a task alone; what isn't its fault seldom happens twice


@dataclass(frozen=True, slots=True)
class _Part:
    """Those tasks of a job that are worked in one go, from START up to, not including, END."""

    job: Job
    start: int
    end: int
    attempts: int = 0

    def settle(self, results: list[Any]) -> None:
        """Put the RESULTS of the part to those of its job."""
        self.job.results[self.start : self.end] = results
        self.job.missing -= self.end - self.start

    def again(self) -> list[_Part]:
        """Return what to try after a death: each task alone, one that was alone once more."""
        if self.end - self.start > 1:
            return [_Part(self.job, at, at + 1) for at in range(self.start, self.end)]
        tries = self.attempts + 1
        return [] if tries == _ATTEMPTS else [_Part(self.job, self.start, self.end, tries)]


@dataclass(eq=False, slots=True)
class _Worker:
    """A process of the crew: who bore it, our end of the line to it, and what it works.

    Its PID is known once it is ready.
    """

    nursery: Nursery
    line: Connection
    pid: int | None = None
    part: _Part | None = field(default=None)

    def kill(self) -> None:
        """End it at once, if it is there."""
        if self.pid is not None:
            self.nursery.kill(self.pid)

    def ending(self) -> int:
        """Return the exit code that it ends with; of one that was never born, its nursery's."""
        self.line.close()
        return self.nursery.ending(self.pid)


class Crew:
    """Up to so many WORKERS, each a process with the Work that MAKE gives; use it by `with`.

    MAKE is called in another process, so it has to be picklable; so have the tasks REHEARSED, which
    show what the work needs made. Processes start as they are needed. Leaving
    the `with`, however, ends them at once: they hold nothing that isn't here too.
    Raises KgError if a process can't be started.
    """

    def __init__(
        self,
        workers: int,
        make: Callable[[], Work],
        seconds: int = SECONDS,
        rehearsed: Sequence[Any] = (),
    ) -> None:
        self.ahead = 2 * workers + 1
        self._most = workers
        self._nursery: Nursery | None = None
        self._born = partial(Nursery, make, partial(_run, seconds), rehearsed)
        self._seconds = seconds
        self._workers: list[_Worker] = []
        self._waiting: deque[_Part] = deque()
        self._failed = 0

    def submit(self, tasks: Sequence[Any]) -> Job:
        """Take TASKS on; they are begun as soon as a process is free."""
        job = Job.of(tasks)
        if tasks:
            self._waiting.append(_Part(job, 0, len(tasks)))
            self._hand_out()
        return job

    def results(self, job: Job) -> list[Any]:
        """Return what the tasks of JOB gave, once all of them did."""
        while job.missing:
            lines: dict[object, _Worker] = {worker.line: worker for worker in self._workers}
            for line in wait([worker.line for worker in self._workers]):
                self._hear(lines[line])
            self._hand_out()
        return job.results

    def close(self) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.kill()
        for worker in self._workers:
            if worker.pid is not None:
                worker.ending()
        for worker in self._workers:
            worker.line.close()
            worker.nursery.end()
        if self._nursery is not None:
            self._nursery.end()
            self._nursery = None
        self._workers.clear()
        self._waiting.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _hand_out(self) -> None:
        """Give waiting parts to free processes; start one more if there are too few."""
        free = [w for w in self._workers if w.pid is not None and w.part is None]
        while self._waiting and free:
            worker = free.pop()
            worker.part = self._waiting.popleft()
            part = worker.part
            with suppress(OSError):  # it is dead, which we are about to hear
                worker.line.send(part.job.tasks[part.start : part.end])
        starting = sum(worker.pid is None for worker in self._workers)
        if len(self._waiting) > starting and len(self._workers) < self._most:
            if self._nursery is None or not FORKS:
                self._nursery = self._born()
            self._workers.append(_Worker(self._nursery, self._nursery.bear()))

    def _hear(self, worker: _Worker) -> None:
        """Take what WORKER says: who it is, its results, or by its silence, its death."""
        try:
            said = worker.line.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        self._failed = 0
        if worker.part is not None:
            worker.part.settle(said)
            worker.part = None
        else:
            worker.pid = said

    def _bury(self, worker: _Worker) -> None:
        """Give out again what a dead WORKER had, or hold it lost."""
        self._workers.remove(worker)
        reason = _reason(worker.ending(), self._seconds)
        if worker.pid is None:
            self._nursery = None if worker.nursery is self._nursery else self._nursery
            self._failed += 1
            if self._failed == _STARTS:
                raise KgError(f"a process to work in could not be started: it {reason}")
        if worker.part is not None:
            again = worker.part.again()
            self._waiting.extendleft(reversed(again))
            if not again:
                worker.part.settle([Lost(f"the process that worked on it {reason}")])


def _run(seconds: int, work: Work, line: Connection) -> None:
    """Do the WORK that comes over LINE until it is closed; what takes too long ends the process.

    The system ends it, so that neither a regular expression nor C code can stand in the way. Its
    own processor's time counts, so that a machine at work with other things makes no difference.
    """
    with suppress(EOFError, OSError):  # nobody is there any longer
        line.send(os.getpid())
        while True:
            tasks = line.recv()
            _limit(seconds)
            results = work(tasks)
            _limit(0)
            line.send(results)


def _limit(seconds: int) -> None:
    """Have the system end this process after so many SECONDS of work; 0: never."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.alarm(_WAITING * seconds)


def _reason(code: int, seconds: int) -> str:
    """Return how a process ended whose exit code is CODE."""
    if sys.platform != "win32" and -code in (signal.SIGPROF, signal.SIGALRM):
        return f"was ended after {seconds} s"
    return ending(code)
