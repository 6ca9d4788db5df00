"""Fixture of a real Virtuoso on free loopback ports, in a folder of its own, stopped by handle."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx
import pytest

from kg.stores.access import Access, Credentials, Scheme
from tests.plugins.needed import program
from tests.plugins.ports import listening

_PASSWORD = "of-the-tests"  # noqa: S105
_PATIENCE = 60  # seconds
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
        self.folder = folder  # it may read files in it
        ini = folder / "kg.ini"
        command = [program, "+foreground", "+configfile", str(ini)]

        def start(port: int, sql_port: int) -> subprocess.Popen[bytes]:
            told = _INI.format(folder=folder, port=port, sql_port=sql_port)
            ini.write_text(told, encoding="utf-8")
            if not (folder / "kg.db").exists():
                _make(command, folder)
            return subprocess.Popen(
                command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )

        self._process, (port, self.sql_port) = listening(2, start, _answers)
        self.url = _address(port)

    def kill(self) -> None:
        """End the server at once; a second time does nothing."""
        self._process.kill()
        self._process.wait()


def _make(command: Sequence[str], folder: Path) -> None:
    """Make the database in FOLDER by COMMAND, which takes the password, and ends."""
    made = subprocess.run(
        [*command, "+pwdold", "dba", "+pwddba", _PASSWORD],
        cwd=folder,
        capture_output=True,
        timeout=_PATIENCE,
        check=False,
    )
    assert made.returncode == 0, made.stderr.decode(errors="replace")[-500:]


def _address(port: int) -> str:
    return f"http://127.0.0.1:{port}/sparql"


def _answers(port: int, sql_port: int) -> bool:
    """Return whether somebody answers a query at PORT."""
    try:
        reply = httpx.get(_address(port), params={"query": "ASK {}"}, trust_env=False)
    except httpx.TransportError:
        return False
    return reply.is_success


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtuosoServer]:
    """Return a server for the whole run."""
    found = program("virtuoso-t", "virtuoso-opensource-7-bin")
    server = VirtuosoServer(found, tmp_path_factory.mktemp("virtuoso"))
    yield server
    server.kill()
