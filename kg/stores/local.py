"""Step store: the store on disk, one named graph an article, each whole or not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from pathlib import Path
from typing import Self

from pyoxigraph import Store

from kg.errors import InputError, KgError, UsageError
from kg.graph import ArticleGraph, Iris, PackedGraph
from kg.stores.beside import Beside
from kg.stores.built import Built, Stamp
from kg.stores.engine import (
    check,
    drop_old_logs,
    engine,
    has_graph,
    load,
    load_many,
    node,
    of_graphs,
    write,
    writing,
    written,
)
from kg.stores.files import FileLock, InUseError, Lock, StoreFolder, write_whole
from kg.stores.journal import Journal
from kg.stores.rejected import Rejections
from kg.stores.savepoint import savepoint
from kg.stores.snapshots import Snapshot, Snapshots, shared
from kg.stores.writer import GraphWriter
from kg.vocabulary import DEFAULT_BASE

_MANY = 2_000_000  # bytes of quads, of some 50 articles; fewer are sooner in by a transaction


class Became(Enum):
    """What became of an article that was put."""

    NEW = "new"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


class LocalStore(GraphWriter):
    """A store in a folder, open until `close`; use `LocalStore.open` and `with`.

    One process may write; any number may read together, and while somebody writes they read the
    snapshots that the writer publishes. Each change is made whole or not at all, also if the
    process is killed. `rejections` are the articles kept aside; what is stored of one stays.
    """

    def __init__(
        self, quads: Store, iris: Iris, folder: StoreFolder, lock: FileLock, *, writes: bool
    ) -> None:
        super().__init__(quads, iris, str(folder.path))
        self._folder = folder
        self.rejections = Rejections(folder.rejected)
        self._journal = Journal(folder.journal)
        self._built = Built(folder.built)
        self._snapshots = Snapshots(folder.snapshots)
        self._lock = lock
        self._writes = writes
        self.is_snapshot = False

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        base: str | None = None,
        create: bool = True,
        read_only: bool = False,
    ) -> Self:
        """Open the store in the folder PATH, or make one there unless `create` is off.

        A new store keeps `base` (by default the project's own); for one that is there it has to
        be the same or None. With `read_only`, nothing is made or changed; while somebody writes,
        that is the last snapshot (`is_snapshot`).
        Raises UsageError if PATH is missing, something else, in use or not to be written, or has
        another base; InputError if the store is damaged.
        """
        folder = StoreFolder(path)
        if not folder.exists() and (read_only or not create):
            raise UsageError(
                f"there is no store in {path}; build one with `kg build`, or name another "
                "folder with --store"
            )
        Iris(base or DEFAULT_BASE)  # raises UsageError for what no IRIs can stand under
        try:
            if read_only:
                return cls._to_read(folder, base)
            path.mkdir(parents=True, exist_ok=True)
            return cls._to_write(folder, base)
        except OSError as error:
            purpose = "read" if read_only else "written"
            raise UsageError(f"the store {path} can't be {purpose}: {error.strerror}") from error

    @classmethod
    def _to_write(cls, folder: StoreFolder, base: str | None) -> Self:
        """Open the store in FOLDER, for this process alone; others may read it as it was."""
        lock = Lock(folder, alone=True)
        try:
            folder.replace_quads()
            iris, known = Iris(folder.agreed(base)), written(folder)
            store = cls(engine(folder, False), iris, folder, lock, writes=True)
            store._snapshots.clear()
            if known:
                store.publish()
        except BaseException:
            lock.release()
            raise
        return store

    @classmethod
    def _to_read(cls, folder: StoreFolder, base: str | None) -> Self:
        """Open the store in FOLDER; while somebody writes, its newest snapshot."""
        found = shared(folder)
        if found is None:
            raise InUseError(folder.path)
        is_snapshot = isinstance(found, Snapshot)
        lock = found.lock if isinstance(found, Snapshot) else found
        try:
            iris = Iris(folder.agreed(base))
            quads = found.opened() if isinstance(found, Snapshot) else engine(folder, True)
        except BaseException:
            lock.release()
            raise
        store = cls(quads, iris, folder, lock, writes=False)
        store.is_snapshot = is_snapshot
        return store

    def put(self, graphs: Iterable[ArticleGraph]) -> None:
        """Put each article's graph in place of the one it had, as `put_packed` does."""
        self.put_packed(map(PackedGraph.of, graphs), {})

    def put_packed(
        self, graphs: Iterable[PackedGraph], stamps: Mapping[str, Stamp]
    ) -> dict[str, Became]:
        """Put each article's graph in place of the one it had; return what became of each.

        Of two graphs of one article the later stands. New articles are put in one step, others in
        one transaction; then the STAMPS of their articles are set. An article that is put is
        rejected no longer. Memory grows with GRAPHS: give them in batches of some two hundred.
        Raises KgError if they can't be written (a full disk): then none of them has changed, or the
        new ones are there, and the store may be closed. Raises InputError for blank nodes; nothing
        has changed then.
        """
        wanted = {graph.article: graph for graph in graphs}
        for graph in wanted.values():
            check(graph.quads)
        new = {a: g for a, g in wanted.items() if not has_graph(self._store, a)}
        there = {a: g.unpacked().triples for a, g in wanted.items() if a not in new}
        difference = of_graphs(self._store, there)
        other = set(difference.graphs())
        self._journal.note([*sorted(new), *sorted(other)])
        self._built.forget(wanted)
        self._add(b"".join(graph.quads for graph in new.values()))
        write(self._store, difference)
        for article in wanted:
            self.rejections.forget(article)
        self._built.set({article: stamps[article] for article in wanted if article in stamps})
        changed = {a: Became.REPLACED if a in other else Became.UNCHANGED for a in there}
        return changed | dict.fromkeys(new, Became.NEW)

    def stamp(self, article_iri: str) -> Stamp | None:
        """Return of what the stored graph of an article was made, None if that isn't known."""
        return self._built.get(article_iri)

    def publish(self) -> None:
        """Let others read the store as it is now while this process goes on writing it."""
        self._snapshots.publish(self._store)

    def beside(self) -> Beside:
        """Return a copy of the quads, to be changed and then to take their place (`take`)."""
        return Beside(self._store, self.iris, self._folder)

    def take(self, copy: Beside) -> None:
        """Let COPY stand in place of the quads, all at once; it is closed then.

        Raises KgError if it can't be written out; nothing has changed then.
        """
        copy.finish()
        self._open = None
        self._folder.replace_quads()
        self._open = engine(self._folder, False)

    def remove(self, article_iri: str) -> bool:
        """Take the article's graph out, or what was kept aside of it; return if there was any."""
        if not article_iri.startswith(self.iris.articles):
            return False
        stored = has_graph(self._store, article_iri)
        if stored:
            self._journal.note([article_iri])
            self._built.forget([article_iri])
            with writing():
                self._store.remove_graph(node(article_iri))
        return self.rejections.forget(article_iri) or stored

    def changed(self) -> list[str]:
        """Return the articles put, replaced or removed since `settle`, sorted.

        They are noted before they are changed: after a kill there may be too many, never too few.
        """
        return self._journal.articles()

    def settle(self) -> None:
        """Forget `changed`: what is made of the articles knows of all."""
        self._journal.clear()

    @property
    def index(self) -> Path:
        """Return the file for the index that facts are made with; what it holds is theirs."""
        return self._folder.index

    def has_article(self, article_iri: str) -> bool:
        """Return whether the article is in the store, or kept aside."""
        if not article_iri.startswith(self.iris.articles):
            return False
        stored = has_graph(self._store, article_iri)
        return stored or self.rejections.has(article_iri)

    @property
    def decisions_file(self) -> Path:
        """Return where the user's decisions lie, if there are any; people may edit them there."""
        return self._folder.decisions

    def decisions(self) -> bytes:
        """Return the user's decisions as Turtle, empty if there are none.

        Raises InputError if the file is there and can't be read.
        """
        try:
            return self.decisions_file.read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise InputError(f"{self.decisions_file} can't be read: {error.strerror}") from error

    def keep_decisions(self, turtle: bytes) -> None:
        """Keep TURTLE as the user's decisions, in place of those that were there."""
        write_whole(self.decisions_file, turtle)

    def _add(self, quads: bytes) -> None:
        """Add QUADS, N-Quads, all or none of them."""
        if len(quads) < _MANY:
            load(self._store, quads)
            return
        try:
            with savepoint(self._store, self._folder):
                load_many(self._store, quads)
        except BaseException:
            self._open = None  # what is there by half doesn't count
            raise

    def _opened(self) -> Store:
        return Store(str(self._folder.quads))

    def close(self) -> None:
        """Close the store; what was put is then safe from a loss of power too.

        Without the flush, whoever opens the store next would first replay the engine's log (two
        seconds for 150,000 quads, and for readers each time). Raises KgError if there is no room.
        """
        if self._open is None:
            self._lock.release()  # if it couldn't be opened anew, it is still held
            return
        try:
            if self._writes:
                self._built.close()
                self._open.flush()
                self._open = None
                drop_old_logs(self._folder)
        except (OSError, RuntimeError) as error:
            raise KgError(f"the store can't be written out: {error}") from error
        finally:
            self._open = None
            if self._writes:
                self._snapshots.clear()
            self._lock.release()
