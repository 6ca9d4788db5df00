"""Fixture of a real Virtuoso on free loopback ports, in a folder of its own, stopped by handle."""

from __future__ import annotations

import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from kg.stores.access import Access, Credentials, Scheme
from tests.plugins.needed import program

_PASSWORD = "of-the-tests"  # noqa: S105
_ATTEMPTS = 300
_PAUSE = 0.1
_INI = """\
[Database]
DatabaseFile = {folder}/kg.db
ErrorLogFile = {folder}/kg.log
LockFile = {folder}/kg.lck
TransactionFile = {folder}/kg.trx
xa_persistent_file = {folder}/kg.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
MaxQueryMem = 256M
ThreadsPerQuery = 1
CheckpointInterval = 0
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 100000
"""


class VirtuosoServer:
    """A Virtuoso with an empty database in FOLDER; whoever writes shows `access`."""

    password = _PASSWORD
    access = Access(Credentials(Scheme.DIGEST, _PASSWORD, "dba"))

    def __init__(self, program: str, folder: Path) -> None:
        port, sql_port = _free_ports()
        ini = folder / "kg.ini"
        ini.write_text(_INI.format(folder=folder, port=port, sql_port=sql_port), encoding="utf-8")
        command = [program, "+foreground", "+configfile", str(ini)]
        # It makes its database, takes the password, and ends.
        made = subprocess.run(
            [*command, "+pwdold", "dba", "+pwddba", _PASSWORD],
            cwd=folder,
            capture_output=True,
            timeout=_ATTEMPTS * _PAUSE * 2,
            check=False,
        )
        assert made.returncode == 0, made.stderr.decode(errors="replace")[-500:]
        self.url = f"http://127.0.0.1:{port}/sparql"
        self.sql_port = sql_port
        self.folder = folder  # it may read files in it
        self._process = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            self._wait_until_up()
        except BaseException:
            self.kill()
            raise

    def kill(self) -> None:
        """End the server at once; a second time does nothing."""
        self._process.kill()
        self._process.wait()

    def _wait_until_up(self) -> None:
        """Return once the server answers a query."""
        for _ in range(_ATTEMPTS):
            assert self._process.poll() is None, "Virtuoso ended while it started"
            try:
                if httpx.get(self.url, params={"query": "ASK {}"}, trust_env=False).is_success:
                    return
            except httpx.TransportError:
                threading.Event().wait(_PAUSE)
        raise AssertionError("Virtuoso did not start")


def _free_ports() -> tuple[int, int]:
    """Return two ports that nobody listens on."""
    with closing(socket.socket()) as one, closing(socket.socket()) as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtuosoServer]:
    """Return a server for the whole run."""
    found = program("virtuoso-t", "virtuoso-opensource-7-bin")
    server = VirtuosoServer(found, tmp_path_factory.mktemp("virtuoso"))
    yield server
    server.kill()
