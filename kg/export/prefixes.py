"""Step export, prefixes: IRIs as people read them, `person:hemant-soren`."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from kg.vocabulary import DCAT, DCTERMS, OA, POL, PROV, RDF, RDFS, SCHEMA, SKOS, VOID, XSD

VOCABULARIES = {  # of the graphs
    "dcterms": DCTERMS,
    "oa": OA,
    "pol": POL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "xsd": XSD,
}
_OF_DESCRIPTIONS = {"dcat": DCAT, "void": VOID}
# The kinds of nodes under the base whose names are slugs or digests. Articles are not among them:
# `article:a%2Fb#char=57,312` would be more escapes than name.
_KINDS = (
    "alliance",
    "body",
    "candidate",
    "conflict",
    "kinship",
    "meeting",
    "membership",
    "move",
    "outlet",
    "party",
    "person",
    "place",
    "report",
    "seat-sharing",
    "stance",
    "statement",
    "tenure",
    "title",
)
# What Turtle and TriG read as a literal of that type from the bare words, character by character.
BARE = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "boolean": re.compile(r"true|false"),
}
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")


class Prefixes:
    """The prefixes of an export: the vocabularies', and where a base is given its nodes' ones.

    `more` are vocabularies that the store's graphs don't speak.
    """

    def __init__(self, base: str | None = None, more: Mapping[str, str] | None = None) -> None:
        nodes = {} if base is None else {kind: f"{base}{kind}/" for kind in _KINDS}
        every = {**VOCABULARIES, **_OF_DESCRIPTIONS, **nodes, **(more or {})}
        self.namespaces: dict[str, str] = dict(sorted(every.items()))
        self._prefixes = {namespace: prefix for prefix, namespace in self.namespaces.items()}
        self.short = lru_cache(maxsize=1 << 16)(self._short)

    def without(self, names: Collection[str]) -> Prefixes:
        """Return those that have none of NAMES."""
        fewer = Prefixes()
        fewer.namespaces = {p: n for p, n in self.namespaces.items() if p not in names}
        fewer._prefixes = {namespace: prefix for prefix, namespace in fewer.namespaces.items()}
        return fewer

    def split(self, iri: str) -> tuple[str, str, str] | None:
        """Return prefix, namespace and local name of IRI; None if it can't be written so safely.

        Local names that need escapes in one of the formats are left to stand as whole IRIs.
        """
        end = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefixes.get(iri[:end])
        if prefix is None or not _LOCAL.fullmatch(iri, end):
            return None
        return prefix, iri[:end], iri[end:]

    def _short(self, iri: str) -> str | None:
        """Return IRI as `prefix:local`, None where it has to be written out."""
        parts = self.split(iri)
        return f"{parts[0]}:{parts[2]}" if parts else None
