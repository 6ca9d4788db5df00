"""Step consolidate, description: what the facts graph was made of, in the graph itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from kg.graph import EXTRACTOR, Iris
from kg.graph.terms import LABEL, TYPE, integer, pol, words

MODULUS = 2**256


@dataclass(frozen=True, slots=True)
class Made:
    """What facts are made of: how many articles, the sum of `line_hash`, and hashes.

    `decisions` is that of the user's, empty if there are none.
    """

    articles: int
    total: int
    gazetteer: str
    decisions: str = ""


def description_triples(made: Made, iris: Iris) -> Iterator[Triple]:
    """Yield the description of the facts graph: two with the same hashes and version are equal.

    `pol:articlesSha256` is a sum, so that a changed article costs its own hash only.
    """
    node = NamedNode(iris.facts_graph)
    yield Triple(node, TYPE, pol("FactsGraph"))
    yield Triple(node, LABEL, words("Facts across articles"))
    yield Triple(node, pol("articleCount"), integer(made.articles))
    yield Triple(node, pol("articlesSha256"), words(f"{made.total:064x}"))
    yield Triple(node, pol("gazetteerSha256"), words(made.gazetteer))
    if made.decisions:
        yield Triple(node, pol("decisionsSha256"), words(made.decisions))
    yield Triple(node, pol("extractor"), words(EXTRACTOR))


def line_hash(article: str, hash_: str) -> int:
    """Return what an article adds to the sum: the SHA-256 of its IRI, a space and its hash."""
    return int(_sha256([f"{article} {hash_}"]), 16)


def graph_hash(triples: Iterable[Triple]) -> str:
    """Return the SHA-256 over the sorted N-Triples lines of TRIPLES, as hex digits."""
    return _sha256(sorted({f"{triple} .\n" for triple in triples}))


def _sha256(lines: Iterable[str]) -> str:
    """Return the SHA-256 over LINES in UTF-8."""
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
