"""Step load, there: what a triplestore holds, asked of it: hashes kept, statements counted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from pyoxigraph import Literal, NamedNode, Triple, serialize
from pyoxigraph import RdfFormat as Format

from kg.batches import batched
from kg.errors import EndpointError
from kg.graph import Iris
from kg.stores.endpoint import Endpoint
from kg.stores.portions import NAMED, Row, integer, iri, parts, rows, together
from kg.stores.terms import Term
from kg.vocabulary import DCTERMS

# Not our ontology's: it speaks of the load and not of the news.
CHECKSUM = "http://spdx.org/rdf/terms#checksumValue"
_HASH = NamedNode(CHECKSUM)
MARK = NamedNode(DCTERMS + "identifier")


def record(name: str, digest: str) -> bytes:
    """Return the statement that the piece NAME was left there with the hash DIGEST, a line."""
    return f"{NamedNode(name)} {_HASH} {Literal(digest)} .\n".encode()


def marked(records_graph: str, mark: str) -> bytes:
    """Return the statement that the load which has MARK was the last to begin, a line."""
    return f"{NamedNode(records_graph)} {MARK} {Literal(mark)} .\n".encode()


class There:
    """A triplestore that is read; what it fails in is asked again while that may help."""

    def __init__(self, endpoint: Endpoint, mark: str = "") -> None:
        self._endpoint = endpoint
        self.records_graph = Iris(endpoint.base).loaded_graph
        # Virtuoso plans a query once for the same text, and keeps to that when graphs that were
        # empty have grown; so those that count have variables of their own, by the load's mark.
        own = hashlib.md5(mark.encode(), usedforsecurity=False).hexdigest()
        self._variables = (f"?n{own}x{number}" for number in count())

    def records(self) -> dict[str, str]:
        """Return the hash kept of each piece, by the piece's name; empty where there are two."""
        graph = NamedNode(self.records_graph)
        pattern = f"GRAPH {graph} {{ ?piece {_HASH} ?hash }}"
        number = self._number(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
        found: dict[str, str] = {}
        for within in parts(number, "STR(?hash)"):
            for piece, digest in self._rows(f"SELECT ?piece ?hash {{ {pattern} {within} }}"):
                name = iri(piece).value
                found[name] = "" if name in found else _value(digest)
        return found

    def mark(self) -> str | None:
        """Return what the last load to begin there is told from others by."""
        graph = NamedNode(self.records_graph)
        found = self._rows(f"SELECT ?mark {{ GRAPH {graph} {{ {graph} {MARK} ?mark }} }}")
        return _value(found[0][0]) if len(found) == 1 else None

    def counts(self, names: Iterable[str]) -> dict[str, int]:
        """Return how many statements each of the graphs NAMES has; none for a missing one."""
        found: dict[str, int] = {}
        for batch in batched(names, NAMED):
            values = " ".join(str(NamedNode(name)) for name in batch)
            variable = next(self._variables)
            for graph, number in self._rows(
                f"SELECT ?g (COUNT(*) AS {variable}) {{ VALUES ?g {{ {values} }} "
                "GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
            ):
                if graph is not None:
                    found[iri(graph).value] = integer(number)
        return found

    def graphs(self, prefixes: Iterable[str]) -> set[str]:
        """Return the graphs whose names start with one of PREFIXES."""
        names: set[str] = set()
        for prefix in prefixes:
            within = f"GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), {Literal(prefix)}))"
            number = self._number(f"SELECT (COUNT(DISTINCT ?g) AS ?n) {{ {within} }}")
            for part in parts(number, "MD5(STR(?g))"):
                found = self._rows(f"SELECT DISTINCT ?g {{ {within} {part} }}")
                names |= {iri(row[0]).value for row in found}
        return names

    def objects(self, graph: str) -> list[Term | None]:
        """Return the objects of the statements of a small graph."""
        return [row[0] for row in self._rows(f"SELECT ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")]

    def in_default_graph(self, subject: NamedNode) -> bool:
        """Return whether the default graph says anything of SUBJECT."""
        return bool(self._rows(f"SELECT ?o {{ {subject} ?p ?o }} LIMIT 1"))

    def rows_of(self, number: int) -> int:
        """Return how many of some NUMBER of rows come: as many as asked, unless it cuts off."""
        side = round(number ** (1 / 3))
        values = " ".join(map(str, range(side)))
        product = " ".join(f"VALUES ?{name} {{ {values} }}" for name in "abc")
        return len(self._rows(f"SELECT ?a ?b ?c {{ {product} }}"))

    def differing(self, graphs: Iterable[tuple[str, list[bytes]]]) -> Iterator[str]:
        """Yield which of GRAPHS, each with its sorted lines of N-Triples, have others there.

        As many small ones are read by a query as an answer has room for.
        """
        for some in together(graphs, lambda graph: len(graph[1])):
            values = " ".join(str(NamedNode(name)) for name, _ in some)
            lines: dict[str, list[bytes]] = {name: [] for name, _ in some}
            for part in parts(sum(len(wanted) for _, wanted in some), "MD5(STR(?s))"):
                for graph, *triple in self._rows(
                    f"SELECT ?g ?s ?p ?o {{ VALUES ?g {{ {values} }} "
                    f"GRAPH ?g {{ ?s ?p ?o }} {part} }}"
                ):
                    lines.setdefault(iri(graph).value, []).append(_line(triple))
            yield from (name for name, wanted in some if sorted(lines[name]) != wanted)

    def _number(self, sparql: str) -> int:
        ((number,),) = self._rows(sparql)
        return integer(number)

    def _rows(self, sparql: str) -> Sequence[Row]:
        return rows(self._endpoint, sparql)


def superfluous(there: There, ours: Mapping[str, object], base: str) -> list[str]:
    """Return the graphs there, under BASE, that are none of OURS; sorted."""
    found = there.graphs((base + "article/", base + "graph/"))
    return sorted(found - ours.keys() - {there.records_graph})


def _line(row: Sequence[Term | None]) -> bytes:
    subject, predicate, value = row
    triple = Triple(subject, predicate, value)  # type: ignore[arg-type]
    return serialize([triple], format=Format.N_TRIPLES) or b""


def _value(term: Term | None) -> str:
    if not isinstance(term, Literal):
        raise EndpointError(f"the triplestore gave {term} for a hash or a mark")
    return term.value
