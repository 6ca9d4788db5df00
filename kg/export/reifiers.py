"""Step export, reifiers: which report says which statement of a fact, in RDF 1.2.

`report:... rdf:reifies <<( meeting:... pol:place place:... )>>`: the report, with its article and
its evidence, stands for the statement as told there. It stands in the article's graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from pyoxigraph import NamedNode, Quad, Triple

from kg.batches import batched
from kg.export.parts import Source
from kg.graph import Iris
from kg.graph.terms import REIFIES, TYPE, pol

_OWN = (TYPE, pol("confidence"))  # of reports and facts alike, and each for itself
_HAS_REPORT, _MENTION = pol("hasReport"), pol("mention")
_TOGETHER = 5_000  # quads whose facts are asked for at once
_Facts: TypeAlias = Mapping[NamedNode, list[NamedNode]]


def reified(source: Source, quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield QUADS out of SOURCE, after each that a report says of a fact the reifier that does.

    Only statements that the facts graph makes are reified; people are those of the facts. Memory
    holds which facts reports are of, and whom mentions stand for.
    """
    graph = Iris(source.base).facts_graph
    facts_of, meant = _links(source, graph)
    for some in batched(quads, _TOGETHER):
        facts = {fact for quad in some for fact in _told_by(quad, facts_of)}
        stated = set(source.nodes(graph, sorted(facts, key=str)))
        for quad in some:
            yield quad
            for fact in _told_by(quad, facts_of):
                told = Triple(fact, quad.predicate, meant.get(quad.object, quad.object))
                if told in stated:
                    yield Quad(quad.subject, REIFIES, told, quad.graph_name)


def _told_by(quad: Quad, facts_of: _Facts) -> Iterable[NamedNode]:
    """Return the facts of which QUAD may tell something."""
    if quad.predicate in _OWN or not isinstance(quad.subject, NamedNode):
        return ()
    return facts_of.get(quad.subject, ())


def _links(source: Source, graph: str) -> tuple[_Facts, Mapping[object, NamedNode]]:
    """Return the facts of each report, and the person or organisation of each mention."""
    facts_of: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    meant: dict[object, NamedNode] = {}
    for subject, predicate, value in source.links(graph, (_HAS_REPORT, _MENTION)):
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode):
            if predicate == _HAS_REPORT:
                facts_of[value].append(subject)
            else:
                meant[value] = subject
    return {report: sorted(of, key=str) for report, of in facts_of.items()}, meant
