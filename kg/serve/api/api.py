"""Step serve, API: the routes for programs, and the processes that answer them."""

from __future__ import annotations

from starlette.routing import BaseRoute

from kg.serve.api import data, openapi, queries, sparql
from kg.serve.api.desk import Desk
from kg.serve.asking import Asking
from kg.serve.site import Site


class Api:
    """All that programs ask SITE; `close` ends what is under way.

    Saved queries and SPARQL of one's own have their own processes: neither waits for the other.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._own_asking = Asking(site.settings.timeout)
        self._saved = Desk(site, site.asking)
        self._own = Desk(site, self._own_asking)

    def routes(self) -> list[BaseRoute]:
        """Return the routes; they have to stand before those of pages at the same addresses."""
        return [
            *queries.routes(self._site, self._saved),
            *openapi.routes(self._site),
            *sparql.routes(self._site, self._own),
            *data.routes(self._site, self._saved),
        ]

    def close(self) -> None:
        """End the processes that answer SPARQL."""
        self._own_asking.close()
