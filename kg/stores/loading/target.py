"""Step load, target: a triplestore that is written to, by whichever way it takes best."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from threading import Lock

from pyoxigraph import Literal, NamedNode

from kg.batches import batched
from kg.errors import EndpointError
from kg.stores.loading.bulk import BulkLoader
from kg.stores.loading.changes import Change, Kind, parts
from kg.stores.loading.client import Client
from kg.stores.loading.pieces import DIGITS, Piece, quads
from kg.stores.loading.there import MARK, There, marked, record
from kg.stores.profiles import N_QUADS

_N_TRIPLES = "application/n-triples"
_UPDATE = "application/sparql-update"
_NAMES = 500  # of pieces or buckets in one update


class Transport(StrEnum):
    """How statements get there; graphs that are there already may need another way as well."""

    DATASET = "dataset"  # N-Quads of many graphs, added
    GRAPH_STORE = "graph-store"  # a graph at a time, put in place of the one there
    UPDATE = "update"  # SPARQL
    BULK = "bulk"  # Virtuoso's own loader; only when asked for


@dataclass(frozen=True, slots=True)
class Ways:
    """The addresses that were found to work, each None if it doesn't; one of them at least.

    `bulk` loads new graphs in place of them.
    """

    dataset: str | None
    graph_store: str | None
    update: str | None
    quads_type: str = N_QUADS
    update_size: int = 5_000
    bulk: BulkLoader | None = None

    @property
    def transport(self) -> Transport:
        """Return the way that new graphs go."""
        if self.bulk:
            return Transport.BULK
        if self.dataset:
            return Transport.DATASET
        return Transport.GRAPH_STORE if self.graph_store else Transport.UPDATE


class Target:
    """A triplestore whose graphs are changed, and the hashes kept there with them.

    A hash goes before the content that it is of is touched, and comes after the new content: so
    whatever breaks off in between is known as unfinished. Threads may share it.

    MARK tells this load from others, and is left there as it begins. Where another one's stands,
    nothing is changed any more, and no hash stays of what came too late: EndpointError. Without
    one, other loads are not looked out for.
    """

    def __init__(
        self, client: Client, ways: Ways, there: There, records: Mapping[str, str], mark: str
    ) -> None:
        self._client = client
        self.ways = ways
        self._there = there
        self._graph = there.records_graph
        self._records = dict(records)
        self._lock = Lock()
        self._mark = mark
        if mark:
            self._leave_mark()

    def apply(self, changes: Sequence[Change]) -> None:
        """Make CHANGES, of different graphs or buckets, and keep the hashes of what came."""
        self._stop_if_overtaken()
        self._forget([name for one in changes for name in one.stale])
        self._change(changes)
        pieces = [piece for one in changes for piece in one.pieces if piece.lines]
        self._stop_if_overtaken(changed=[piece.name for piece in pieces])
        self._keep(pieces)

    def _change(self, changes: Sequence[Change]) -> None:
        """Send the content of CHANGES, and take out what has to go."""
        new = [piece for one in changes if one.kind is Kind.NEW for piece in one.pieces]
        if new:
            self._add(new)
        for one in changes:
            if one.kind is Kind.GONE:
                self._clear(one.graph)
            elif one.kind is Kind.REPLACED:
                self._replace(one)
            elif one.kind is Kind.BUCKETS:
                self._replace_buckets(one)

    def divided(self, one: Change, size: int) -> Iterator[Change]:
        """Yield ONE as it is, or what is larger than SIZE statements in parts of any order.

        So that they are in any order, the graph that is replaced is taken out at once.
        """
        if one.triples <= size:
            yield one
            return
        if one.kind is not Kind.BUCKETS and (one.stale or one.kind is Kind.REPLACED):
            self.apply([Change(one.graph, Kind.GONE, (), one.stale)])
            one = replace(one, kind=Kind.NEW, stale=())
        yield from parts(one, size)

    def _add(self, pieces: Sequence[Piece]) -> None:
        """Add PIECES of which nothing is there."""
        ways = self.ways
        if ways.bulk:
            ways.bulk.load(quads(pieces))
        elif ways.dataset:
            self._client.send("POST", ways.dataset, quads(pieces), ways.quads_type)
        elif ways.graph_store:
            # Buckets of one graph come in several requests: POST adds, PUT would replace.
            for graph, lines in _by_graph(pieces):
                content = b"".join(lines)
                self._client.send("POST", ways.graph_store, content, _N_TRIPLES, graph=graph)
        else:
            self._insert(_by_graph(pieces))

    def _replace(self, one: Change) -> None:
        """Put a graph in place of the one there."""
        content = [line for piece in one.pieces for line in piece.lines]
        if self.ways.graph_store:
            url = self.ways.graph_store
            self._client.send("PUT", url, b"".join(content), _N_TRIPLES, graph=one.graph)
        else:
            self._insert([(one.graph, content)], f"DROP SILENT GRAPH {NamedNode(one.graph)}")

    def _replace_buckets(self, one: Change) -> None:
        """Put buckets in place of those there; only an update can."""
        graph = NamedNode(one.graph)
        for pieces in batched(one.pieces, _NAMES):
            # One text to seek in: an IN is compared name by name, a hundred times as long.
            names = Literal(" ".join(piece.bucket for piece in pieces))
            taken_out = (
                f"DELETE {{ GRAPH {graph} {{ ?s ?p ?o }} }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} "
                f"FILTER(CONTAINS({names}, SUBSTR(MD5(STR(?s)), 1, {DIGITS}))) }}"
            )
            self._insert([(one.graph, [line for p in pieces for line in p.lines])], taken_out)

    def _clear(self, graph: str) -> None:
        """Take a graph out, if it is there."""
        if self.ways.update:
            self._update(f"DROP SILENT GRAPH {NamedNode(graph)}")
        elif self.ways.graph_store:
            self._client.send("DELETE", self.ways.graph_store, graph=graph, missing=True)

    def _insert(self, graphs: Iterable[tuple[str, Sequence[bytes]]], first: str = "") -> None:
        """Add lines to graphs in updates of a size that the server takes; FIRST before them."""
        for block in _blocks(graphs, self.ways.update_size):
            insertion = " ".join(
                f"GRAPH {NamedNode(name)} {{\n{b''.join(lines).decode()}}}" for name, lines in block
            )
            self._update(" ;\n".join(filter(None, (first, f"INSERT DATA {{ {insertion} }}"))))
            first = ""
        if first:
            self._update(first)

    def _update(self, text: str) -> None:
        if self.ways.update:
            self._client.send("POST", self.ways.update, text.encode(), _UPDATE)

    def _forget(self, names: Sequence[str]) -> None:
        """Take the hashes out of what is about to change."""
        if not names:
            return
        with self._lock:
            for name in names:
                self._records.pop(name, None)
        if not self.ways.update:
            self._put_records()
            return
        graph = NamedNode(self._graph)
        for some in batched(names, _NAMES):
            values = " ".join(str(NamedNode(name)) for name in some)
            self._update(
                f"DELETE {{ GRAPH {graph} {{ ?piece ?p ?o }} }} WHERE {{ "
                f"VALUES ?piece {{ {values} }} GRAPH {graph} {{ ?piece ?p ?o }} }}"
            )

    def _keep(self, pieces: Iterable[Piece]) -> None:
        """Keep the hashes of PIECES, which are there."""
        kept = {piece.name: piece.digest for piece in pieces}
        if not kept:
            return
        with self._lock:
            self._records.update(kept)
        lines = [record(*item) for item in kept.items()]
        if self.ways.dataset:  # an update would have to be parsed, and planned
            content = quads([Piece(self._graph, lines=lines)])
            self._client.send("POST", self.ways.dataset, content, self.ways.quads_type)
        elif self.ways.update and self.ways.graph_store:
            url, content = self.ways.graph_store, b"".join(lines)
            self._client.send("POST", url, content, _N_TRIPLES, graph=self._graph)
        elif self.ways.update:
            self._insert([(self._graph, lines)])
        else:
            self._put_records()

    def _leave_mark(self) -> None:
        """Say that this is the last load to begin."""
        if not self.ways.update:
            self._put_records()
            return
        graph = NamedNode(self._graph)
        mark = marked(self._graph, self._mark).decode()
        self._update(
            f"DELETE WHERE {{ GRAPH {graph} {{ {graph} {MARK} ?mark }} }} ;\n"
            f"INSERT DATA {{ GRAPH {graph} {{ {mark} }} }}"
        )

    def _stop_if_overtaken(self, changed: Sequence[str] = ()) -> None:
        """Raise EndpointError if another load has begun since; forget what was CHANGED too late."""
        if not self._mark or self._there.mark() == self._mark:
            return
        if self.ways.update:
            self._forget(changed)
        raise EndpointError(
            "another load into this triplestore began while this one was under way; this one "
            "stops, so as not to undo what the other does. Run it again when that has ended"
        )

    def _put_records(self) -> None:
        """Put all the hashes where nothing but whole graphs can be put."""
        with self._lock:
            lines = b"".join(record(*item) for item in sorted(self._records.items()))
            if self._mark:
                lines += marked(self._graph, self._mark)
            if self.ways.graph_store:
                url = self.ways.graph_store
                self._client.send("PUT", url, lines, _N_TRIPLES, graph=self._graph)


def _by_graph(pieces: Iterable[Piece]) -> Iterator[tuple[str, list[bytes]]]:
    """Yield each graph and the lines of its pieces, which stand together."""
    lines: dict[str, list[bytes]] = {}
    for piece in pieces:
        lines.setdefault(piece.graph, []).extend(piece.lines)
    yield from lines.items()


def _blocks(
    graphs: Iterable[tuple[str, Sequence[bytes]]], size: int
) -> Iterator[list[tuple[str, Sequence[bytes]]]]:
    """Yield lines of graphs together as long as they are no more than SIZE."""
    block, number = list[tuple[str, Sequence[bytes]]](), 0
    for name, lines in graphs:
        for start in range(0, len(lines), size):
            some = lines[start : start + size]
            if block and number + len(some) > size:
                yield block
                block, number = [], 0
            block.append((name, some))
            number += len(some)
    if block:
        yield block
