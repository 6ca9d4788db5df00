"""Graphs of a store filled as facts are that are made anew."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Triple

from kg.stores.writer import GraphWriter


def hold(store: GraphWriter, name: str, triples: Iterable[Triple]) -> None:
    """Make the graph NAME hold TRIPLES and nothing else."""
    store.empty_graph(name)
    store.add_to_graph(name, triples)
