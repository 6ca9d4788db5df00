"""Step export, ontology: the vocabulary itself, in each format and as a page for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pyoxigraph import RdfFormat, serialize

from kg.export.ontology.context import context, context_text, made_context
from kg.export.ontology.page import page
from kg.export.ontology.reading import Ontology, read_ontology, statements
from kg.resources import ontology_dir
from kg.vocabulary import DCTERMS, OA, ORG, OWL, POL, PROV, RDFS, SCHEMA, SEM, SKOS, XSD

_FILE = "politics.ttl"
_PREFIXES = {
    "dcterms": DCTERMS,
    "oa": OA,
    "org": ORG,
    "owl": OWL,
    "pol": POL,
    "prov": PROV,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sem": SEM,
    "skos": SKOS,
    "vann": "http://purl.org/vocab/vann/",
    "xsd": XSD,
}


@dataclass(frozen=True, slots=True)
class OntologyFormat:
    """A format of the ontology: the bytes of it, the ending of its files."""

    content: Callable[[], bytes]
    ending: str


def _turtle() -> bytes:
    """Return the file as it is written by hand, comments too."""
    return (ontology_dir() / _FILE).read_bytes()


def _in_rdf(fmt: RdfFormat) -> Callable[[], bytes]:
    """Return what writes the ontology in FMT, its statements sorted."""

    def content() -> bytes:
        return serialize(statements(_FILE), format=fmt, prefixes=_PREFIXES) or b""

    return content


ONTOLOGY_FORMATS: Mapping[str, OntologyFormat] = {
    "turtle": OntologyFormat(_turtle, ".ttl"),
    "ntriples": OntologyFormat(_in_rdf(RdfFormat.N_TRIPLES), ".nt"),
    "rdfxml": OntologyFormat(_in_rdf(RdfFormat.RDF_XML), ".rdf"),
    "jsonld": OntologyFormat(_in_rdf(RdfFormat.JSON_LD), ".jsonld"),
    "context": OntologyFormat(lambda: context_text().encode(), ".context.jsonld"),
    "html": OntologyFormat(lambda: page(read_ontology()).encode(), ".html"),
}

__all__ = [
    "ONTOLOGY_FORMATS",
    "Ontology",
    "OntologyFormat",
    "context",
    "context_text",
    "made_context",
    "page",
    "read_ontology",
]
