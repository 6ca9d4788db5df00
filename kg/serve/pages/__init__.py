"""Step serve, pages: what people look at, made on the server; all of it works without scripts."""

from __future__ import annotations

from starlette.routing import BaseRoute

from kg.serve.pages import entity, home, questions, search
from kg.serve.site import Site

_PAGES = (home, search, questions, entity)  # in the order in which an address is tried


def routes(site: Site) -> list[BaseRoute]:
    """Return the routes of all pages over SITE."""
    return [route for page in _PAGES for route in page.routes(site)]
