"""Values: a network of nodes and edges in time, as programs for networks take it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

Scalar: TypeAlias = str | int | float


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of nodes or edges: its name, and the type of its values."""

    name: str
    type: type[Scalar]


@dataclass(frozen=True, slots=True)
class Span:
    """A time, from its first to its last day (YYYY-MM-DD); None where it is open."""

    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Node:
    """A node: `values` are those of the network's attributes, None where one has none.

    `id` holds letters, digits, `.`, `-`, `_` and `:` only. Without a span it is there always.
    """

    id: str
    label: str
    values: tuple[Scalar | None, ...]
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge without direction; its nodes stand in the order of their ids."""

    source: str
    target: str
    weight: int
    values: tuple[Scalar | None, ...]
    spans: tuple[Span, ...] = ()
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Network:
    """A network: nodes in the order of their ids, edges in that of theirs, passed once."""

    name: str
    description: str
    node_attributes: tuple[Attribute, ...]
    edge_attributes: tuple[Attribute, ...]
    nodes: tuple[Node, ...]
    edges: Iterable[Edge]
