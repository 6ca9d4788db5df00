"""Step serve, results: what the engine finds becomes SPARQL's results or a graph, cut if too long.

This runs in a process of its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    Triple,
    parse_query_results,
)

from kg.graph.terms import TYPE, carried
from kg.serve.accepting import JSON
from kg.serve.api.forms import CSV, RESULTS_JSON, RESULTS_XML, TSV
from kg.serve.api.graphs import as_graph
from kg.stores.reader import QuadReader
from kg.stores.terms import Term
from kg.vocabulary import XSD

if TYPE_CHECKING:
    from kg.serve.api.sparql import Operation

_FORMATS: Mapping[str, QueryResultsFormat] = {
    RESULTS_XML: QueryResultsFormat.XML,
    CSV: QueryResultsFormat.CSV,
    TSV: QueryResultsFormat.TSV,
}
_OF_SERVICES = "http://www.w3.org/ns/sparql-service-description#"


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as it is sent, and what was left out."""

    body: bytes
    media_type: str
    remarks: tuple[str, ...] = ()


def answered(store: QuadReader, operation: Operation, media_type: str, most: int) -> Answered:
    """Return what STORE answers to OPERATION as MEDIA_TYPE: at most so many rows or triples.

    Raises UsageError for a query that can't be parsed or run.
    """
    with store.solving(operation.query, operation.dataset(store.base)) as found:
        if isinstance(found, QueryBoolean):
            return _results({"head": {}, "boolean": bool(found)}, media_type)
        if isinstance(found, QuerySolutions):
            names = [variable.value for variable in found.variables]
            rows = [_binding(names, tuple(each)) for each in islice(found, most + 1)]
            results = {"head": {"vars": names}, "results": {"bindings": rows[:most]}}
            return _results(results, media_type, _cut(len(rows), most, "rows"))
        triples = list(islice(found, most + 1))
        body = as_graph(triples[:most], media_type)
        return Answered(body, media_type, _cut(len(triples), most, "triples"))


def description(address: str, media_type: str) -> bytes:
    """Return what the endpoint at ADDRESS is, as SPARQL 1.1 Service Description has it."""
    endpoint, dataset = NamedNode(address), NamedNode(f"{address}#dataset")
    said = [
        (endpoint, TYPE, _sd("Service")),
        (endpoint, _sd("endpoint"), endpoint),
        (endpoint, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        *((endpoint, _sd("resultFormat"), NamedNode(iri)) for iri in _FORMAT_IRIS),
        (endpoint, _sd("defaultDataset"), dataset),
        (dataset, TYPE, _sd("Dataset")),
    ]
    return as_graph([Triple(*each) for each in said], media_type)


def _sd(name: str) -> NamedNode:
    return NamedNode(_OF_SERVICES + name)


_FORMAT_IRIS = [
    f"http://www.w3.org/ns/formats/{name}"
    for name in (
        "SPARQL_Results_JSON",
        "SPARQL_Results_XML",
        "SPARQL_Results_CSV",
        "SPARQL_Results_TSV",
        "Turtle",
        "N-Triples",
        "JSON-LD",
        "RDF_XML",
    )
]


def _cut(found: int, most: int, what: str) -> tuple[str, ...]:
    return (f"the first {most} {what} are shown; there are more",) if found > most else ()


def _results(results: dict[str, Any], media_type: str, remarks: tuple[str, ...] = ()) -> Answered:
    """Return RESULTS, in SPARQL's JSON, as MEDIA_TYPE."""
    body = json.dumps(results, ensure_ascii=False, separators=(",", ":")).encode()
    if media_type == JSON:  # by another name, for those who ask for any JSON
        return Answered(body, RESULTS_JSON, remarks)
    if media_type in _FORMATS:
        if media_type == RESULTS_XML:
            body = carried(body.decode()).encode()
        parsed = parse_query_results(body, format=QueryResultsFormat.JSON)
        body = parsed.serialize(format=_FORMATS[media_type]) or b""
    return Answered(body, media_type, remarks)


def _binding(names: list[str], solution: tuple[Term | None, ...]) -> dict[str, Any]:
    """Return SOLUTION as SPARQL's JSON has it: what is unbound is left out."""
    pairs = zip(names, solution, strict=True)
    return {name: _term(term) for name, term in pairs if term is not None}


def _term(term: Term) -> dict[str, Any]:
    """Return TERM as SPARQL's JSON has it."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Literal):
        return _literal(term)
    parts = ("subject", term.subject), ("predicate", term.predicate), ("object", term.object)
    return {"type": "triple", "value": {name: _term(part) for name, part in parts}}


def _literal(term: Literal) -> dict[str, str]:
    """Return a literal as SPARQL's JSON has it."""
    made = {"type": "literal", "value": term.value}
    if term.language:
        return {**made, "xml:lang": term.language}
    if term.datatype.value != XSD + "string":
        made["datatype"] = term.datatype.value
    return made
