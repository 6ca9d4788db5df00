"""Measure what validation costs of a build, and beside pySHACL used plainly.

    python -m benchmarks.validation articles.jsonl

What a worker of `kg build` does is done here step by step, on one core, in batches as there; then
the same graphs go one by one through pySHACL with the shapes' file as it is. Seconds are the
processor's. Not counted: loading the gazetteer and the shapes, and a batch beforehand.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

import pyshacl
from pyoxigraph import RdfFormat, serialize
from rdflib import Graph

from kg.graph import ArticleGraph, Iris, PackedGraph, load_gazetteer, to_graph
from kg.model import Document
from kg.pipeline import extractor
from kg.pipeline.articles import reports_in
from kg.readers import read
from kg.resources import ontology_dir
from kg.validation import Validator, check_text

Value = TypeVar("Value")
_PLAINLY = 50  # articles; the rest of them would tell no more


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure each step and print milliseconds an article, and the share that is validation."""
    parser = argparse.ArgumentParser(description="The share of validation in a build.")
    parser.add_argument("articles", type=Path, help="a file of NewsArticles, JSON Lines")
    parser.add_argument("--limit", type=int, default=500)
    wanted = parser.parse_args(arguments)
    extract, validator = extractor(load_gazetteer()), Validator()

    def documents() -> list[Document]:
        items = read([str(wanted.articles)])
        return list(islice((d for d in items if isinstance(d, Document)), wanted.limit))

    read_in, found = _took(documents)
    validator.check([to_graph(extract(document), Iris()) for document in found[:50]])
    linked, facts = _took(lambda: [extract(document) for document in found])
    as_graphs, graphs = _took(lambda: [to_graph(each, Iris()) for each in facts])
    with_text, _ = _took(
        lambda: [check_text(f.document, g) for f, g in zip(facts, graphs, strict=True)]
    )
    by_shapes, verdicts = _took(lambda: validator.check(graphs))
    packing, _ = _took(lambda: [PackedGraph.of(graph) for graph in graphs])
    silent = [graph for graph in graphs if not reports_in(graph)]
    without_reports, _ = _took(lambda: validator.check(silent))
    plainly, plain = _took(lambda: [_plain(graph) for graph in graphs[:_PLAINLY]])
    if plain != [verdict.conforms for verdict in verdicts[:_PLAINLY]]:
        raise SystemExit("pySHACL used plainly gives other verdicts")

    count = len(found)
    whole = read_in + linked + as_graphs + with_text + by_shapes + packing
    print(f"{count} articles, {sum(len(g.triples) for g in graphs) // count} statements each")
    for name, seconds, number in (
        ("reading", read_in, count),
        ("linking and mapping", linked, count),
        ("graphs", as_graphs + packing, count),
        ("comparison with the texts", with_text, count),
        ("SHACL", by_shapes, count),
        (f"  of the {len(silent)} without reports", without_reports, len(silent)),
        ("  by pySHACL plainly", plainly, min(count, _PLAINLY)),
    ):
        print(f"  {name:<30}{1000 * seconds / max(number, 1):>8.2f} ms an article")
    share = (with_text + by_shapes) / whole
    print(f"  validation's share of a worker's time{100 * share:>6.0f} %")
    return 0


def _plain(graph: ArticleGraph) -> bool:
    """Return whether GRAPH conforms, by pySHACL as its documentation shows it."""
    turtle = serialize(graph.triples, format=RdfFormat.N_TRIPLES) or b""
    data = Graph().parse(data=turtle, format="nt")
    conforms, _, _ = pyshacl.validate(data, shacl_graph=str(ontology_dir() / "shapes.ttl"))
    return bool(conforms)


def _took(work: Callable[[], Value]) -> tuple[float, Value]:
    """Return the processor's seconds that WORK takes, and what it gives."""
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


if __name__ == "__main__":
    sys.exit(main())
