"""Step serve, editor: the page on which people write SPARQL; programs speak to the same address."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.serve.site import Site

_FIRST = """\
BASE <{base}>
PREFIX pol: <https://w3id.org/politics-kg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

# Who met most often: facts stand in graph/facts, what an article reports in a graph of its own.
SELECT ?person ?name (COUNT(?meeting) AS ?meetings)
WHERE {{
  GRAPH <graph/facts> {{
    ?meeting a pol:Meeting ;
      pol:status pol:Held ;
      pol:participant ?person .
    ?person rdfs:label ?name .
  }}
}}
GROUP BY ?person ?name
ORDER BY DESC(?meetings) ?name
LIMIT 20
"""


def routes(site: Site) -> list[BaseRoute]:
    """Return the route of the editor."""
    return [Route("/sparql", lambda request: page(site, request), name="sparql")]


def page(site: Site, request: Request) -> Response:
    """Return the page of the editor, with a query to begin with."""
    with site.state() as store:
        base = store.base
    return site.page(
        request,
        "sparql.html",
        base=base,
        query=_FIRST.format(base=base),
        rows=site.settings.rows,
        timeout=site.settings.timeout,
    )
