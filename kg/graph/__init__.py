"""Step to_graph: facts as RDF, one named graph an article, and the gazetteer out of Turtle."""

from kg.graph.article import EXTRACTOR, ArticleGraph, text_hash, to_graph
from kg.graph.gazetteer import gazetteer_triples, load_gazetteer
from kg.graph.identity import digest
from kg.graph.iris import Iris, encoded, evidence_iri, selector_iri
from kg.graph.packed import PackedGraph
from kg.text.slugs import slug

__all__ = [
    "EXTRACTOR",
    "ArticleGraph",
    "Iris",
    "PackedGraph",
    "digest",
    "encoded",
    "evidence_iri",
    "gazetteer_triples",
    "load_gazetteer",
    "selector_iri",
    "slug",
    "text_hash",
    "to_graph",
]
