"""Step export, reifiers: which report says which statement of a fact, in RDF 1.2.

`report:... rdf:reifies <<( meeting:... pol:place place:... )>>`: the report, with its article and
its evidence, stands for the statement as told there. It stands in the article's graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.export.parts import Source
from kg.graph import Iris
from kg.graph.terms import REIFIES, TYPE, pol

_OWN = (TYPE, pol("confidence"))  # of reports and facts alike, and each for itself


def reified(source: Source, quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield QUADS out of SOURCE, after each that a report says of a fact the reifier that does.

    Only statements that the facts graph makes are reified; people are those of the facts. Memory
    holds which facts reports are of, and whom mentions stand for.
    """
    facts = Iris(source.base).facts_graph
    facts_of, meant = _links(source, facts)

    @lru_cache(maxsize=1 << 12)
    def stated(fact: NamedNode) -> frozenset[Triple]:
        return frozenset(source.node(facts, fact.value))

    for quad in quads:
        yield quad
        if quad.predicate in _OWN or not isinstance(quad.subject, NamedNode):
            continue
        for fact in facts_of.get(quad.subject, ()):
            told = Triple(fact, quad.predicate, meant.get(quad.object, quad.object))
            if told in stated(fact):
                yield Quad(quad.subject, REIFIES, told, quad.graph_name)


def _links(
    source: Source, facts: str
) -> tuple[
    dict[NamedNode, list[NamedNode]], dict[NamedNode | BlankNode | Literal | Triple, NamedNode]
]:
    """Return the facts of each report, and the person or organisation of each mention."""
    facts_of: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    meant: dict[NamedNode | BlankNode | Literal | Triple, NamedNode] = {}
    for triple in source.triples(facts):
        if not isinstance(triple.subject, NamedNode) or not isinstance(triple.object, NamedNode):
            continue
        if triple.predicate == pol("hasReport"):
            facts_of[triple.object].append(triple.subject)
        elif triple.predicate == pol("mention"):
            meant[triple.object] = triple.subject
    return {report: sorted(of, key=str) for report, of in facts_of.items()}, meant
