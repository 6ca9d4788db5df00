"""Step serve, home: what is in the store, and where to begin."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.queries.overview import overview
from kg.serve.once import Once
from kg.serve.site import Site

_KINDS = (
    ("person", "People told of most"),
    ("party", "Parties"),
    ("alliance", "Alliances"),
    ("place", "Places"),
)
_FOREMOST = 10


def routes(site: Site) -> list[BaseRoute]:
    """Return the route of the first page."""
    whole = Once(overview)
    site.first.append(whole)

    def home(request: Request) -> Response:
        names = site.names.directory()
        foremost = [(words, names.foremost(kind, _FOREMOST)) for kind, words in _KINDS]
        with site.state() as store:
            found = whole.of(store)
        return site.page(
            request,
            "home.html",
            found=found,
            base=site.base,
            foremost=[(words, matches) for words, matches in foremost if matches],
        )

    return [Route("/", home, name="home")]
