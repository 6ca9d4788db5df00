"""Step serve, graphs: triples as Turtle, N-Triples, JSON-LD or RDF/XML."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import RdfFormat, Triple, serialize

from kg.vocabulary import OA, POL, RDFS, SCHEMA, SKOS, XSD

_PREFIXES = {"oa": OA, "pol": POL, "rdfs": RDFS, "schema": SCHEMA, "skos": SKOS, "xsd": XSD}


def as_graph(triples: Iterable[Triple], media_type: str) -> bytes:
    """Return TRIPLES as MEDIA_TYPE, each once and in order; prefixes stand for what is common."""
    form = RdfFormat.from_media_type(media_type)
    assert form is not None  # noqa: S101 - only known ones are offered
    prefixes = _PREFIXES if form in (RdfFormat.TURTLE, RdfFormat.RDF_XML) else None
    return serialize(sorted(set(triples), key=str), format=form, prefixes=prefixes) or b""
