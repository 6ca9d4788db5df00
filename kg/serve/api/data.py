"""Step serve, data: what has an address, as a graph, for who asks there for Turtle, not a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from pyoxigraph import NamedNode, QueryTriples, Triple
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Scope

from kg.queries.blocks import fill
from kg.queries.opening import OPENING
from kg.serve.accepting import HTML, preferred
from kg.serve.api.desk import Desk
from kg.serve.api.forms import GRAPHS, chosen, names_of, written
from kg.serve.api.graphs import as_graph
from kg.serve.pages.entity import node_of
from kg.serve.site import Site
from kg.stores.reader import QuadReader

# What is said of it, by whichever graph, with the names of those that it speaks of.
_OF = (
    OPENING
    + """\
CONSTRUCT { ?node ?property ?value . ?value rdfs:label ?label }
WHERE {
  GRAPH ?graph {
    VALUES ?node { UNDEF }
    ?node ?property ?value .
    OPTIONAL { ?value rdfs:label ?label }
  }
}
"""
)
# The facts that speak of it: their addresses, as what.
_TO = (
    OPENING
    + """\
CONSTRUCT { ?fact ?property ?node ; a ?kind ; rdfs:label ?label }
WHERE {
  GRAPH <graph/facts> {
    VALUES ?node { UNDEF }
    ?fact ?property ?node ;
      a ?kind .
    OPTIONAL { ?fact rdfs:label ?label }
  }
}
"""
)
# All that an article reports, or a graph holds.
_IN = (
    OPENING
    + """\
CONSTRUCT { ?subject ?property ?value }
WHERE {
  VALUES ?node { UNDEF }
  GRAPH ?node { ?subject ?property ?value }
}
"""
)


class _ForPrograms(Route):
    """A route for requests that want a graph rather than a page."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["type"] == "http" and not _wants_graph(Request(scope)):
            return Match.NONE, {}
        return super().matches(scope)


def _wants_graph(request: Request) -> bool:
    if request.query_params.get("format") in names_of(GRAPHS):
        return True
    return preferred(request.headers.get("accept", ""), (HTML, *GRAPHS)) in GRAPHS


def routes(site: Site, desk: Desk) -> list[BaseRoute]:
    """Return the route of whatever has an address."""
    most = site.settings.rows

    async def data(request: Request) -> Response:
        media_type = chosen(request, GRAPHS, request.query_params.get("format"))
        node = node_of(request, site.base)
        found = await desk.ask(described, node, media_type, most)
        if found is None:
            raise HTTPException(404, "Nothing is known of what has this address.")
        body, remarks = found
        return written(body, media_type, remarks)

    return [_ForPrograms("/{kind}/{name:path}", data, name="data")]


def described(
    store: QuadReader, iri: str, media_type: str, most: int
) -> tuple[bytes, tuple[str, ...]] | None:
    """Return what STORE says of the node IRI, so many triples; None if it says nothing.

    Of an article or another graph that is all that stands in it.
    """
    found = (triple for text in (_IN, _OF, _TO) for triple in _asked(store, text, NamedNode(iri)))
    triples = list(islice(_different(found), most + 1))
    if not triples:
        return None
    cut = (f"the first {most} triples are shown; there are more",) if len(triples) > most else ()
    return as_graph(triples[:most], media_type), cut


def _asked(store: QuadReader, text: str, node: NamedNode) -> Iterator[Triple]:
    """Yield the triples that the query TEXT finds of NODE."""
    with store.solving(fill(text, store.base, {"node": (node,)})) as found:
        if isinstance(found, QueryTriples):
            yield from found


def _different(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Yield TRIPLES, each once."""
    seen: set[Triple] = set()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            yield triple
