"""Step query, examples: the catalogue in RDF, as SIB describes SPARQL examples.

Of each query its whole text, its form, what it answers, its tags; see
https://github.com/sib-swiss/sparql-examples. Blank nodes there are IRIs here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.terms import LABEL, TYPE, schema, words, xsd
from kg.queries.blocks import BASE_LINE, iri
from kg.queries.model import SavedQuery
from kg.vocabulary import OWL, RDFS, SH, SPEX

_COMMENT = NamedNode(RDFS + "comment")
_PREFIX = re.compile(r"^\s*PREFIX\s+([\w.-]*):\s*<([^<>]*)>", re.IGNORECASE | re.MULTILINE)
_UNREAD = re.compile(r"#[^\n]*|<[^<>\s]*>|[\w-]*:")  # comments, IRIs, prefixes
_FORM = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)


def examples(queries: Iterable[SavedQuery], base: str, target: str | None) -> list[Triple]:
    """Return QUERIES as RDF, relative to BASE, to be run at the endpoint TARGET if there is one.

    Raises UsageError for a BASE or TARGET that is no IRI.
    """
    start = iri(base, "")
    prefixes = iri(base, "query/prefixes")
    texts = {query: _based(query.text, start) for query in queries}
    declared = dict(pair for text in texts.values() for pair in _PREFIX.findall(text))
    triples = [*_declarations(prefixes, declared)]
    for query, text in texts.items():
        node = iri(base, f"query/{quote(query.name, safe='')}")
        triples.append(Triple(node, NamedNode(SH + "prefixes"), prefixes))
        triples += _described(node, query)
        triples += _executable(node, text)
        if target:
            triples.append(Triple(node, schema("target"), iri(target, target)))
    return triples


def _based(text: str, base: NamedNode) -> str:
    """Return the query's TEXT relative to BASE."""
    if BASE_LINE.search(text):
        return BASE_LINE.sub(lambda _: f"BASE {base}", text, count=1)
    return f"BASE {base}\n{text}"


def _described(node: NamedNode, query: SavedQuery) -> Iterator[Triple]:
    """Yield what QUERY answers, and its tags."""
    told = f"{query.summary}. {query.description}".strip() if query.description else query.summary
    yield Triple(node, LABEL, Literal(query.summary, language="en"))
    yield Triple(node, _COMMENT, Literal(told, language="en"))
    for tag in query.tags:
        yield Triple(node, schema("keywords"), words(tag))


def _executable(node: NamedNode, text: str) -> Iterator[Triple]:
    """Yield the TEXT and its form; SHACL 1.0 has no DESCRIBE, so SIB has its own."""
    found = _FORM.search(_UNREAD.sub(" ", text))
    form = found[1].lower() if found else "select"
    names = SPEX if form == "describe" else SH
    yield Triple(node, TYPE, NamedNode(SH + "SPARQLExecutable"))
    yield Triple(node, TYPE, NamedNode(f"{names}SPARQL{form.capitalize()}Executable"))
    yield Triple(node, NamedNode(names + form), words(text))


def _declarations(prefixes: NamedNode, declared: dict[str, str]) -> Iterator[Triple]:
    """Yield the prefixes that are DECLARED."""
    yield Triple(prefixes, TYPE, NamedNode(OWL + "Ontology"))
    yield Triple(prefixes, NamedNode(OWL + "imports"), NamedNode(SH.removesuffix("#")))
    for name, namespace in sorted(declared.items()):
        node = NamedNode(f"{prefixes.value}#{name}")
        yield Triple(prefixes, NamedNode(SH + "declare"), node)
        yield Triple(node, NamedNode(SH + "prefix"), words(name))
        yield Triple(node, NamedNode(SH + "namespace"), Literal(namespace, datatype=xsd("anyURI")))
