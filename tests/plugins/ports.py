"""Servers of other programs on free loopback ports, which somebody may take before they do."""

from __future__ import annotations

import socket
import subprocess
import threading
from collections.abc import Callable
from contextlib import ExitStack, closing
from functools import partial

_TRIES = 3
_ATTEMPTS = 600
_PAUSE = 0.05  # seconds


def listening(
    count: int,
    start: Callable[..., subprocess.Popen[bytes]],
    is_ready: Callable[..., bool],
) -> tuple[subprocess.Popen[bytes], tuple[int, ...]]:
    """Return the process that START makes on COUNT free ports, once IS_READY of them, and these.

    One that ends while it starts, as it does where its port was taken meanwhile, is tried again on
    others.
    """
    for _ in range(_TRIES):
        ports = free_ports(count)
        process = start(*ports)
        if _comes_up(process, partial(is_ready, *ports)):
            return process, ports
    raise AssertionError(f"a server ended {_TRIES} times while it started: {process.args!r}")


def _comes_up(process: subprocess.Popen[bytes], is_ready: Callable[[], bool]) -> bool:
    """Return once IS_READY whether PROCESS still runs: else it was another that answered."""
    up = False
    try:
        for _ in range(_ATTEMPTS):
            ready = is_ready()
            threading.Event().wait(_PAUSE)
            if process.poll() is not None:
                return False
            if ready:
                up = True
                return True
        raise AssertionError(f"a server did not start: {process.args!r}")
    finally:
        if not up:
            process.kill()
            process.wait()


def free_ports(count: int) -> tuple[int, ...]:
    """Return COUNT ports that nobody listens on."""
    with ExitStack() as held:
        probes = [held.enter_context(closing(socket.socket())) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return tuple(probe.getsockname()[1] for probe in probes)
