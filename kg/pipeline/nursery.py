"""The whole way, nursery: a process that makes what its workers need once, and forks them.

So they share what is loaded, in time and memory. It is a new interpreter of one thread: nothing of
ours comes along by accident, neither open files nor the threads of the embedded engine.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle, send_handle
from typing import Any

from kg.pipeline.hands import Work
from kg.processes import collect_seldom, start

_DYING = 5  # seconds that a process which has let go of its line may still need to end
FORKS = sys.platform != "win32"  # elsewhere a nursery becomes the only one that it bears


class Nursery:
    """Bears processes that do RUN with the Work that MAKE gives, and their ends of a line.

    The tasks REHEARSED are worked, for nothing, before a second process is born: what is made for
    them is shared by all but the first. Raises KgError if it can't be started.
    """

    def __init__(
        self,
        make: Callable[[], Work],
        run: Callable[[Work, Connection], None],
        rehearsed: Sequence[Any] = (),
    ) -> None:
        self._process, self._line = start(partial(_bear, make, run, rehearsed))

    def bear(self) -> Connection:
        """Return our end of the line to a new process; its end is silence if none was born."""
        ours, theirs = Pipe()
        with theirs, suppress(OSError):  # the nursery is dead, and so are all ends of the line
            self._line.send(None)
            send_handle(self._line, theirs.fileno(), self._process.pid)
        return ours

    def kill(self, pid: int) -> None:
        """End the process PID at once."""
        if pid == self._process.pid:
            self._process.kill()
        else:
            with suppress(ProcessLookupError):  # its death is known to the nursery
                os.kill(pid, signal.SIGKILL)

    def ending(self, pid: int | None) -> int:
        """Return the exit code of the process PID, which is about to end; None was never born."""
        if pid is None or pid == self._process.pid:
            return self.end(_DYING)
        try:
            self._line.send(pid)
            return int(self._line.recv())
        except (EOFError, OSError):  # whoever has ended the nursery may have ended all
            return -signal.SIGKILL

    def end(self, seconds: float = 0) -> int:
        """End it, if it doesn't end by itself within so many SECONDS; return its exit code."""
        self._line.close()
        self._process.join(seconds)
        self._process.kill()
        self._process.join()
        return self._process.exitcode or 0


def _bear(
    make: Callable[[], Work],
    run: Callable[[Work, Connection], None],
    rehearsed: Sequence[Any],
    line: Connection,
) -> None:
    """Make, and then fork a process for each end of a line that comes over LINE."""
    work, born = make(), 0
    collect_seldom()
    with suppress(EOFError):  # nobody is there any longer
        while True:
            pid = line.recv()
            if pid is not None:
                line.send(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
                continue
            handle = recv_handle(line)
            if born == 1 and rehearsed:
                work(rehearsed)
                collect_seldom()
            born += 1
            if not FORKS or os.fork() == 0:
                line.close()
                run(work, Connection(handle))
                return
            os.close(handle)
