"""Step store, files: the folder that a store is, who may use it, and files that are never half."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.errors import InputError, KgError, UsageError
from kg.vocabulary import DEFAULT_BASE

if sys.platform != "win32":
    import fcntl

LAYOUT = 1  # of the folder; a program that knows another one only must leave it alone


@dataclass(frozen=True, slots=True)
class StoreFolder:
    """Where the parts of the store at PATH are.

    `description` holds the layout's number and the base, so that the quads are nothing but the
    graph. Whatever writes holds `lock` alone; readers share it.
    """

    path: Path

    @property
    def description(self) -> Path:
        """Return the file with the layout and the base."""
        return self.path / "store.json"

    @property
    def lock(self) -> Path:
        """Return the file that stands for the right to use the store."""
        return self.path / "lock"

    @property
    def quads(self) -> Path:
        """Return the folder of the embedded engine, or what is to stand in its place."""
        return self.next_quads if self.next_quads.is_dir() else self._quads

    @property
    def next_quads(self) -> Path:
        """Return the folder of quads that are about to take the place of those there."""
        return self.path / "quads.next"

    @property
    def unfinished_quads(self) -> Path:
        """Return the folder of quads that may become the next."""
        return _unfinished(self._quads)

    @property
    def _quads(self) -> Path:
        return self.path / "quads"

    def replace_quads(self) -> None:
        """Put the next quads in the place of those there, and drop unfinished ones.

        Nobody may have any of them open. Killed at any time, what `quads` says is whole.
        """
        shutil.rmtree(self.unfinished_quads, ignore_errors=True)
        if self.next_quads.is_dir():
            if self._quads.is_dir():
                shutil.rmtree(self._quads)
            self.next_quads.rename(self._quads)

    def sync(self) -> None:
        """Let the names of the folder's files be on the disk."""
        if sys.platform != "win32":
            opened = os.open(self.path, os.O_RDONLY)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)

    @property
    def rejected(self) -> Path:
        """Return the folder of the articles that were kept out."""
        return self.path / "rejected"

    @property
    def journal(self) -> Path:
        """Return the file that names the articles changed since the facts were made."""
        return self.path / "changed"

    @property
    def index(self) -> Path:
        """Return the database of which articles tell of what, that facts are made with."""
        return self.path / "index.sqlite"

    @property
    def built(self) -> Path:
        """Return the database of what each article's graph was made of."""
        return self.path / "built.sqlite"

    @property
    def snapshots(self) -> Path:
        """Return the folder of the states that are read while somebody writes."""
        return self.path / "snapshots"

    @property
    def decisions(self) -> Path:
        """Return the file of what the user states to be the same or different."""
        return self.path / "decisions.ttl"

    def exists(self) -> bool:
        """Return whether a store is here; raise UsageError if something else is."""
        try:
            self.path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:  # no right to look, too long a name
            raise UsageError(f"{self.path} can't be a store: {error.strerror}") from error
        if not self.path.is_dir():
            raise UsageError(f"{self.path} is a file and no store; name a folder with --store")
        if self.description.is_file():
            return True
        # A program killed while it made a store leaves no more than these.
        started = {self.lock.name, _unfinished(self.description).name}
        if {entry.name for entry in self.path.iterdir()} <= started:
            return False
        raise UsageError(
            f"{self.path} holds other files and no store; name another folder with --store"
        )

    def describe(self, base: str) -> None:
        """Write the description of a new store."""
        content = json.dumps({"layout": LAYOUT, "base": base}, indent=2) + "\n"
        write_whole(self.description, content.encode())

    def agreed(self, base: str | None) -> str:
        """Return the base of the store that is here; one that isn't is described by BASE.

        Raises UsageError if another BASE is given than the store's own.
        """
        if not self.description.is_file():
            self.describe(base or DEFAULT_BASE)
            return base or DEFAULT_BASE
        kept = self.base()
        if base is not None and base != kept:
            raise UsageError(
                f"the store {self.path} was built with the base {kept}, not {base}; leave the base "
                "out, or build another store with the new one"
            )
        return kept

    def base(self) -> str:
        """Return the base of the store that is here; raise InputError if it can't be read."""
        try:
            found = json.loads(self.description.read_bytes())
            layout, base = found["layout"], found["base"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{self.description} is damaged ({error}); build the store again in another folder"
            ) from error
        if layout != LAYOUT or not isinstance(base, str):
            raise InputError(
                f"{self.path} is a store of layout {layout}, which this version doesn't know; "
                "use the version that made it"
            )
        return base


def base_of(path: Path) -> str | None:
    """Return the base of the store in the folder PATH, None if there is no store yet.

    Raises UsageError if something else is there, InputError if the store is damaged.
    """
    folder = StoreFolder(path)
    return folder.base() if folder.exists() else None


class FileLock:
    """A lock on a file, held until `release`: alone or shared with others who share it.

    Raises BlockingIOError if another process holds it otherwise, FileNotFoundError if there is no
    such file and it isn't to be held alone, or who held it took the file away. On Windows nothing
    is locked.
    """

    def __init__(self, path: Path, *, alone: bool) -> None:
        self._file: IO[bytes] = path.open("ab" if alone else "rb")
        if sys.platform != "win32":
            kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
            try:
                fcntl.flock(self._file, kind | fcntl.LOCK_NB)
                if not os.path.samestat(os.fstat(self._file.fileno()), path.stat()):
                    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
            except OSError:
                self._file.close()
                raise

    def release(self) -> None:
        """Give the right back; processes forked meanwhile don't hold it any longer either."""
        if not self._file.closed:
            if sys.platform != "win32":
                fcntl.flock(self._file, fcntl.LOCK_UN)
            self._file.close()


class Lock(FileLock):
    """The right to use a store, held until `release`: alone to write, shared to read.

    Raises InUseError if another process holds it. On Windows only the embedded engine's own lock
    stands, which keeps writers apart.
    """

    def __init__(self, folder: StoreFolder, *, alone: bool) -> None:
        if not folder.lock.is_file():
            folder.lock.touch()
        try:
            super().__init__(folder.lock, alone=alone)
        except BlockingIOError as error:
            raise InUseError(folder.path) from error


class InUseError(UsageError):
    """Another process uses the store at PATH."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"the store {path} is in use by another process; wait until that has ended and try "
            "again"
        )


def write_whole(path: Path, content: bytes) -> None:
    """Write the file PATH so that, killed at any time, it is there whole or as it was before.

    Raises KgError if it can't be written (a full disk).
    """
    unfinished = _unfinished(path)
    try:
        path.parent.mkdir(exist_ok=True)
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise KgError(f"{path} can't be written: {error.strerror}") from error


def _unfinished(path: Path) -> Path:
    """Return the file that PATH is written to first."""
    return path.with_name(path.name + ".unfinished")
