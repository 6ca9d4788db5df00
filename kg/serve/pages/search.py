"""Step serve, search: people, parties, alliances, places and bodies by any of their names."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from kg.queries.directory import Match
from kg.queries.forms import KINDS
from kg.serve.rendering import href
from kg.serve.site import Site

_SHOWN = 50
_COMPLETIONS = 10
_LONGEST = 300


def routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the search and of what completes a name as it is typed."""

    def search(request: Request) -> Response:
        asked = request.query_params.get("q", "").strip()[:_LONGEST]
        names, base = site.names.directory(), site.base
        found = names.find(asked, most=_SHOWN)
        if meant := _meant(asked, found):
            return RedirectResponse(href(base, meant.iri) or "/", 303)
        near = names.near(asked) if asked and not found else []
        return site.page(
            request, "search.html", asked=asked, found=found, near=near, base=base, most=_SHOWN
        )

    def complete(request: Request) -> Response:
        asked = request.query_params.get("q", "").strip()[:_LONGEST]
        kinds = [kind for kind in request.query_params.getlist("kind") if kind in KINDS]
        found = site.names.directory().find(asked, kinds, _COMPLETIONS)
        return JSONResponse(
            [
                {
                    "label": match.label,
                    "form": match.form,
                    "kind": match.kind,
                    "address": match.iri.removeprefix(site.base),
                    "href": href(site.base, match.iri),
                }
                for match in found
            ]
        )

    return [Route("/search", search, name="search"), Route("/complete", complete, name="complete")]


def _meant(asked: str, found: Sequence[Match]) -> Match | None:
    """Return the one of FOUND that alone is called so; a surname is nobody's if several bear it."""
    exact = [match for match in found if match.exact]
    if len(exact) != 1:
        return None
    people = [match for match in found if match.kind == "person"]
    return None if " " not in asked and len(people) > 1 and exact[0] in people else exact[0]
