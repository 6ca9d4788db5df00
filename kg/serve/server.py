"""Step serve, server: the application listens, until it is told to end."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from kg.errors import UsageError
from kg.serve.app import application
from kg.serve.connections import IDLE, Prompt
from kg.serve.settings import Settings

_AT_ONCE = 500  # connections; more are told to come again
_TAKING = 30  # seconds until a connection is ended over which nothing goes that waits to go
_ENDING = 5  # seconds for the answers under way when the server is told to end


def serve(settings: Settings, told: Callable[[str], None]) -> None:
    """Answer until the process is interrupted; TOLD is told the address once it listens.

    Raises UsageError if the address can't be listened on, and what `application` raises.
    """
    app = application(settings)
    with _listening(settings.host, settings.port) as listening:
        port = listening.getsockname()[1]
        told(f"http://{_shown(settings.host)}:{port}/")
        if not settings.debug:  # it says what clients do wrong, and prints what was told already
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            limit_concurrency=_AT_ONCE,
            http=Prompt,
            timeout_keep_alive=IDLE,
            timeout_graceful_shutdown=_ENDING,
            proxy_headers=False,
        )
        with suppress(KeyboardInterrupt):  # how one ends it
            uvicorn.Server(config).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens on PORT of HOST."""
    try:
        (family, *_, address), *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        listening = socket.create_server(address[:2], family=family, backlog=_AT_ONCE)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(
            f"{_shown(host)}:{port} can't be listened on: {reason}; choose another --port"
        ) from error
    if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux ends connections whose other end takes nothing
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _TAKING * 1_000)
    return listening


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
