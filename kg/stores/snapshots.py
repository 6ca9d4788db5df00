"""Step store, snapshots: the state of a store while somebody writes it, for others to read.

To read the engine's files while another process writes them is undefined. What `Store.backup`
makes is a database of its own that nobody writes: links to files that never change.
"""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from kg.errors import InputError
from kg.stores.engine import writing
from kg.stores.files import FileLock, InUseError, Lock, StoreFolder

_TRIES = 3  # a writer that ends as it is found takes its snapshots with it
_TAKEN = (errno.ENOTEMPTY, errno.EEXIST)  # a folder by that name is there


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state of the store in a FOLDER of its own, kept as long as somebody shares its LOCK."""

    folder: Path
    lock: FileLock

    def opened(self) -> Store:
        """Return the engine on it; raise InputError, and let go of it, if it can't be read."""
        try:
            return Store.read_only(str(self.folder))
        except (OSError, RuntimeError) as error:
            self.lock.release()
            raise InputError(f"the snapshot {self.folder} can't be opened: {error}") from error


class Snapshots:
    """The folder of numbered snapshots, the highest the newest, each with a lock beside it.

    A reader shares the lock of the snapshot that it reads; the writer takes away those that
    nobody reads. One that isn't finished bears another name.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def publish(self, quads: Store) -> None:
        """Make a snapshot of QUADS as they are; take away older ones."""
        self._folder.mkdir(exist_ok=True)
        unfinished = self._folder / "next.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        with writing():
            quads.backup(str(unfinished))
            self._numbered(unfinished).lock.release()

    def clear(self) -> None:
        """Take away all that nobody reads, and what a kill left unfinished."""
        for unfinished in self._folder.glob("*.unfinished"):
            shutil.rmtree(unfinished, ignore_errors=True)
        self._drop()
        for lock in self._folder.glob("*.lock"):
            if not lock.with_suffix("").exists():
                lock.unlink(missing_ok=True)

    def newest(self) -> Snapshot | None:
        """Return the newest snapshot, held; None if there is none."""
        for number in sorted(self._numbers(), reverse=True):
            try:
                lock = FileLock(self._lock(number), alone=False)
            except (FileNotFoundError, BlockingIOError):
                continue  # being taken away: there is a newer one, or the writer has ended
            folder = self._folder / str(number)
            if folder.is_dir():
                return Snapshot(folder, lock)
            lock.release()
        return None

    def of_rest(self, quads: Path) -> Snapshot:
        """Return the engine's folder QUADS as a snapshot, held; the caller keeps writers out.

        So a reader may let go of the store, and a writer need not wait for it. Files that never
        change are linked, not copied, where the file system can. Raises OSError if the folder of
        the snapshots can't be written.
        """
        self._folder.mkdir(exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(".unfinished", dir=self._folder))
        try:
            for file in quads.iterdir():
                _linked(file, unfinished / file.name)
            return self._numbered(unfinished)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise

    def _numbered(self, unfinished: Path) -> Snapshot:
        """Give the snapshot UNFINISHED the next number that nobody else takes; hold it."""
        number = max(self._numbers(), default=0)
        while True:
            number += 1
            lock = self._next_lock(number)
            if lock is None:
                continue
            try:
                unfinished.rename(self._folder / str(number))
            except OSError as error:
                lock.release()
                if error.errno not in _TAKEN:
                    raise
            else:
                self._drop(below=number)
                return Snapshot(self._folder / str(number), lock)

    def _next_lock(self, number: int) -> FileLock | None:
        """Share the lock of a NUMBER to be given; None if the last of that is being taken away."""
        while True:
            self._lock(number).touch()
            try:
                return FileLock(self._lock(number), alone=False)
            except FileNotFoundError:
                continue  # it has just been taken away, so the number is free
            except BlockingIOError:
                return None

    def drop(self, snapshot: Snapshot) -> None:
        """Take SNAPSHOT, one `of_rest`, away, unless others read it too."""
        snapshot.lock.release()
        self._drop_one(int(snapshot.folder.name))

    def _numbers(self) -> Iterator[int]:
        """Yield the numbers of the snapshots that are there."""
        if self._folder.is_dir():
            yield from (int(e.name) for e in self._folder.iterdir() if e.name.isdecimal())

    def _lock(self, number: int) -> Path:
        return self._folder / f"{number}.lock"

    def _drop(self, below: int | None = None) -> None:
        """Take away the snapshots with numbers BELOW one, by default all, that nobody reads."""
        for number in self._numbers():
            if below is None or number < below:
                self._drop_one(number)

    def _drop_one(self, number: int) -> None:
        """Take a snapshot away, unless somebody reads it."""
        try:
            lock = FileLock(self._lock(number), alone=True)
        except (BlockingIOError, FileNotFoundError):  # read, or gone with its store
            return
        shutil.rmtree(self._folder / str(number), ignore_errors=True)
        self._lock(number).unlink(missing_ok=True)
        lock.release()


def _linked(file: Path, to: Path) -> None:
    """Let TO be FILE: the same, if it is one that the engine never writes again, else a copy."""
    if file.suffix == ".sst":
        try:
            to.hardlink_to(file)
        except OSError:  # a file system without links
            pass
        else:
            return
    shutil.copyfile(file, to)


def shared(folder: StoreFolder) -> Lock | Snapshot | None:
    """Share the store in FOLDER: the whole of it, or the newest snapshot while somebody writes it.

    None if who writes it has published none. Raises OSError if the lock can't be read.
    """
    for _ in range(_TRIES):
        try:
            return Lock(folder, alone=False)
        except InUseError:
            if found := Snapshots(folder.snapshots).newest():
                return found
    return None
