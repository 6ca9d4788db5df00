"""Step export, GraphML: nodes and edges with typed attributes.

It has no time: dates are texts (YYYY-MM-DD, which sort).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

from kg.export.networks.xml import Xml
from kg.graph.network import Attribute, Network, Scalar

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES: Mapping[type[Scalar], str] = {str: "string", int: "int", float: "double"}
_LABEL, _WEIGHT = Attribute("label", str), Attribute("weight", int)


def write_graphml(network: Network, stream: BinaryIO) -> None:
    """Write NETWORK as GraphML 1.0; memory holds one edge at a time."""
    node_keys = (_LABEL, *network.node_attributes)
    edge_keys = (_WEIGHT, *network.edge_attributes)
    xml = Xml(stream)
    with xml.element("graphml", xmlns=_NAMESPACE):
        for of, keys in (("node", node_keys), ("edge", edge_keys)):
            for key in keys:
                xml.leaf(
                    "key",
                    id=f"{of}-{key.name}",
                    for_=of,
                    attr_name=key.name,
                    attr_type=_TYPES[key.type],
                )
        with xml.element("graph", id=network.name, edgedefault="undirected"):
            xml.leaf("desc", network.description)
            for node in network.nodes:
                with xml.element("node", id=node.id):
                    _data(xml, "node", node_keys, (node.label, *node.values))
            for number, edge in enumerate(network.edges, start=1):
                with xml.element("edge", id=f"e{number}", source=edge.source, target=edge.target):
                    _data(xml, "edge", edge_keys, (edge.weight, *edge.values))


def _data(
    xml: Xml, of: str, keys: tuple[Attribute, ...], values: tuple[Scalar | None, ...]
) -> None:
    """Write the values that are known."""
    for key, value in zip(keys, values, strict=True):
        if value is not None:
            xml.leaf("data", value, key=f"{of}-{key.name}")
