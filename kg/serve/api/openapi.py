"""Step serve, OpenAPI: `/openapi.json`, the description of the API, from the queries' headers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from kg import __version__
from kg.queries import SavedQuery
from kg.queries.schemas import EVIDENCE, NODE, gives, takes
from kg.serve.accepting import JSON
from kg.serve.api.forms import GRAPHS, JSON_LD, REMARK, RESULTS, RESULTS_JSON, ROWS, names_of
from kg.serve.api.queries import offered
from kg.serve.api.sparql import FORM, PATH, QUERY
from kg.serve.site import Site

Part: TypeAlias = dict[str, Any]

_PROBLEM = "application/problem+json"
_ABOUT = """\
What a store of politics-kg knows: who met whom, who is allied with whom, who holds which office, \
each fact with its sentences. Nothing can be changed. Each saved query is a path; people, parties, \
alliances and places go by any of their names. Made from the headers of the queries."""
_PROBLEMS: Mapping[int, str] = {
    400: "A parameter is missing, unknown or doesn't fit",
    404: "The store knows nobody and nothing by a name that was given",
    406: "The answer can't be had in the form that was asked for",
    409: "A name that was given may mean several; the detail lists them, to be asked by address",
    413: "What was sent is too large",
    414: "The address is too long",
    415: "The body is of a media type that isn't taken",
    503: "It took longer than is allowed, or too many are asking",
}


def routes(site: Site) -> list[BaseRoute]:
    """Return the route of the description."""
    described = document(site.questions.values(), site.settings.rows)

    def openapi(request: Request) -> Response:
        return JSONResponse(described)

    return [Route("/openapi.json", openapi, name="openapi")]


def document(queries: Iterable[SavedQuery], most: int) -> Part:
    """Return the description of an API over QUERIES whose answers have MOST rows at most."""
    paths = {f"/api/{query.name}": {"get": _operation(query, most)} for query in queries}
    return {
        "openapi": "3.1.0",
        "info": {"title": "politics-kg", "version": __version__, "description": _ABOUT},
        "servers": [{"url": "/"}],
        "paths": {
            "/api": {"get": _LIST},
            **paths,
            PATH: {"get": _sparql(), "post": _sparql_sent()},
        },
        "components": {
            "schemas": {"Node": NODE, "Evidence": EVIDENCE, "Problem": _PROBLEM_SCHEMA},
            "headers": {"Remark": _REMARK},
            "responses": {f"Problem{code}": _problem(words) for code, words in _PROBLEMS.items()},
        },
    }


def _operation(query: SavedQuery, most: int) -> Part:
    """Return the operation that asks QUERY."""
    own = {param.name for param in query.params}
    media_types = offered(query)
    shared = [each for each in _shared(query, media_types, most) if each["name"] not in own]
    return {
        "operationId": query.name,
        "summary": query.summary,
        "description": query.description or query.summary,
        "tags": list(query.tags),
        "parameters": [*_own(query), *shared],
        "responses": {
            "200": _answer(query, media_types),
            **_problems(400, 404, 406, 409, 414, 503),
        },
    }


def _own(query: SavedQuery) -> Iterator[Part]:
    """Yield the parameters of QUERY itself; a list is the parameter again and again."""
    for param in query.params:
        schema = takes(param)
        made = {"name": param.name, "in": "query", "description": schema.pop("description")}
        made |= {"required": True} if param.required else {}
        yield {**made, "schema": schema | ({"minItems": 1} if param.many else {})}


def _shared(query: SavedQuery, media_types: tuple[str, ...], most: int) -> Iterator[Part]:
    """Yield the parameters of how QUERY is asked."""
    if media_types == ROWS:
        yield _param("evidence", "Whether each row carries its sentences", {"type": "boolean"})
        names = [column.name for column in query.columns if not column.left_out]
        if names:
            columns = {"type": "string", "enum": [*names, *(f"-{name}" for name in names)]}
            sorting = {"type": "array", "minItems": 1, "items": columns}
            yield _param("sort", "By which columns; -COLUMN descends", sorting)
    if len(media_types) > 1:
        whole = {"type": "integer", "minimum": 1, "maximum": most}
        yield _param("limit", "At most so many rows, or triples", whole)
    formats = {"type": "string", "enum": names_of(media_types)}
    yield _param("format", "What the Accept header says otherwise; for links", formats)


def _param(name: str, description: str, schema: Part) -> Part:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _answer(query: SavedQuery, media_types: tuple[str, ...]) -> Part:
    """Return the response that answers QUERY."""
    schema = gives(query, {"$ref": "#/components/schemas/Node"})
    row = schema["properties"]["rows"]["items"]["properties"]
    row["evidence"] = {"$ref": "#/components/schemas/Evidence"}
    yes_or_no = {
        "type": "object",
        "properties": {"answer": {"type": "boolean"}},
        "required": ["answer"],
        "additionalProperties": False,
    }
    of_json = {"schema": schema if media_types == ROWS else yes_or_no}
    content = {each: of_json if each == JSON else _TEXT for each in media_types}
    return _found("The answer", content)


def _found(description: str, content: Part) -> Part:
    remark = {"$ref": "#/components/headers/Remark"}
    return {"description": description, "headers": {REMARK: remark}, "content": content}


def _problems(*codes: int) -> Part:
    return {str(code): {"$ref": f"#/components/responses/Problem{code}"} for code in codes}


def _problem(words: str) -> Part:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": words, "content": {_PROBLEM: {"schema": schema}}}


def _sparql() -> Part:
    """Return the operation of a query by GET."""
    query = {**_param("query", "A SELECT, ASK, CONSTRUCT or DESCRIBE", _WORDS), "required": False}
    return _protocol("sparql-get", [query, *_GRAPH_PARAMS, _FORMAT])


def _sparql_sent() -> Part:
    """Return the operation of a query by POST."""
    properties = {each["name"]: each["schema"] for each in (*_GRAPH_PARAMS, _FORMAT)}
    form = {
        "type": "object",
        "properties": {"query": _WORDS, **properties},
        "required": ["query"],
        "additionalProperties": False,
    }
    body = {"required": True, "content": {FORM: {"schema": form}, QUERY: {"schema": _WORDS}}}
    made = _protocol("sparql-post", [*_GRAPH_PARAMS, _FORMAT])
    return {**made, "requestBody": body}


def _protocol(name: str, parameters: list[Part]) -> Part:
    content = dict.fromkeys((*RESULTS, *GRAPHS), _TEXT)
    content |= {RESULTS_JSON: {"schema": {"type": "object"}}, JSON_LD: {"schema": {}}}
    found = _found("The answer; without a query, what the endpoint can do", content)
    return {
        "operationId": name,
        "summary": "Ask in SPARQL",
        "description": "The SPARQL 1.1 Protocol: queries only, no SERVICE, bounded time and rows.",
        "tags": ["sparql"],
        "parameters": parameters,
        "responses": {"200": found, **_problems(400, 406, 413, 414, 415, 503)},
    }


_WORDS: Part = {"type": "string"}
_TEXT: Part = {"schema": {"type": "string"}}
_REMARK: Part = {
    "description": "What was left out, and why",
    "schema": {"type": "string"},
}
_GRAPH_PARAMS = [
    _param(name, words, {"type": "array", "items": {"type": "string", "format": "iri"}})
    for name, words in (
        ("default-graph-uri", "A graph of which the default graph is made"),
        ("named-graph-uri", "A graph that the query can name"),
    )
]
_FORMAT = _param(
    "format",
    "What the Accept header says otherwise",
    {"type": "string", "enum": names_of((*RESULTS, *GRAPHS))},
)
_LIST: Part = {
    "operationId": "list",
    "summary": "The saved queries",
    "responses": {
        "200": {
            "description": "The list",
            "content": {
                JSON: {
                    "schema": {
                        "type": "object",
                        "properties": {"queries": {"type": "array", "items": {"type": "object"}}},
                        "required": ["queries"],
                    }
                }
            },
        },
    },
}
_CANDIDATE: Part = {
    "type": "object",
    "properties": {
        "label": {"type": "string"},
        "iri": {"type": "string"},
        "about": {"type": "string"},
    },
    "required": ["label", "iri", "about"],
}
_PROBLEM_SCHEMA: Part = {
    "type": "object",
    "description": "What went wrong, as RFC 9457 has it",
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "candidates": {
            "type": "array",
            "description": "Whom a name may mean; ask again by the IRI",
            "items": _CANDIDATE,
        },
    },
    "required": ["title", "status", "detail"],
}
