"""Processes that work for this one: new interpreters, told what to do and heard over a line."""

from __future__ import annotations

import ctypes
import gc
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import current_thread, main_thread

from kg.errors import KgError

_GARBAGE = 50_000  # objects


def start(run: Callable[[Connection], None]) -> tuple[BaseProcess, Connection]:
    """Start a process that does RUN with its end of the line; return it, and our end.

    It never hears Ctrl-C: whoever started it ends it. If this process dies, the line ends.
    Raises KgError if it can't be started.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=run, args=(theirs,), daemon=True)
    try:
        with _uninterrupted():
            process.start()
    except OSError as error:
        ours.close()
        raise KgError(f"a process to work in can't be started: {error.strerror}") from error
    except KeyboardInterrupt:
        if process.pid is not None:
            process.kill()
            process.join()
        raise
    finally:
        theirs.close()
    return process, ours


def ending(code: int) -> str:
    """Return how a process ended whose exit code is CODE."""
    if code >= 0:
        return f"ended (exit code {code})"
    name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
    return f"was ended by {name}"


def collect_seldom() -> None:
    """Let Python look for garbage in cycles less often, and not at all in what is loaded by now.

    By default it looks whenever there are 700 objects more, which is a tenth of a build's time.
    """
    gc.freeze()
    gc.set_threshold(_GARBAGE)


def give_back() -> None:
    """Give the system the memory that is free here; glibc keeps it until it is told to."""
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Put Ctrl-C off; processes that are started meanwhile never hear it: we end them."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # a helper of Python's, whose start unblocks the signal
    heard: list[int] = []
    here = current_thread() is main_thread()  # only there may Python be told what to do on it
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number)) if here else None
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # what a process inherits
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        if here:
            signal.signal(signal.SIGINT, before)
    if heard:
        raise KeyboardInterrupt
