"""Step validate: each graph against the shapes, many graphs at a time, each by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import pyshacl
from pyoxigraph import Triple
from rdflib import RDF, BNode, Graph
from rdflib.term import Node

from kg.errors import KgError
from kg.graph import ArticleGraph
from kg.validation.alike import Alike
from kg.validation.batch import Batch
from kg.validation.forms import SH
from kg.validation.shapes import Shapes, load_shapes
from kg.validation.verdicts import Described, Verdict, Violation

BATCH_GRAPHS = 50
BATCH_TRIPLES = 25_000  # so that a batch of long articles stays small in memory


class Validator:
    """Holds the shapes, parsed once."""

    def __init__(self, shapes: Shapes | None = None) -> None:
        self._shapes = shapes or load_shapes()
        self._alike = Alike(self._shapes.rules, self._shapes.terms.__contains__)

    def check(self, graphs: Iterable[ArticleGraph]) -> list[Verdict]:
        """Return a verdict on each of GRAPHS, in their order.

        A graph gets the same verdict alone and beside any others. Graphs of other kinds (the
        facts, the gazetteer) are checked likewise, under their names.
        """
        return [verdict for batch in _batches(graphs) for verdict in self._check(batch)]

    def check_part(self, part: ArticleGraph, beside: Iterable[Triple]) -> Verdict:
        """Return a verdict on PART of a graph, of whose other nodes BESIDE tells the types.

        Those are not looked at themselves, but that they are what the part's properties ask for is.
        """
        return self._check([part], beside)[0]

    def unmatched(
        self, has_class: Callable[[str], bool], has_property: Callable[[str], bool]
    ) -> tuple[str, ...]:
        """Return the shapes that meet no node of a graph, sorted, by IRI.

        HAS_CLASS and HAS_PROPERTY tell which classes and properties the graph uses.
        """
        shapes = self._shapes
        return tuple(
            sorted(
                shape
                for shape in shapes.classes
                if not any(map(has_class, sorted(shapes.classes[shape])))
                and not any(map(has_property, sorted(shapes.properties[shape])))
            )
        )

    def _check(self, graphs: Sequence[ArticleGraph], *beside: Iterable[Triple]) -> list[Verdict]:
        """Return the verdicts on one batch, BESIDE known of what each of its graphs points to."""
        known = [list(triples) for triples in beside]
        if not self._conform(graphs, known):
            batch = Batch(graphs, self._shapes.terms, known)
            results = _results(batch.data, self._shapes.graph)
            if results is not None:
                found = _violations(results, batch)
                return [
                    Verdict(graph.article, _described(found[number], graph))
                    for number, graph in enumerate(graphs)
                ]
        return [Verdict(graph.article) for graph in graphs]

    def _conform(self, graphs: Sequence[ArticleGraph], beside: Sequence[list[Triple]]) -> bool:
        """Say whether GRAPHS are known to conform, once nodes unlike all before are checked."""
        rest = self._alike.rest(graphs, beside)
        if rest is None:
            return False
        if rest.graphs:
            batch = Batch(rest.graphs, self._shapes.terms, rest.beside)
            if _results(batch.data, self._shapes.graph) is not None:
                return False
            self._alike.conform(rest.forms)
        return True


def _batches(graphs: Iterable[ArticleGraph]) -> Iterator[list[ArticleGraph]]:
    """Yield GRAPHS in batches of a bounded number of graphs and triples."""
    batch: list[ArticleGraph] = []
    triples = 0
    for graph in graphs:
        if batch and (len(batch) == BATCH_GRAPHS or triples + len(graph.triples) > BATCH_TRIPLES):
            yield batch
            batch, triples = [], 0
        batch.append(graph)
        triples += len(graph.triples)
    if batch:
        yield batch


def _results(data: Graph, shapes: Graph) -> Graph | None:
    """Return pySHACL's report on DATA, None if it conforms."""
    conforms, report, text = pyshacl.validate(
        data, shacl_graph=shapes, inference="none", advanced=False, do_owl_imports=False
    )
    if not isinstance(report, Graph):
        raise KgError(f"pySHACL could not validate: {text}")
    return None if conforms else report


def _violations(report: Graph, batch: Batch) -> dict[int, set[Violation]]:
    """Return what REPORT tells, by the numbers of the graphs of BATCH."""
    found: dict[int, set[Violation]] = defaultdict(set)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = report.value(result, SH.focusNode)
        if focus is None:
            raise KgError("pySHACL reported a violation without the node that it is about")
        violation = Violation(
            focus=batch.origin(focus),
            path=_text(report.value(result, SH.resultPath), batch),
            message=_text(report.value(result, SH.resultMessage), batch),
            value=_text(report.value(result, SH.value), batch),
        )
        for number in batch.owners(focus):
            found[number].add(violation)
    return found


def _text(node: Node | None, batch: Batch) -> str:
    """Return NODE as its own graph calls it; nothing for none and for a path of several steps."""
    return "" if node is None or isinstance(node, BNode) else batch.origin(node)


def _described(found: set[Violation], graph: ArticleGraph) -> tuple[Violation, ...]:
    """Return the violations FOUND in GRAPH in order, each with its node's name and sentence."""
    if not found:
        return ()
    nodes = Described(graph.triples)
    return tuple(
        replace(v, name=nodes.name(v.focus), sentence=nodes.sentence(v.focus))
        for v in sorted(found)
    )
