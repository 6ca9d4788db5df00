"""Step serve, app: the routes of all parts, behind the guard."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from kg.errors import KgError, TimeLimitError
from kg.queries import Catalogue
from kg.serve import drawings, pages, problems
from kg.serve.api import Api
from kg.serve.api.forms import REMARK
from kg.serve.asking import Asking
from kg.serve.guard import Guard
from kg.serve.kept import Kept
from kg.serve.names import Names
from kg.serve.reading import Reading
from kg.serve.rendering import STATIC
from kg.serve.settings import Settings
from kg.serve.site import Site
from kg.stores.reader import QuadReader

_log = logging.getLogger("kg.serve")
_MAKING = 8  # threads for pages: more would only wait for each other
_LOOK_AGAIN = 1.0  # seconds until the store's folder is looked at once more


def application(settings: Settings) -> ASGIApp:
    """Return the application over the store of SETTINGS, behind its guard.

    Saved queries that can't be read are logged. Raises UsageError if there is no store,
    InputError if it is damaged.
    """
    catalogue = Catalogue.load(own=settings.own)
    questions = {query.name: query for query in catalogue.readable(_log.warning)}
    for problem in catalogue.problems:
        _log.warning("%s", problem)
    reading = Reading(settings.store)
    site = Site(reading, Names(reading), Asking(settings.timeout), questions, settings)
    api = Api(site)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = _MAKING
        watching = asyncio.create_task(_watch(site))
        yield
        watching.cancel()
        api.close()
        site.asking.close()
        site.reading.close()

    app = Starlette(
        debug=False,
        routes=_routes(site, api),
        middleware=_within(site),
        exception_handlers=problems.handlers(site),
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False
    anywhere = settings.host not in ("127.0.0.1", "localhost", "::1")
    return Guard(app, (settings.host, *settings.hosts), any_address=anywhere)


def _routes(site: Site, api: Api) -> list[BaseRoute]:
    return [
        Mount("/static", StaticFiles(directory=STATIC)),
        *api.routes(),  # before the pages: some share their addresses
        *pages.routes(site),
        *drawings.routes(site),
    ]


def _within(site: Site) -> list[Middleware]:
    """Return what a request passes within the guard, the outermost first."""
    kept = Middleware(Kept, reading=site.reading)
    if not site.settings.origins:
        return [kept]
    read_only = Middleware(
        CORSMiddleware,
        allow_origins=site.settings.origins,
        allow_methods=["GET", "POST"],
        expose_headers=[REMARK],
    )
    return [read_only, kept]


def _warm(site: Site) -> None:
    """Make what the first search, question and drawing would wait for."""
    site.names.directory()
    with site.state() as store:
        site.asking.ask(store, QuadReader.graph_names)
        if not store.being_written:  # else the next state is there in a moment
            with suppress(TimeLimitError):  # whoever asks is told what to do
                for made in site.first:
                    made.of(store)


async def _watch(site: Site) -> None:
    """Look for newer states of the store, and make what the first search of one waits for."""
    newer = True
    while True:
        try:
            if newer:
                await run_in_threadpool(_warm, site)
            await asyncio.sleep(_LOOK_AGAIN)
            newer = await run_in_threadpool(site.reading.look)
        except KgError as error:  # what it held is still shown
            newer = False
            _log.warning("%s", error)
