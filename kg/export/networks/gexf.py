"""Step export, GEXF: nodes and edges in time, for Gephi's time line.

What bears no date is there at all times.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

from kg.export.networks.xml import Xml
from kg.graph.network import Attribute, Edge, Network, Scalar, Span

_NAMESPACE = "http://gexf.net/1.3"
_TYPES: Mapping[type[Scalar], str] = {str: "string", int: "integer", float: "double"}


def write_gexf(network: Network, stream: BinaryIO) -> None:
    """Write NETWORK as GEXF 1.3, dynamic, with days; memory holds one edge at a time."""
    xml = Xml(stream)
    with xml.element("gexf", xmlns=_NAMESPACE, version="1.3"):
        with xml.element("meta"):
            xml.leaf("creator", "politics-kg")
            xml.leaf("description", network.description)
        with xml.element(
            "graph",
            defaultedgetype="undirected",
            idtype="string",
            mode="dynamic",
            timeformat="date",
            timerepresentation="interval",
        ):
            _attributes(xml, "node", network.node_attributes)
            _attributes(xml, "edge", network.edge_attributes)
            with xml.element("nodes", count=len(network.nodes)):
                for node in network.nodes:
                    at = node.span or Span(None, None)
                    with xml.element(
                        "node", id=node.id, label=node.label, start=at.start, end=at.end
                    ):
                        _values(xml, network.node_attributes, node.values)
            with xml.element("edges"):
                for number, edge in enumerate(network.edges, start=1):
                    _edge(xml, network, edge, number)


def _edge(xml: Xml, network: Network, edge: Edge, number: int) -> None:
    """Write an edge: with its only time as its own, with several as spells."""
    only = edge.spans[0] if len(edge.spans) == 1 else Span(None, None)
    with xml.element(
        "edge",
        id=f"e{number}",
        source=edge.source,
        target=edge.target,
        weight=edge.weight,
        kind=edge.kind,
        start=only.start,
        end=only.end,
    ):
        _values(xml, network.edge_attributes, edge.values)
        if len(edge.spans) > 1:
            with xml.element("spells"):
                for span in edge.spans:
                    xml.leaf("spell", start=span.start, end=span.end)


def _attributes(xml: Xml, of: str, attributes: tuple[Attribute, ...]) -> None:
    """Write which attributes there are; their names are their ids."""
    with xml.element("attributes", class_=of, mode="static"):
        for attribute in attributes:
            xml.leaf(
                "attribute",
                id=attribute.name,
                title=attribute.name,
                type=_TYPES[attribute.type],
            )


def _values(xml: Xml, attributes: tuple[Attribute, ...], values: tuple[Scalar | None, ...]) -> None:
    """Write the values that are known."""
    known = [
        (attribute.name, value)
        for attribute, value in zip(attributes, values, strict=True)
        if value is not None
    ]
    with xml.element("attvalues"):
        for name, value in known:
            xml.leaf("attvalue", for_=name, value=value)
