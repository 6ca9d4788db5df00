"""The whole way, many hands: tasks worked in processes side by side.

A process that dies, or is ended for taking too long, is replaced; the tasks that it had are given
out again one by one, and only one that ends its process again is lost.
"""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Self

from kg.errors import KgError
from kg.pipeline.hands import Job, Lost, Work
from kg.processes import collect_seldom, ending, start

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
    """A process of the crew, our end of the line to it, and what it works."""

    process: BaseProcess
    line: Connection
    ready: bool = False
    part: _Part | None = field(default=None)


class Crew:
    """Up to so many WORKERS, each a process with a Work of its own by MAKE; use it by `with`.

    MAKE is called in each process, so it has to be picklable. Processes start as they are needed.
    Leaving the `with`, however, ends them at once: they hold nothing that isn't here too.
    Raises KgError if a process can't be started.
    """

    def __init__(self, workers: int, make: Callable[[], Work], seconds: int = SECONDS) -> None:
        self.ahead = 2 * workers + 1
        self._most = workers
        self._run = partial(_run, make, seconds)
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
            worker.process.kill()
            worker.line.close()
        for worker in self._workers:
            worker.process.join()
        self._workers.clear()
        self._waiting.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _hand_out(self) -> None:
        """Give waiting parts to free processes; start one more if there are too few."""
        free = [w for w in self._workers if w.ready and w.part is None]
        while self._waiting and free:
            worker = free.pop()
            worker.part = self._waiting.popleft()
            part = worker.part
            with suppress(OSError):  # it is dead, which we are about to hear
                worker.line.send(part.job.tasks[part.start : part.end])
        starting = sum(not worker.ready for worker in self._workers)
        if len(self._waiting) > starting and len(self._workers) < self._most:
            self._workers.append(_Worker(*start(self._run)))

    def _hear(self, worker: _Worker) -> None:
        """Take what WORKER says: that it is ready, its results, or by its silence, its death."""
        try:
            said = worker.line.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        worker.ready, self._failed = True, 0
        if worker.part is not None:
            worker.part.settle(said)
            worker.part = None

    def _bury(self, worker: _Worker) -> None:
        """Give out again what a dead WORKER had, or hold it lost."""
        self._workers.remove(worker)
        worker.line.close()
        worker.process.join()
        reason = _reason(worker.process.exitcode or 0, self._seconds)
        if not worker.ready:
            self._failed += 1
            if self._failed == _STARTS:
                raise KgError(f"a process to work in could not be started: it {reason}")
        if worker.part is not None:
            again = worker.part.again()
            self._waiting.extendleft(reversed(again))
            if not again:
                worker.part.settle([Lost(f"the process that worked on it {reason}")])


def _run(make: Callable[[], Work], seconds: int, line: Connection) -> None:
    """Work what comes over LINE until it is closed; a chunk that takes too long ends the process.

    The system ends it, so that neither a regular expression nor C code can stand in the way. Its
    own processor's time counts, so that a machine at work with other things makes no difference.
    """
    work = make()
    collect_seldom()
    with suppress(EOFError, OSError):  # nobody is there any longer
        line.send(None)
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
