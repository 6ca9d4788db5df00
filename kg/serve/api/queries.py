"""Step serve, queries: `/api/NAME?param=value` for each saved query, as JSON, CSV or a graph."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

from pyoxigraph import Triple
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from kg.errors import UsageError
from kg.queries import Queryable, SavedQuery
from kg.queries.calls import Call, Found, Values, call, values_of
from kg.queries.rows import Rows, write_csv, write_tsv
from kg.serve.accepting import JSON
from kg.serve.api.desk import Desk
from kg.serve.api.forms import CSV, GRAPHS, ROWS, TSV, chosen, written
from kg.serve.api.graphs import as_graph
from kg.serve.site import Site
from kg.stores.sparql import checked

SHARED = ("evidence", "limit", "sort", "format")  # besides the queries' own parameters
_WRITERS: Mapping[str, Callable[[Rows, TextIO], None]] = {CSV: write_csv, TSV: write_tsv}
_GRAPH_FORMS = ("CONSTRUCT", "DESCRIBE")


@dataclass(frozen=True, slots=True)
class Written:
    """An answer as it is sent, and what is to be said of it."""

    body: bytes
    remarks: tuple[str, ...] = ()


def routes(site: Site, desk: Desk) -> list[BaseRoute]:
    """Return the routes of the list of saved queries and of each of them."""

    def listed(request: Request) -> Response:
        return JSONResponse({"queries": [_described(query) for query in site.questions.values()]})

    async def asked(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in site.questions:
            raise HTTPException(404, f"There is no saved query {name!r}; /api lists them.")
        query = site.questions[name]
        values, shared = _split(query, request)
        media_type = chosen(request, offered(query), shared.get("format"))
        how = _call(shared, site.settings.rows)
        found = await desk.ask(answered, query, values_of(query, values), how, media_type)
        return written(found.body, media_type, found.remarks)

    return [
        Route("/api", listed, name="api"),
        Route("/api/{name}", asked, name="api-query"),
    ]


def offered(query: SavedQuery) -> tuple[str, ...]:
    """Return the media types in which the answer to QUERY can be had."""
    form = checked(query.text, allow_service=True)
    if form in _GRAPH_FORMS:
        return GRAPHS
    return (JSON,) if form == "ASK" else ROWS


def answered(
    store: Queryable, query: SavedQuery, values: Values, how: Call, media_type: str
) -> Written:
    """Return what STORE answers to QUERY with VALUES, asked as HOW says, as MEDIA_TYPE."""
    found = call(store, query, values, how)
    if isinstance(found, bool):
        return Written(_json({"answer": found}))
    if not isinstance(found, Found):
        return _graph(found, media_type, how.limit)
    if media_type == JSON:
        return Written(_json(found.record()), found.remarks)
    text = io.StringIO(newline="")
    _WRITERS[media_type](found.rows, text)
    return Written(text.getvalue().encode(), found.remarks)


def _graph(triples: Sequence[Triple], media_type: str, most: int | None) -> Written:
    """Return the first so many TRIPLES as MEDIA_TYPE."""
    shown = triples[:most]
    cut = (f"{most} of {len(triples)} triples are shown",) if len(shown) < len(triples) else ()
    return Written(as_graph(shown, media_type), cut)


def _split(query: SavedQuery, request: Request) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Return the parameters of REQUEST: values of QUERY's own, and those that all queries take.

    Raises UsageError for one without a value, and for one of all queries that is given twice.
    """
    own = {param.name for param in query.params}
    values: dict[str, list[str]] = {}
    shared: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if not value.strip():
            raise UsageError(f"`{name}` is empty; leave it out, or give it a value")
        if name not in own and name in SHARED:
            if name in shared and name != "sort":
                raise UsageError(f"`{name}` takes one value")
            shared[name] = f"{shared[name]},{value}" if name in shared else value
        else:
            values.setdefault(name, []).append(value)
    return values, shared


def _call(shared: Mapping[str, str], most: int) -> Call:
    """Return how a query is asked by what is SHARED; the answer has MOST rows at most."""
    evidence = shared.get("evidence", "false")
    if evidence not in ("true", "false"):
        raise UsageError(f"`evidence` is true or false, not {evidence!r}")
    limit = shared.get("limit", str(most))
    if not limit.isascii() or not limit.isdecimal() or not 1 <= int(limit[:9]) <= most:
        raise UsageError(f"`limit` is a whole number from 1 to {most}, not {limit!r}")
    order = tuple(column for column in shared.get("sort", "").split(",") if column)
    return Call(evidence=evidence == "true", limit=int(limit), order=order)


def _described(query: SavedQuery) -> dict[str, object]:
    """Return what the list says of QUERY."""
    return {
        "name": query.name,
        "summary": query.summary,
        "description": query.description,
        "tags": list(query.tags),
        "href": f"/api/{query.name}",
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
