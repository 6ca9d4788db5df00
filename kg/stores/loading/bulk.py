"""Step load, bulk: N-Quads read by Virtuoso's own loader out of a folder, told to by its `isql`."""

from __future__ import annotations

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import EndpointError, KgError, TimeLimitError, UsageError
from kg.stores.access import Access, Credentials, Scheme, check_address
from kg.stores.http import printable

_NAME = "quads.nq"  # its ending tells Virtuoso the format
_QUIET = ("VERBOSE=OFF", "BANNER=OFF", "PROMPT=OFF", "ERRORS=STDOUT")
_ERROR = re.compile(r"^\*\*\* Error \w+: (?:\[[^]]*\])*(.*)", re.MULTILINE)
_LOADED = "all is loaded"
_QUADS = 512  # a flag of TTLP: the file names its graphs, as N-Quads do
_UNLOGGED = 2  # rows are committed as they come, and no log is kept


@dataclass(frozen=True, slots=True)
class Bulk:
    """What the bulk loader needs: Virtuoso's isql, a folder that its server reads, its SQL port."""

    program: str
    folder: Path
    port: int = 1111


class BulkLoader:
    """Virtuoso's bulk loader, at the host of URL.

    Raises UsageError without a user's name and password, or if they can't be sent there safely.
    """

    def __init__(self, bulk: Bulk, url: str, access: Access) -> None:
        check_address(url, access)
        credentials = access.credentials
        if credentials is None or credentials.scheme is Scheme.BEARER or not credentials.user:
            raise UsageError(
                "Virtuoso's bulk loader wants a user's name and password: set KG_USER and "
                "KG_PASSWORD, and --auth digest"
            )
        self.address = f"{urlsplit(url).hostname}:{bulk.port}"
        self._bulk = bulk
        self._credentials: Credentials = credentials
        self._timeout = access.timeout

    def load(self, quads: bytes) -> None:
        """Add QUADS (N-Quads) and have them written to the disk, for the loader keeps no log.

        Raises EndpointError, TimeLimitError; KgError if the folder can't be written to.
        """
        try:
            with tempfile.TemporaryDirectory(prefix="kg-load-", dir=self._bulk.folder) as name:
                folder = Path(name).resolve()
                folder.chmod(0o755)  # Virtuoso is another user
                (folder / _NAME).write_bytes(quads)
                (folder / _NAME).chmod(0o644)
                self._load(folder)
        except OSError as error:
            raise KgError(f"{self._bulk.folder} can't be written: {error.strerror}") from error

    def _load(self, folder: Path) -> None:
        """Load the file in FOLDER, by what Virtuoso's loader calls for each file on its list.

        Running the loader itself would load what others have put on the list as well.
        """
        file = f"file_open({_sql(f'{folder}/{_NAME}')})"
        said = self._isql(
            f"DB.DBA.TTLP({file}, '', 'urn:none', {_QUADS}, {_UNLOGGED})",
            "checkpoint",
            f"SELECT '{_LOADED}'",
        )
        if _LOADED not in said:
            raise EndpointError(
                f"{self._bulk.program} doesn't say what became of the load; is it Virtuoso's isql?"
            )

    def _isql(self, *statements: str) -> str:
        """Return what isql prints for STATEMENTS.

        Who asks is told on its standard input: lists of processes show a command line to anyone.
        """
        credentials = self._credentials
        script = [
            f"SET DSN {_quoted(self.address)}",
            f"SET UID {_quoted(credentials.user)}",
            f"SET PWD {_quoted(credentials.secret)}",
            *statements,
        ]
        try:
            done = subprocess.run(  # noqa: S603 - the user's own isql
                [self._bulk.program, *_QUIET],
                input="".join(f"{statement};\n" for statement in script).encode(),
                capture_output=True,
                timeout=self._timeout,
                env={},  # with some of CGI's variables it would take itself for a web page
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise TimeLimitError(
                f"Virtuoso's bulk loader took longer than {self._timeout:g} s; give it more by "
                "--timeout"
            ) from error
        except OSError as error:
            raise UsageError(f"{self._bulk.program} can't be run: {error.strerror}") from error
        said = done.stdout.decode("utf-8", "replace")
        if failure := _ERROR.search(said):
            raise self._failed(failure[1])
        return said

    def _failed(self, words: str) -> EndpointError:
        """Return the error that isql or the loader tells in WORDS, with what to do."""
        words = printable(self._credentials.scrubbed(words)).strip()
        return EndpointError(
            next(
                (hint for code, hint in self._hints().items() if words.startswith(code)),
                f"Virtuoso's bulk loader failed: {words}",
            )
        )

    def _hints(self) -> dict[str, str]:
        """Return what to do, by Virtuoso's codes."""
        folder = self._bulk.folder
        return {
            "CL033": f"no Virtuoso answers at {self.address}; is this its SQL port (ServerPort in "
            "[Parameters] of its virtuoso.ini)? --sql-port gives another",
            "CL034": f"Virtuoso at {self.address} does not accept the credentials given; after "
            "some wrong ones it takes none for a minute",
            "FA003": f"Virtuoso may not read {folder}; add it to DirsAllowed in its virtuoso.ini "
            "and start it anew, or give another folder by --bulk-folder",
            "FA006": f"Virtuoso can't read {folder}; give one on the server's machine, that "
            "both can reach by this name, by --bulk-folder",
        }


def _sql(text: str) -> str:
    """Return TEXT as a string of Virtuoso's SQL."""
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def _quoted(text: str) -> str:
    """Return TEXT as isql's SET reads it, whatever is in it."""
    return "'" + "".join(f"\\{byte:03o}" for byte in text.encode()) + "'"
