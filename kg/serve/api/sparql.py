"""Step serve, SPARQL: the SPARQL 1.1 Protocol at `/sparql`: queries only, bounded, read only.

https://www.w3.org/TR/sparql11-protocol/. What a browser gets there without a query is a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Scope

from kg.errors import UsageError
from kg.queries.blocks import iri
from kg.serve.accepting import HTML, preferred
from kg.serve.api.desk import Desk
from kg.serve.api.forms import GRAPHS, RESULTS, TURTLE, chosen, written
from kg.serve.api.results import Answered, answered, description
from kg.serve.site import Site
from kg.stores.reader import Dataset
from kg.stores.sparql import checked

PATH = "/sparql"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
_GRAPH_FORMS = ("CONSTRUCT", "DESCRIBE")
_FIELDS = 1_000  # of a form
_LONGEST = 100_000  # characters; it is looked through before it is handed on
_UPDATE = "updates are not taken here: this endpoint only answers queries"
_KNOWN = frozenset({"query", "default-graph-uri", "named-graph-uri", "format"})

Pairs: TypeAlias = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Operation:
    """A query by the protocol; the names of the graphs are as they were given."""

    query: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    form: str | None = None

    def dataset(self, base: str) -> Dataset | None:
        """Return the graphs to be asked, None for the store's own; relative IRIs are under BASE."""
        if not self.default and not self.named:
            return None
        default, named = (
            [iri(base, each) for each in names] for names in (self.default, self.named)
        )
        return Dataset(tuple(dict.fromkeys(default)), tuple(dict.fromkeys(named)))


class _ForPrograms(Route):
    """A route for all requests but those of a browser that wants the page to write queries on."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["type"] == "http" and scope["path"] == PATH and _wants_page(Request(scope)):
            return Match.NONE, {}
        return super().matches(scope)


def _wants_page(request: Request) -> bool:
    if request.method not in ("GET", "HEAD") or "query" in request.query_params:
        return False
    return preferred(request.headers.get("accept", ""), (TURTLE, HTML)) == HTML


def routes(site: Site, desk: Desk) -> list[BaseRoute]:
    """Return the route of the endpoint."""
    most = site.settings.rows

    async def endpoint(request: Request) -> Response:
        operation = await operation_of(request)
        if operation is None:
            media_type, here = chosen(request, GRAPHS), str(request.url.replace(query=""))
            return written(description(here, media_type), media_type)
        media_type = chosen(request, _offered(operation.query), operation.form)
        found: Answered = await desk.ask(answered, operation, media_type, most)
        return written(found.body, found.media_type, found.remarks)

    return [_ForPrograms(PATH, endpoint, methods=["GET", "POST"], name="sparql-protocol")]


async def operation_of(request: Request) -> Operation | None:
    """Return the query that REQUEST is, None if it asks for nothing.

    Raises UsageError for what is no operation of the protocol, HTTPException (415) for a body of
    another media type than the protocol's two.
    """
    asked = request.query_params.multi_items()
    if request.method != "POST":
        return _operation(asked) if asked else None
    media_type, _, parameters = request.headers.get("content-type", "").partition(";")
    if "charset" in parameters and "utf-8" not in parameters.lower():
        raise HTTPException(415, "The body has to be UTF-8.")
    match media_type.strip().lower():
        case "application/x-www-form-urlencoded":
            return _operation(_fields(await _text(request)))
        case "application/sparql-query":
            return _operation([*asked, ("query", await _text(request))])
        case "application/sparql-update":
            raise HTTPException(415, _UPDATE)
    raise HTTPException(415, f"A query is sent by POST as {FORM} or {QUERY}.")


async def _text(request: Request) -> str:
    """Return the body of REQUEST; raise UsageError if it is not UTF-8."""
    try:
        return (await request.body()).decode()
    except UnicodeDecodeError as error:
        raise UsageError(f"the body is no UTF-8: {error}") from error


def _fields(body: str) -> Pairs:
    """Return the fields of a form; raise UsageError for more than any query has."""
    try:
        return parse_qsl(body, keep_blank_values=True, max_num_fields=_FIELDS)
    except ValueError as error:
        raise UsageError(f"a query is sent in at most {_FIELDS} fields") from error


def _operation(pairs: Pairs) -> Operation:
    """Return the operation of PAIRS of parameter and value."""
    names = [name for name, _ in pairs]
    if "update" in names:
        raise UsageError(_UPDATE)
    for name in names:
        if name not in _KNOWN:
            offer = ", ".join(sorted(_KNOWN))
            raise UsageError(f"there is no parameter {name!r}; there are {offer}")
    for name in ("query", "format"):
        if names.count(name) > 1:
            raise UsageError(f"`{name}` is given more than once; one is taken")
    query = _all(pairs, "query")
    if not query:
        raise UsageError("`query` is missing: the query to be answered")
    if len(query[0]) > _LONGEST:
        raise UsageError(f"a query has at most {_LONGEST:,} characters here")
    form = next(iter(_all(pairs, "format")), None)
    return Operation(
        query[0], _all(pairs, "default-graph-uri"), _all(pairs, "named-graph-uri"), form
    )


def _all(pairs: Pairs, name: str) -> tuple[str, ...]:
    return tuple(value for each, value in pairs if each == name)


def _offered(query: str) -> tuple[str, ...]:
    """Return the media types in which the answer to QUERY can be had."""
    try:
        form = checked(query)
    except UsageError as error:  # whoever asks here has no command line
        raise UsageError(str(error).replace(", or allow it with --allow-service", "")) from error
    return GRAPHS if form in _GRAPH_FORMS else RESULTS
