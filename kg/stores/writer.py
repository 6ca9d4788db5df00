"""Step store, writer: nodes of graphs replaced, whole graphs added to or emptied."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from typing import Self

from pyoxigraph import Store, Triple

from kg.processes import give_back
from kg.stores.engine import add, of_nodes, take_out, write, writing
from kg.stores.reader import QuadReader


class GraphWriter(QuadReader):
    """A store's quads, which this process alone writes, until `close`; use it by `with`."""

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
        while take_out(self._store, graph_iri):
            self.refresh()

    def refresh(self) -> None:
        """Write all out and open the engine anew, its memory empty.

        Of what is written it keeps up to a gigabyte in memory, of what is read 160 MB, the sooner
        the larger the store, and it can't be told to keep less. Raises KgError if there is no room.
        """
        with writing():
            self._store.flush()
            self._open = None
            give_back()
            self._open = self._opened()

    @abstractmethod
    def _opened(self) -> Store:
        """Return the engine, opened to write."""

    def close(self) -> None:
        """Let go of the quads."""
        self._open = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()
