"""Step store, apart: work on a store in processes of their own, which end when their time is up.

The embedded engine can't be interrupted: in a thread, what nobody waits for runs on. A process is
killed, and with it go its memory and its hold on the store.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from threading import BoundedSemaphore, Lock
from typing import Any, Concatenate, Generic, ParamSpec, Self, TypeAlias, TypeVar

from kg.errors import BusyError, KgError, TimeLimitError, UsageError
from kg.processes import ending, start
from kg.stores.deadline import Deadline

Target = TypeVar("Target")
Result = TypeVar("Result")
Given = ParamSpec("Given")
Opened: TypeAlias = Callable[[], AbstractContextManager[Target]]
_STARTING = 60.0  # seconds; a new interpreter takes half of one, on a busy machine several
_GRACE = 1.0  # seconds after which the system ends what we should have ended


@dataclass(frozen=True, slots=True)
class Means:
    """What a process may use, in bytes (None: any number), and how far it stands back (nice).

    `memory` is for all that it does, `answer` for what it gives back.
    """

    memory: int | None = None
    niceness: int = 0
    answer: int | None = None


@dataclass(frozen=True, slots=True)
class _Failed:
    """In place of a result: what was raised."""

    error: Exception


@dataclass(frozen=True, slots=True, eq=False)
class _Child:
    """A process that works, and our end of the line to it."""

    process: BaseProcess
    line: Connection

    def begin(self, seconds: float | None, task: tuple[Any, ...]) -> None:
        """Hand TASK over, for which there are so many SECONDS once the process has it.

        Raises KgError if it doesn't start.
        """
        self.line.send((seconds, *task))
        if not self.line.poll(_STARTING):
            raise KgError(f"a process to work in did not start within {_STARTING:g} s")
        self.line.recv()

    def end(self) -> int:
        """End the process; return its exit code."""
        self.process.kill()
        self.process.join()
        self.line.close()
        return self.process.exitcode or 0


class Apart(Generic[Target]):
    """Up to AT_ONCE processes that work on what OPENED opens; use it by `with`, or `close` it.

    OPENED is called in the process for each piece of work, and what it opens is closed after that:
    nobody holds a store in between. OPENED, the work and what it gives have to be picklable.
    Processes are started when they are needed, and kept. Any number of threads may ask.
    """

    def __init__(
        self, opened: Opened[Target], at_once: int = 1, means: Means | None = None
    ) -> None:
        self._means = means or Means()
        self._run = partial(_run, opened, self._means)
        self._free = BoundedSemaphore(at_once)
        self._children: set[_Child] = set()
        self._idle: list[_Child] = []
        self._lock = Lock()

    def run(
        self,
        seconds: float | None,
        work: Callable[Concatenate[Target, Given], Result],
        /,
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Result:
        """Return what WORK gives with the opened target, ARGS and KWARGS, within SECONDS.

        The start of a process doesn't count. Raises what WORK does; TimeLimitError once the time
        is up, when the process is dead; BusyError if none was free all that time; KgError for one
        that dies of itself; UsageError for a result that is larger than the means allow.
        """
        deadline = Deadline(seconds)
        if not self._free.acquire(timeout=seconds):
            raise BusyError(
                f"too many queries are at work, and none ended within {seconds:g} s; "
                "try again later"
            )
        try:
            found = self._asked(deadline, (work, args, kwargs))
        finally:
            self._free.release()
        if isinstance(found, _Failed):
            raise found.error
        result: Result = found
        return result

    def close(self) -> None:
        """End all processes, those at work too: whoever waits for them gets a KgError."""
        with self._lock:
            children = self._children.copy()
        for child in children:
            child.process.kill()
        with self._lock:
            for child in self._idle:
                self._end(child)
            self._idle.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _asked(self, deadline: Deadline, task: tuple[Any, ...]) -> Any:
        """Return what a process answers TASK with, or _Failed with what it raises."""
        left = deadline.left()
        child = self._taken()
        try:
            child.begin(left, task)
            in_time = child.line.poll(left)
            found = child.line.recv() if in_time else None
        except (EOFError, OSError) as error:
            raise self._death(self._end(child), deadline) from error
        except BaseException:
            self._end(child)
            raise
        if not in_time:
            self._end(child)
            raise deadline.passed()
        self._idle.append(child)
        return found

    def _taken(self) -> _Child:
        """Return a process that does nothing, a new one if there is none."""
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.process.is_alive():
                    return child
                self._end(child)
            child = _Child(*start(self._run))
            self._children.add(child)
            return child

    def _end(self, child: _Child) -> int:
        """End CHILD and forget it; return its exit code."""
        self._children.discard(child)
        return child.end()

    def _death(self, code: int, deadline: Deadline) -> KgError:
        """Return the error that a process ended with the exit code CODE, before we ended it."""
        if sys.platform != "win32" and -code == signal.SIGALRM:
            return deadline.passed()
        if -code == signal.SIGSEGV:  # its stack was full
            return UsageError("the query is nested too deeply for the engine; simplify it")
        if self._means.memory and -code == signal.SIGABRT:  # so the engine ends without memory
            return TimeLimitError(
                f"the query needed more than {self._means.memory / 2**20:,.0f} MB of memory and "
                "was given up; narrow it down"
            )
        return KgError(f"the process that was to answer {ending(code)}; try again")


def _run(opened: Opened[Any], means: Means, line: Connection) -> None:
    """Work what comes over LINE until it is closed, on what OPENED opens, by MEANS."""
    _restrict(means)
    with suppress(EOFError, OSError):  # nobody is there any longer
        while True:
            seconds, work, args, kwargs = line.recv()  # which imports what the work needs
            line.send(None)
            _limit(0 if seconds is None else seconds + _GRACE)
            line.send_bytes(_packed(_result(opened, work, args, kwargs), means.answer))
            _limit(0)


def _result(
    opened: Opened[Any], work: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Any:
    """Return what WORK gives, or _Failed with what it raises."""
    try:
        with opened() as target:
            return work(target, *args, **kwargs)
    except MemoryError:
        os.abort()  # as the engine does
    except Exception as error:  # noqa: BLE001 - raised again where it is waited for
        return _Failed(error)


def _packed(result: Any, most: int | None) -> bytes:
    """Return RESULT pickled, or in its place, of more than MOST bytes, that it is too large."""
    packed = bytes(ForkingPickler.dumps(result))
    if most is None or len(packed) <= most:
        return packed
    error = UsageError(
        f"the answer is larger than {most / 2**20:,.0f} MB; ask for fewer rows or columns of it"
    )
    return bytes(ForkingPickler.dumps(_Failed(error)))


def _restrict(means: Means) -> None:
    """Hold this process to MEANS, where the system can."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    if means.memory:
        resource.setrlimit(resource.RLIMIT_DATA, (means.memory, means.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(means.niceness)


def _limit(seconds: float) -> None:
    """Have the system end this process after SECONDS, whoever still waits for it; 0: never."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)
