"""Step serve, home: what is in the store, and where to begin."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.queries.overview import overview
from kg.serve.site import Site


def routes(site: Site) -> list[BaseRoute]:
    """Return the route of the first page."""

    def home(request: Request) -> Response:
        with site.state() as store:
            return site.page(request, "home.html", found=overview(store))

    return [Route("/", home, name="home")]
