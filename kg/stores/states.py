"""Step store, states: the last whole state of a store, read for as long as one likes.

A `LocalStore` that is open keeps writers out. Whoever reads for hours (`kg serve`) reads a state
in a copy of its own instead, made of links, and looks now and then whether there is a newer one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self, TypeAlias

from pyoxigraph import Store

from kg.errors import InputError, UsageError
from kg.graph import Iris
from kg.stores.engine import engine, written
from kg.stores.files import Lock, StoreFolder
from kg.stores.journal import Journal
from kg.stores.reader import QuadReader
from kg.stores.snapshots import Snapshot, Snapshots, shared

Mark: TypeAlias = tuple[tuple[str, int, int], ...]  # the files of an engine, as far as they tell


class State(QuadReader):
    """The store in a folder as it was at a moment, open until `close`.

    `folder` is where the engine's files lie, None while there are none: another process may read
    them too. `being_written` says that somebody is writing the store, `unsettled` how many articles
    the facts don't know of.
    """

    def __init__(self, quads: Store, iris: Iris, place: StoreFolder, mark: Mark) -> None:
        super().__init__(quads, iris, str(place.path))
        self.mark = mark
        self.folder: Path | None = place.quads
        self._of = place
        self.being_written = False
        self.unsettled = len(Journal(place.journal).articles())
        self._snapshots = Snapshots(place.snapshots)
        self._snapshot: Snapshot | None = None
        self._lock: Lock | None = None

    @classmethod
    def newest(cls, path: Path, known: Mark | None = None) -> Self | None:
        """Open the last whole state of the store in the folder PATH; None if its mark is KNOWN.

        Where no copy can be made (a folder that can't be written) the store itself is held.
        Raises UsageError if there is no store, InputError if it is damaged.
        """
        place = StoreFolder(path)
        if not place.exists():
            raise UsageError(f"there is no store in {path}; build one with `kg build`")
        try:
            found = shared(place)
        except OSError as error:
            raise UsageError(f"the store {path} can't be read: {error.strerror}") from error
        if found is None:
            raise UsageError(f"the store {path} is being made; try again once it holds articles")
        if isinstance(found, Snapshot):
            return cls._of_snapshot(place, found, known)
        return cls._of_rest(place, found, known)

    @classmethod
    def _of_snapshot(
        cls, place: StoreFolder, snapshot: Snapshot, known: Mark | None
    ) -> Self | None:
        """Open the SNAPSHOT that a writer published."""
        mark = mark_of(snapshot.folder)
        if mark == known:
            snapshot.lock.release()
            return None
        state = cls(snapshot.opened(), Iris(place.base()), place, mark)
        state.folder, state._snapshot, state.being_written = snapshot.folder, snapshot, True
        return state

    @classmethod
    def _of_rest(cls, place: StoreFolder, lock: Lock, known: Mark | None) -> Self | None:
        """Open a copy of the store, which nobody writes as long as LOCK is held."""
        held = False
        try:
            mark = mark_of(place.quads)
            if mark == known:
                return None
            iris = Iris(place.agreed(None))
            if not written(place):
                state = cls(Store(), iris, place, mark)
                state.folder = None
                return state
            try:
                snapshot = Snapshots(place.snapshots).of_rest(place.quads)
            except OSError:
                state = cls(engine(place, True), iris, place, mark)
                state._lock, held = lock, True
                return state
            state = cls(snapshot.opened(), iris, place, mark)
            state.folder, state._snapshot = snapshot.folder, snapshot
            return state
        finally:
            if not held:
                lock.release()

    def close(self) -> None:
        """Let go of the state, and take its copy away if it was made for this reader."""
        self._open = None
        if self._lock is not None:
            self._lock.release()
        if self._snapshot is not None:
            self._let_go(self._snapshot)
            self._snapshot = None

    def _let_go(self, snapshot: Snapshot) -> None:
        """Give SNAPSHOT back; take it away unless it is a writer's, who does that himself."""
        if not self.being_written:
            self._snapshots.drop(snapshot)
            return
        snapshot.lock.release()
        try:
            lock = Lock(self._of, alone=False)
        except (UsageError, OSError):  # he writes still, or the store is gone
            return
        self._snapshots.drop(snapshot)
        lock.release()


@contextmanager
def reader_of(folder: Path | None, base: str) -> Iterator[QuadReader]:
    """Read the FOLDER of a state whose addresses start with BASE in another process than its own.

    Raises InputError if it can't be read.
    """
    try:
        quads = Store.read_only(str(folder)) if folder else Store()
    except (OSError, RuntimeError) as error:
        raise InputError(f"the store's state can't be read: {error}") from error
    yield QuadReader(quads, Iris(base), str(folder))


def mark_of(quads: Path) -> Mark:
    """Return what changes whenever the engine in the folder QUADS writes; empty if there is none.

    Raises InputError if the folder can't be read.
    """
    try:
        return tuple(sorted(_telling(quads)))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise InputError(f"{quads} can't be read: {error.strerror}") from error


def _telling(quads: Path) -> Iterator[tuple[str, int, int]]:
    """Yield the name, size and time of each file that the engine writes its data to."""
    for file in quads.iterdir():
        if file.suffix in (".sst", ".log") or file.name.startswith(("CURRENT", "MANIFEST")):
            told = file.stat()
            yield file.name, told.st_size, told.st_mtime_ns
