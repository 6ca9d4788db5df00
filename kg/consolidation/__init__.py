"""Step consolidate: one graph of facts across articles, out of the articles' own graphs."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Triple

from kg.consolidation.anew import Anew
from kg.consolidation.cells import Nodes, Part, Piece, piece_part
from kg.consolidation.consolidator import Consolidator, DamagedIndexError, Known
from kg.consolidation.decisions import NONE, Decisions, read_decisions
from kg.consolidation.description import graph_hash
from kg.consolidation.names import name_of
from kg.consolidation.sources import copies
from kg.consolidation.taking import Taken, taken
from kg.graph import ArticleGraph, Iris

__all__ = [
    "NONE",
    "Anew",
    "Consolidator",
    "DamagedIndexError",
    "Decisions",
    "Known",
    "Nodes",
    "Part",
    "Piece",
    "Taken",
    "consolidate",
    "copies",
    "graph_hash",
    "name_of",
    "piece_part",
    "read_decisions",
    "taken",
]


def consolidate(
    articles: Iterable[ArticleGraph],
    gazetteer: Iterable[Triple],
    iris: Iris,
    decisions: Decisions = NONE,
) -> list[Triple]:
    """Return the facts graph of ARTICLES, each given once: its triples, sorted and unique.

    The result depends on the articles' graphs, the gazetteer, the user's DECISIONS on who is the
    same and the version alone, not on the order in which they come. Every node that it points to
    has its type and label in it; reports and mentions, which live in their articles' graphs, have
    the types pol:Report and pol:Mention.
    """
    graphs = {graph.article: graph for graph in articles}
    with Consolidator(Known.of(gazetteer, iris), decisions=decisions) as consolidator:
        consolidator.clear()
        parts = consolidator.parts(graphs, graphs.__getitem__, anew=True)
        found = {t for part in parts for triples in part.nodes.values() for t in triples}
    return sorted(found, key=str)
