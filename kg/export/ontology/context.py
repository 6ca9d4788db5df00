"""Step export, ontology: the JSON-LD context that its terms make, ontology/context.jsonld."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from kg.export.ontology.reading import read_ontology
from kg.export.prefixes import VOCABULARIES
from kg.resources import ontology_dir
from kg.vocabulary import XSD

# Other vocabularies' terms that the graphs use, with the type of their values.
_BORROWED: dict[str, tuple[str, str | None]] = {
    "label": ("rdfs:label", None),
    "altLabel": ("skos:altLabel", None),
    "hiddenLabel": ("skos:hiddenLabel", None),
    "exactMatch": ("skos:exactMatch", "@id"),
    "headline": ("schema:headline", None),
    "dateline": ("schema:dateline", None),
    "datePublished": ("schema:datePublished", "xsd:date"),
    "mentions": ("schema:mentions", "@id"),
    "publisher": ("schema:publisher", "@id"),
    "url": ("schema:url", "xsd:anyURI"),
    "containedInPlace": ("schema:containedInPlace", "@id"),
    "hasSource": ("oa:hasSource", "@id"),
    "hasSelector": ("oa:hasSelector", "@id"),
    "exact": ("oa:exact", None),
    "prefix": ("oa:prefix", None),
    "suffix": ("oa:suffix", None),
    "start": ("oa:start", "xsd:integer"),
    "end": ("oa:end", "xsd:integer"),
}


def made_context() -> dict[str, Any]:
    """Return the context: prefixes, the ontology's classes and properties, the borrowed terms.

    Values that are always nodes, or always of one datatype, are typed there and stand bare in the
    data; those of several types (dates) bear their type themselves.
    """
    terms: dict[str, Any] = {}
    for name, (iri, type_) in _BORROWED.items():
        terms[name] = {"@id": iri, "@type": type_} if type_ else {"@id": iri}
    for term in read_ontology().terms:
        if term.kind == "class":
            terms[term.name] = f"pol:{term.name}"
        elif term.kind == "property":
            terms[term.name] = {"@id": f"pol:{term.name}"}
            if term.of_nodes:
                terms[term.name]["@type"] = "@id"
            elif len(term.ranges) == 1 and term.ranges[0] != XSD + "string":
                terms[term.name]["@type"] = f"xsd:{term.ranges[0].removeprefix(XSD)}"
    return {
        "@version": 1.1,
        "id": "@id",
        "type": "@type",
        **VOCABULARIES,
        **dict(sorted(terms.items())),
    }


def context_text() -> str:
    """Return the context as the file that it is, as `made_context` has it."""
    return json.dumps({"@context": made_context()}, indent=2) + "\n"


@cache
def context() -> dict[str, Any]:
    """Return the context of the file."""
    text = (ontology_dir() / "context.jsonld").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)["@context"]
    return found
