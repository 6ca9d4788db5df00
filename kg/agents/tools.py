"""Step agents, tools: each saved query as a typed tool, made from its header; and `explain`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from mcp.types import Tool, ToolAnnotations

from kg.queries import SavedQuery
from kg.queries.schemas import Schema, gives, takes

EXPLAIN = "explain"
SHOWN = 20  # rows, unless more are asked for: what an agent reads costs
FACTS = 5  # of each kind that `explain` tells
_MOST = 1_000
_ODD = re.compile(r"[^A-Za-z0-9_-]")  # what the names of tools must not hold
_LONGEST = 64
_READ_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
# What all tools of saved queries take besides their own parameters.
SHARED: dict[str, Schema] = {
    "limit": {
        "type": "integer",
        "minimum": 1,
        "maximum": _MOST,
        "default": SHOWN,
        "description": "At most so many rows; `total` tells how many there are",
    },
    "evidence": {
        "type": "boolean",
        "default": True,
        "description": "Whether each row carries the sentences that say it, with their sources",
    },
}


def named(queries: Iterable[SavedQuery]) -> dict[str, SavedQuery]:
    """Return QUERIES by the names of their tools; of two of one name the first stands."""
    found: dict[str, SavedQuery] = {}
    for query in queries:
        name = _ODD.sub("-", query.name)[:_LONGEST]
        if name != EXPLAIN:
            found.setdefault(name, query)
    return found


def tools(questions: Mapping[str, SavedQuery]) -> Iterator[Tool]:
    """Yield the tool of each of QUESTIONS, then the one that explains."""
    for name, query in questions.items():
        yield _tool(name, query)
    yield _EXPLAINING


def _tool(name: str, query: SavedQuery) -> Tool:
    """Return QUERY as the tool NAME; a parameter of its own goes before a shared one."""
    own = {param.name: takes(param) for param in query.params}
    required = [param.name for param in query.params if param.required]
    return Tool(
        name=name,
        title=query.summary,
        description=f"{query.summary}. {query.description}".strip(),
        input_schema=_object(SHARED | own, required),
        output_schema=gives(query),
        annotations=_READ_ONLY,
    )


def _object(properties: dict[str, Schema], required: list[str]) -> Schema:
    made: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**made, "required": required} if required else made


_EXPLAINING = Tool(
    name=EXPLAIN,
    title="All that is known of someone or something",
    description=(
        "Tells what is known of a person, party, alliance, body or place by any of its names, or "
        "of what has an address (a meeting, a report, a conflict, an article): since when, on "
        "whose word, by how many independent sources, with each sentence and its source; what "
        "contradicts it, and why reports of several articles were taken for one."
    ),
    input_schema=_object(
        {
            "name": {
                "type": "string",
                "minLength": 1,
                "description": "A name or alias, or an address as in `meeting/0123456789abcdef`",
            },
            "limit": {
                "type": "integer",
                "minimum": 1,
                "maximum": _MOST,
                "default": FACTS,
                "description": "The latest so many facts of each kind",
            },
            "min-confidence": {
                "type": "number",
                "minimum": 0,
                "maximum": 1,
                "description": "Only what a report says that is at least so likely right",
            },
        },
        ["name"],
    ),
    annotations=_READ_ONLY,
)
