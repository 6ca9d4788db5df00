"""Step export, networks: GraphML and GEXF, for Gephi, networkx and others of their kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from kg.export.networks.gexf import write_gexf
from kg.export.networks.graphml import write_graphml
from kg.graph.network import Network


@dataclass(frozen=True, slots=True)
class NetworkFormat:
    """A format of networks: how it is written, the ending of its files."""

    write: Callable[[Network, BinaryIO], None]
    ending: str


NETWORK_FORMATS: Mapping[str, NetworkFormat] = {
    "graphml": NetworkFormat(write_graphml, ".graphml"),
    "gexf": NetworkFormat(write_gexf, ".gexf"),
}

__all__ = ["NETWORK_FORMATS", "NetworkFormat", "write_gexf", "write_graphml"]
