"""Step store, results: the terms that an endpoint's JSON results and graphs stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.stores.answers import Answer, Rows
from kg.stores.terms import Term


def rows(results: Mapping[str, Any]) -> Answer:
    """Return SPARQL 1.1 JSON results as rows or a yes or no.

    Raises ValueError, KeyError, TypeError or AttributeError for JSON of another form.
    """
    if "boolean" in results:
        return bool(results["boolean"])
    columns: Sequence[str] = results["head"]["vars"]
    blanks: dict[str, BlankNode] = {}
    found = []
    for binding in results["results"]["bindings"]:
        terms = (binding.get(column) for column in columns)
        found.append(tuple(None if term is None else _term(term, blanks) for term in terms))
    return Rows(tuple(columns), found)


def triples(body: bytes, graph_format: RdfFormat) -> list[Triple]:
    """Return the triples of a graph; raise SyntaxError if it is broken."""
    return [quad.triple for quad in parse(body, format=graph_format)]


def _term(value: Mapping[str, str], blanks: dict[str, BlankNode]) -> Term:
    """Return the RDF term that VALUE describes; equal blank nodes of an answer stay equal.

    Servers name blank nodes as they like (Virtuoso: `nodeID://b1`), so they are numbered here.
    """
    kind, words = value["type"], value["value"]
    if kind == "uri":
        return NamedNode(words)
    if kind == "bnode":
        return blanks.setdefault(words, BlankNode(f"b{len(blanks)}"))
    if kind not in ("literal", "typed-literal"):
        raise ValueError(f"unknown kind of term {kind!r}")
    if "xml:lang" in value:
        return Literal(words, language=value["xml:lang"])
    if "datatype" in value:
        return Literal(words, datatype=NamedNode(value["datatype"]))
    return Literal(words)
