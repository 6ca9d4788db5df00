"""Step serve, graphs: triples as Turtle, N-Triples, JSON-LD or RDF/XML."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import RdfFormat, Triple, serialize

from kg.serve.api.forms import JSON_LD, N_TRIPLES, TURTLE, UnfitFormError
from kg.vocabulary import OA, POL, RDFS, SCHEMA, SKOS, XSD

_PREFIXES = {"oa": OA, "pol": POL, "rdfs": RDFS, "schema": SCHEMA, "skos": SKOS, "xsd": XSD}


def as_graph(triples: Sequence[Triple], media_type: str) -> bytes:
    """Return TRIPLES as MEDIA_TYPE, each once and in order; prefixes stand for what is common.

    Raises UnfitFormError for what MEDIA_TYPE can't hold.
    """
    if media_type == JSON_LD and any(isinstance(each.object, Triple) for each in triples):
        raise UnfitFormError(
            "JSON-LD can't hold triples that speak of triples (RDF 1.2), and this answer has some; "
            f"ask for {TURTLE} or {N_TRIPLES}"
        )
    form = RdfFormat.from_media_type(media_type)
    assert form is not None  # noqa: S101 - only known ones are offered
    prefixes = _PREFIXES if form in (RdfFormat.TURTLE, RdfFormat.RDF_XML) else None
    return serialize(sorted(set(triples), key=str), format=form, prefixes=prefixes) or b""
