"""The whole way, the facts' verdict: nodes that change, each checked among those it points to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Triple

from kg.graph import ArticleGraph
from kg.graph.terms import TYPE
from kg.validation import Validator, Verdict, Violation

_AT_ONCE = 25_000  # triples
Nodes = Mapping[str, set[Triple]]


def check_nodes(
    nodes: Nodes, beside: Iterable[Triple], facts: str, validator: Validator
) -> Verdict:
    """Return the verdict on NODES of the graph FACTS, as they are to be.

    What a shape asks of a node is about its own triples, and about the types of those that it
    points to. BESIDE are the types of these, as far as they are none of NODES.
    """
    beside = list(beside)
    found: list[Violation] = []
    for part in _parts(nodes):
        graph = ArticleGraph(facts, tuple(t for node in part for t in nodes[node]))
        others = nodes.keys() - set(part)
        types = [t for node in others for t in nodes[node] if t.predicate == TYPE]
        found += validator.check_part(graph, [*beside, *types]).violations
    return Verdict(facts, tuple(sorted(set(found), key=str)))


def _parts(nodes: Nodes) -> Iterator[list[str]]:
    """Yield the nodes in parts of about `_AT_ONCE` triples."""
    part: list[str] = []
    size = 0
    for node in sorted(nodes):
        part.append(node)
        size += len(nodes[node])
        if size >= _AT_ONCE:
            yield part
            part, size = [], 0
    if part:
        yield part
