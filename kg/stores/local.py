"""Step store: the store on disk, one named graph an article, each whole or not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Self

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple

from kg.errors import EndpointError, InputError, KgError, UsageError
from kg.graph import ArticleGraph, Iris
from kg.stores.answers import Answer, gathered
from kg.stores.deadline import Deadline
from kg.stores.engine import (
    add,
    drop_old_logs,
    empty,
    engine,
    node,
    of_graphs,
    of_nodes,
    write,
    writing,
)
from kg.stores.files import Lock, StoreFolder, write_whole
from kg.stores.journal import Journal
from kg.stores.rejected import Rejection, Rejections
from kg.stores.sparql import checked, syntax_error
from kg.vocabulary import DEFAULT_BASE


class LocalStore:
    """A store in a folder, open until `close`; use `LocalStore.open` and `with`.

    One process may write, and nobody reads meanwhile; any number may read together. Each change
    is one transaction of the embedded engine: a process that is killed leaves the state before
    or after it.
    """

    def __init__(self, quads: Store, iris: Iris, folder: StoreFolder, lock: Lock) -> None:
        self._open: Store | None = quads
        self._folder = folder
        self._rejections = Rejections(folder.rejected)
        self._journal = Journal(folder.journal)
        self._lock = lock
        self.iris = iris

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
        be the same or None. With `read_only`, nothing is made or changed.
        Raises UsageError if PATH is missing, something else, in use or not to be written, or has
        another base; InputError if the store is damaged.
        """
        folder = StoreFolder(path)
        if not folder.exists() and (read_only or not create):
            raise UsageError(
                f"there is no store in {path}; build one with `kg build`, or name another "
                "folder with --store"
            )
        iris = Iris(base or DEFAULT_BASE)
        try:
            if not read_only:
                path.mkdir(parents=True, exist_ok=True)
            lock = Lock(folder, alone=not read_only)
        except OSError as error:
            purpose = "read" if read_only else "written"
            raise UsageError(f"the store {path} can't be {purpose}: {error.strerror}") from error
        try:
            iris = _agreed(folder, base, iris)
            return cls(engine(folder, read_only), iris, folder, lock)
        except BaseException:
            lock.release()
            raise

    @property
    def base(self) -> str:
        """Return what the IRIs of the store's own nodes start with."""
        return self.iris.base

    def put(self, graphs: Iterable[ArticleGraph]) -> None:
        """Put each article's graph in place of the one it had, all of them in one transaction.

        Of two graphs of one article the later stands. An article that is put is rejected no
        longer. Memory grows with GRAPHS: give them in batches of some fifty.
        Raises KgError if they can't be written (a full disk), InputError for blank nodes; nothing
        has changed then.
        """
        wanted = {graph.article: graph.triples for graph in graphs}
        difference = of_graphs(self._store, wanted)
        self._journal.note(difference.graphs())
        write(self._store, difference)
        for article in wanted:
            self._rejections.forget(article)

    def remove(self, article_iri: str) -> bool:
        """Take the article's graph out, or what was kept aside of it; return if there was any."""
        if not article_iri.startswith(self.iris.articles):
            return False
        graph = node(article_iri)
        stored = self._store.contains_named_graph(graph)
        if stored:
            self._journal.note([article_iri])
            with writing():
                self._store.remove_graph(graph)
        return self._rejections.forget(article_iri) or stored

    def replace_graph(self, graph_iri: str, triples: Iterable[Triple]) -> None:
        """Make the graph hold TRIPLES and nothing else, in one transaction; write what differs."""
        write(self._store, of_graphs(self._store, {graph_iri: triples}))

    def replace_nodes(self, graph_iri: str, nodes: Mapping[str, Iterable[Triple]]) -> None:
        """Make each node have its triples in the graph and no others, in one transaction."""
        write(self._store, of_nodes(self._store, graph_iri, nodes))

    def add_to_graph(self, graph_iri: str, triples: Iterable[Triple]) -> None:
        """Add many TRIPLES to the graph in the engine's way for these, past its transactions.

        Each call's are there whole or not at all after a kill, as far as can be tried, but the
        engine doesn't promise it: for what can be made anew.
        """
        add(self._store, graph_iri, triples)

    def empty_graph(self, graph_iri: str) -> None:
        """Take all out of the graph, some at a time: a kill may leave a part."""
        empty(self._store, graph_iri)

    def node(self, graph_iri: str, node_iri: str) -> Iterator[Triple]:
        """Yield what the graph says of a node, in no promised order."""
        for quad in self._store.quads_for_pattern(node(node_iri), None, None, node(graph_iri)):
            yield quad.triple

    def nodes(self, graph_iri: str, nodes: Iterable[NamedNode]) -> Iterator[Triple]:
        """Yield what the graph says of NODES."""
        for each in nodes:
            yield from self.node(graph_iri, each.value)

    def links(self, graph_iri: str, predicates: Iterable[NamedNode]) -> Iterator[Triple]:
        """Yield the triples of the graph with any of PREDICATES."""
        graph = node(graph_iri)
        for predicate in predicates:
            for quad in self._store.quads_for_pattern(None, predicate, None, graph):
                yield quad.triple

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
        stored = self._store.contains_named_graph(node(article_iri))
        return stored or self._rejections.has(article_iri)

    def article_iris(self) -> list[str]:
        """Return the articles in the store, sorted."""
        return [name for name in self.graph_names() if name.startswith(self.iris.articles)]

    def graph_names(self) -> list[str]:
        """Return the names of all graphs, sorted."""
        graphs = self._store.named_graphs()
        return sorted(graph.value for graph in graphs if isinstance(graph, NamedNode))

    def triples(self, graph_iri: str) -> Iterator[Triple]:
        """Yield the triples of a graph, in no promised order; none if there is no such graph."""
        for quad in self._store.quads_for_pattern(None, None, None, node(graph_iri)):
            yield quad.triple

    def n_triples(self, graph_iri: str) -> bytes:
        """Return the triples of a graph as N-Triples, in no promised order."""
        return self._store.dump(format=RdfFormat.N_TRIPLES, from_graph=node(graph_iri)) or b""

    def has(self, graph_iri: str, subject: NamedNode, predicate: NamedNode) -> bool:
        """Return whether a graph says anything of SUBJECT by PREDICATE."""
        found = self._store.quads_for_pattern(subject, predicate, None, node(graph_iri))
        return next(found, None) is not None

    def quads(self, graphs: Iterable[str] | None = None) -> Iterator[Quad]:
        """Yield the quads of GRAPHS (by default all), graph by graph in the order of their names.

        Raises UsageError for a graph that is not there.
        """
        names = self.graph_names()
        if graphs is not None:
            names, known = sorted(set(graphs)), set(names)
            for name in names:
                if name not in known:
                    raise UsageError(f"there is no graph {name} in {self._folder.path}")
        for name in names:
            yield from self._store.quads_for_pattern(None, None, None, NamedNode(name))

    def query(
        self, sparql: str, *, timeout: float | None = None, allow_service: bool = False
    ) -> Answer:
        """Return the answer to a query; relative IRIs in it stand under the store's base.

        After TIMEOUT (seconds) it is no longer waited for; the engine can't be interrupted, so
        what it seeks for its next row runs on in a thread until the process ends. SERVICE opens
        connections, and so is refused unless ALLOW_SERVICE.
        Raises UsageError for a query that can't be parsed or run, calls another endpoint or is an
        update; TimeLimitError.
        """
        deadline = Deadline(timeout)
        checked(sparql, allow_service=allow_service)
        quads, base = self._store, self.base
        try:
            return deadline.within(lambda: gathered(quads.query(sparql, base_iri=base), deadline))
        except SyntaxError as error:
            raise syntax_error(sparql, error) from error
        except (RuntimeError, ValueError) as error:
            raise UsageError(f"the query can't be run: {error}") from error
        except OSError as error:
            if allow_service:
                raise EndpointError(f"the endpoint that the query calls failed: {error}") from error
            raise InputError(f"the store can't be read: {error}") from error

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

    def reject(self, article_iri: str, report: str, graph: ArticleGraph) -> None:
        """Keep an article that does not conform aside, with the REPORT that says why.

        What the store holds of the article from before stays as it is.
        """
        self._rejections.add(article_iri, report, graph.triples)

    def rejected(self) -> list[Rejection]:
        """Return the articles kept aside, sorted by IRI."""
        return self._rejections.all()

    def close(self) -> None:
        """Close the store; what was put is then safe from a loss of power too.

        Without the flush, whoever opens the store next would first replay the engine's log (two
        seconds for 150,000 quads, and for readers each time). Raises KgError if there is no room.
        """
        if self._open is None:
            return
        try:
            if self._lock.alone:
                self._open.flush()
                self._open = None
                drop_old_logs(self._folder)
        except (OSError, RuntimeError) as error:
            raise KgError(f"the store can't be written out: {error}") from error
        finally:
            self._open = None
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @property
    def _store(self) -> Store:
        """Return the embedded engine; raise KgError after `close`."""
        if self._open is None:
            raise KgError("the store is closed")
        return self._open


def _agreed(folder: StoreFolder, base: str | None, wanted: Iris) -> Iris:
    """Return the addresses of the store that is there, or describe a new one by WANTED."""
    if not folder.description.is_file():
        folder.describe(wanted.base)
        return wanted
    kept = folder.base()
    if base is not None and base != kept:
        raise UsageError(
            f"the store {folder.path} was built with the base {kept}, not {base}; leave the base "
            "out, or build another store with the new one"
        )
    return Iris(kept)
