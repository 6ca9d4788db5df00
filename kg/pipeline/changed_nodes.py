"""The whole way, the facts' verdict: nodes that change, each checked among those it points to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Triple

from kg.graph import ArticleGraph
from kg.graph.terms import LABEL, TYPE
from kg.stores import LocalStore
from kg.validation import Validator, Verdict
from kg.vocabulary import RDF

_AT_ONCE = 20_000  # triples
Nodes = Mapping[str, set[Triple]]


def check_nodes(nodes: Nodes, store: LocalStore, validator: Validator) -> Verdict:
    """Return the verdict on NODES of STORE's facts graph, as they are to be.

    What a shape asks of a node is about its own triples, and about the types of those that it
    points to. So the types and labels of these, new or stored, are put beside; what shapes then
    miss of them is not looked at, but that their types are right is.
    """
    facts = store.iris.facts_graph
    found = []
    for part in _parts(nodes):
        beside = _beside(part, nodes, store)
        triples = [t for node in part for t in nodes[node]] + beside
        (verdict,) = validator.check([ArticleGraph(facts, tuple(triples))])
        wanted = set(part)
        found += [v for v in verdict.violations if v.focus in wanted or v.path == RDF + "type"]
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


def _beside(part: Iterable[str], nodes: Nodes, store: LocalStore) -> list[Triple]:
    """Return types and labels of what the nodes of PART point to."""
    inside = set(part)
    pointed = {
        triple.object.value
        for node in inside
        for triple in nodes[node]
        if isinstance(triple.object, NamedNode) and triple.predicate != TYPE
    }
    return [
        triple
        for node in sorted(pointed - inside)
        for triple in (nodes[node] if node in nodes else store.node(store.iris.facts_graph, node))
        if triple.predicate in (TYPE, LABEL)
    ]
