"""Step consolidate, description: what the facts graph was made of, in the graph itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from kg.graph import EXTRACTOR, ArticleGraph, Iris
from kg.graph.terms import LABEL, TYPE, integer, pol, words


def description_triples(
    articles: Iterable[ArticleGraph],
    gazetteer: Iterable[Triple],
    iris: Iris,
    decisions: str | None = None,
) -> Iterator[Triple]:
    """Yield the description of the facts graph: two with the same hashes and version are equal.

    `pol:articlesSha256` is over one line an article, in the order of their IRIs: the IRI, a space
    and the SHA-256 of its graph, so that a changed article costs its own hash only. DECISIONS is
    the SHA-256 of the user's, if there are any.
    """
    node = NamedNode(iris.facts_graph)
    lines = sorted(f"{graph.article} {graph_hash(graph.triples)}\n" for graph in articles)
    yield Triple(node, TYPE, pol("FactsGraph"))
    yield Triple(node, LABEL, words("Facts across articles"))
    yield Triple(node, pol("articleCount"), integer(len(lines)))
    yield Triple(node, pol("articlesSha256"), words(_sha256(lines)))
    yield Triple(node, pol("gazetteerSha256"), words(graph_hash(gazetteer)))
    if decisions:
        yield Triple(node, pol("decisionsSha256"), words(decisions))
    yield Triple(node, pol("extractor"), words(EXTRACTOR))


def graph_hash(triples: Iterable[Triple]) -> str:
    """Return the SHA-256 over the sorted N-Triples lines of TRIPLES, as hex digits."""
    return _sha256(sorted({f"{triple} .\n" for triple in triples}))


def _sha256(lines: Iterable[str]) -> str:
    """Return the SHA-256 over LINES in UTF-8."""
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
