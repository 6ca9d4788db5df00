"""Step serve, site: what every page is made with: the store's state, the questions, the templates.

Handlers are plain functions; each runs in a thread of the server's and borrows a state:

    def home(request: Request) -> Response:
        with site.state() as store:
            return site.page(request, "home.html", found=overview(store))
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.queries import SavedQuery
from kg.serve.asking import Asking
from kg.serve.names import Names
from kg.serve.once import Once
from kg.serve.reading import Reading
from kg.serve.rendering import environment
from kg.serve.settings import Settings
from kg.stores.states import State

# What stands in the head of every page; parts add their first page here.
NAVIGATION = (
    ("/timeline", "Timeline"),
    ("/network", "Network"),
    ("/questions", "Questions"),
    ("/sparql", "SPARQL"),
)


@dataclass(frozen=True, slots=True)
class Site:
    """How the store is read, all names in it, the saved queries by name, and the settings.

    What may take long is asked by `asking`, in a process that ends in time; `first` are those of
    such answers that everybody asks for, made before somebody does.
    """

    reading: Reading
    names: Names
    asking: Asking
    questions: Mapping[str, SavedQuery]
    settings: Settings
    first: list[Once[Any]] = field(default_factory=list)

    @property
    def base(self) -> str:
        """Return what the store's addresses start with."""
        return self.reading.base

    @contextmanager
    def state(self) -> Iterator[State]:
        """Lend the newest state of the store."""
        with self.reading.state() as state:
            yield state

    def page(
        self, request: Request, template: str, /, status: int = 200, **context: Any
    ) -> Response:
        """Return the page that TEMPLATE makes of CONTEXT; every text in it is escaped."""
        made = environment().get_template(template)
        text = made.render(
            path=request.url.path,
            origin=f"{request.url.scheme}://{request.url.netloc}",
            navigation=NAVIGATION,
            notice=self.reading.notice,
            **context,
        )
        return HTMLResponse(text, status, {"cache-control": "no-cache", "vary": "accept"})
