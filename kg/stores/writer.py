"""Step store, writer: nodes of graphs replaced, whole graphs added to or emptied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Self

from pyoxigraph import Triple

from kg.stores.engine import add, empty, of_nodes, write
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
        empty(self._store, graph_iri)

    def close(self) -> None:
        """Let go of the quads."""
        self._open = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()
