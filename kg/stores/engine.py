"""Step store, engine: the embedded database, opened, and written a transaction at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store, Triple, parse

from kg.errors import InputError, KgError, UsageError
from kg.stores.files import InUseError, StoreFolder
from kg.stores.terms import in_graph

_AT_ONCE = 20_000  # quads of a transaction that takes out
_TOGETHER = 5  # such transactions
_BLANK = re.compile(
    rb"^(?:_:|\S+ \S+ _:)", re.MULTILINE
)  # neither subject nor predicate has a space
_LOCKED = re.compile(r"lock hold by|While lock file")  # RocksDB's words, in one process or two


def engine(folder: StoreFolder, read_only: bool) -> Store:
    """Return the embedded engine on the store's quads; an empty one where none were written."""
    path = str(folder.quads)
    try:
        if not read_only:
            if not folder.quads.is_dir():
                _begin(folder)
            return Store(path)
        return Store.read_only(path) if written(folder) else Store()
    except (OSError, RuntimeError) as error:
        if _LOCKED.search(str(error)):
            raise InUseError(folder.path) from error
        raise InputError(
            f"the store {folder.path} can't be opened: {error}. If it is damaged, build it again "
            "in another folder"
        ) from error


def _begin(folder: StoreFolder) -> None:
    """Make an empty database; killed before it is whole, there is none, and readers find nothing.

    The engine makes one table after another, and doesn't open a half of them to read.
    """
    Store(str(folder.unfinished_quads))
    folder.unfinished_quads.rename(folder.quads)


def written(folder: StoreFolder) -> bool:
    """Return whether the engine has ever written anything."""
    return (folder.quads / "CURRENT").is_file() or any(folder.quads.glob("*.sst"))


def drop_old_logs(folder: StoreFolder) -> None:
    """Let the engine delete the logs that it keeps to write them anew: up to ten, a gigabyte.

    It does so only as it is opened, and on a store that was flushed that takes no time. Whoever
    still holds the engine open (an answer that wasn't read to its end) keeps the logs too.
    """
    with suppress(OSError, RuntimeError):  # the quads are safe; the next writer drops them
        Store(str(folder.quads))


@dataclass(frozen=True, slots=True)
class Difference:
    """The quads that have to go and to come."""

    gone: tuple[Quad, ...]
    new: tuple[Quad, ...]

    def graphs(self) -> list[str]:
        """Return the names of the graphs that change, sorted."""
        graphs = {quad.graph_name for quad in (*self.gone, *self.new)}
        return sorted(graph.value for graph in graphs if isinstance(graph, NamedNode))


def of_graphs(store: Store, wanted: Mapping[str, Iterable[Triple]]) -> Difference:
    """Return what has to change for each graph to hold what is WANTED of it."""
    return _difference(store, ((node(name), None, told) for name, told in wanted.items()))


def of_nodes(store: Store, name: str, wanted: Mapping[str, Iterable[Triple]]) -> Difference:
    """Return what has to change in the graph NAME for its nodes to have what is WANTED of each."""
    graph = node(name)
    return _difference(store, ((graph, node(of), told) for of, told in wanted.items()))


def _difference(
    store: Store, wanted: Iterable[tuple[NamedNode, NamedNode | None, Iterable[Triple]]]
) -> Difference:
    """Return what has to change for graphs, or nodes in them, to have what is WANTED of each."""
    gone: list[Quad] = []
    new: list[Quad] = []
    for graph, subject, triples in wanted:
        with reading():
            stored = set(store.quads_for_pattern(subject, None, None, graph))
        replacing = set(in_graph(triples, graph))
        gone += stored - replacing
        new += replacing - stored
    return Difference(tuple(gone), tuple(new))


def write(store: Store, difference: Difference) -> None:
    """Make the change in one transaction; raise InputError for blank nodes."""
    _refuse_blank_nodes(difference.new)
    gone, new = difference.gone, difference.new
    with writing():
        if gone:  # only an update of SPARQL takes out and puts in within one transaction
            inserting = f"; INSERT DATA {{ {_data(new)} }}" if new else ""
            store.update(f"DELETE DATA {{ {_data(gone)} }}{inserting}")
        else:
            store.extend(new)


def add(store: Store, name: str, triples: Iterable[Triple]) -> None:
    """Add TRIPLES to the graph NAME past the transactions; raise InputError for blank nodes."""
    graph, quads = node(name), []
    for subject, predicate, object_ in triples:
        quads.append(Quad(subject, predicate, object_, graph))
        if type(subject) is BlankNode or type(object_) is BlankNode:
            _refuse_blank_nodes(quads[-1:])
    with writing():
        store.bulk_extend(quads)


def take_out(store: Store, name: str) -> bool:
    """Take some of the graph NAME out, a transaction at a time; return whether anything is left.

    Each is on disk at once: of several the engine would keep hundreds of MB in memory.
    """
    graph = node(name)
    some = f"SELECT * WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }} LIMIT {_AT_ONCE}"
    with writing():
        for _ in range(_TOGETHER):
            store.update(f"DELETE {{ GRAPH {graph} {{ ?s ?p ?o }} }} WHERE {{ {{ {some} }} }}")
            store.flush()
    with reading():
        return next(store.quads_for_pattern(None, None, None, graph), None) is not None


def check(quads: bytes) -> None:
    """Raise InputError if there are blank nodes in QUADS, N-Quads."""
    if b"_:" in quads and _BLANK.search(quads):
        _refuse_blank_nodes(parse(quads, format=RdfFormat.N_QUADS))


def load(store: Store, quads: bytes) -> None:
    """Add QUADS (N-Quads that `check` passes) in one transaction."""
    if quads:
        with writing():
            store.load(quads, format=RdfFormat.N_QUADS)


def load_many(store: Store, quads: bytes) -> None:
    """Add QUADS (N-Quads that `check` passes) past the transactions.

    They were written out of terms, so their IRIs need no second look.
    """
    with writing():
        store.bulk_load(quads, format=RdfFormat.N_QUADS, lenient=True)


@contextmanager
def reading() -> Iterator[None]:
    """Raise InputError if the engine can't read its files: they are damaged, or gone."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise unreadable(error) from error


def unreadable(error: Exception) -> InputError:
    """Return what to say of an ERROR of the engine's as it reads."""
    return InputError(
        f"the store can't be read: {error}. If it is damaged, build it again in another folder"
    )


def has_graph(store: Store, name: str) -> bool:
    """Return whether there is a graph NAME."""
    with reading():
        return store.contains_named_graph(node(name))


@contextmanager
def writing() -> Iterator[None]:
    """Raise KgError if the engine can't write (a full disk): the transaction hasn't happened."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise KgError(f"the store can't be written, and holds nothing by half: {error}") from error


def node(iri: str) -> NamedNode:
    """Return the node of an IRI; raise UsageError if it isn't one."""
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise UsageError(f"{iri!r} is no absolute IRI: {error}") from error


def _refuse_blank_nodes(quads: Iterable[Quad]) -> None:
    """Raise InputError if there are blank nodes, which could never be told from others again."""
    for quad in quads:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise InputError(
                f"the graph {quad.graph_name} holds a blank node at {quad.predicate}; every node "
                "in the store needs an IRI"
            )


def _data(quads: Iterable[Quad]) -> str:
    """Return QUADS as SPARQL's DELETE DATA and INSERT DATA take them."""
    return " ".join(
        f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}"
        for quad in quads
    )
