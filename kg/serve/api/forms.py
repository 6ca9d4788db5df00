"""Step serve, forms: in which media type an answer to a program is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import UsageError
from kg.serve.accepting import JSON, preferred

CSV = "text/csv"
TSV = "text/tab-separated-values"
TURTLE = "text/turtle"
N_TRIPLES = "application/n-triples"
JSON_LD = "application/ld+json"
RDF_XML = "application/rdf+xml"
RESULTS_JSON = "application/sparql-results+json"
RESULTS_XML = "application/sparql-results+xml"
GRAPHS = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML)
ROWS = (JSON, CSV, TSV)
RESULTS = (RESULTS_JSON, RESULTS_XML, CSV, TSV, JSON)

REMARK = "kg-remark"  # the header that says what was left out
_NAMES: Mapping[str, str] = {  # for `?format=`, in links
    "json": JSON,
    "csv": CSV,
    "tsv": TSV,
    "xml": RESULTS_XML,
    "turtle": TURTLE,
    "ntriples": N_TRIPLES,
    "jsonld": JSON_LD,
    "rdfxml": RDF_XML,
}


class UnfitFormError(UsageError):
    """An answer that can't be written in the form that was asked for."""


def names_of(offered: Sequence[str]) -> list[str]:
    """Return what `format` may be for the media types OFFERED."""
    return [name for name, media_type in _NAMES.items() if media_type in offered]


def chosen(request: Request, offered: Sequence[str], given: str | None = None) -> str:
    """Return the one of the media types OFFERED that REQUEST wants, or that is GIVEN by its name.

    Raises HTTPException (406) if none is.
    """
    if given is not None:
        media_type: str | None = _NAMES.get(given)
    else:
        media_type = preferred(request.headers.get("accept", ""), offered)
    if media_type is None or media_type not in offered:
        raise HTTPException(406, f"This can be had as {', '.join(offered)}.")
    return media_type


def written(body: bytes, media_type: str, remarks: Sequence[str] = ()) -> Response:
    """Return BODY as an answer, with REMARKS on what was left out."""
    headers = {"cache-control": "no-cache", "vary": "accept"}
    if remarks:
        told = "; ".join(" ".join(remark.split()) for remark in remarks)
        headers[REMARK] = told.encode("ascii", "backslashreplace").decode()
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return Response(body, headers={**headers, "content-type": media_type + charset})
