"""Step query, schemas: what a question takes and gives, as JSON Schema has it, from its header."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from kg.queries.model import NAMED, Column, Param, ParamType, SavedQuery, in_words
from kg.queries.rows import SENTENCE

Schema: TypeAlias = dict[str, Any]

_DATE = r"^\s*\d{4}(-\d{2}(-\d{2})?)?\s*$"
_BY_NAME = "any name or alias, or an address that an answer gave"
_TYPES: Mapping[ParamType, Schema] = {
    ParamType.INTEGER: {"type": "integer"},
    ParamType.SHARE: {"type": "number", "minimum": 0, "maximum": 1},
    ParamType.DATE: {"type": "string", "pattern": _DATE, "examples": ["2024-09-03", "2024"]},
}
_TEXT: Schema = {"type": "string", "minLength": 1}
_PLAINLY = frozenset({ParamType.INTEGER, ParamType.SHARE, ParamType.STRING, ParamType.CHOICE})
NODE: Schema = {
    "type": "object",
    "description": "Someone or something that has a name and an address",
    "properties": {"label": {"type": "string"}, "iri": {"type": "string"}},
    "required": ["label", "iri"],
    "additionalProperties": False,
}
_PLAIN: list[Schema] = [
    {"type": "string"},
    {"type": "number"},
    {"type": "boolean"},
]


def takes(param: Param) -> Schema:
    """Return the schema of the values that PARAM takes."""
    one = _one(param)
    if param.many:
        return {"type": "array", "items": one, "description": _meaning(param)}
    return {**one, "description": _meaning(param)}


def gives(query: SavedQuery, node: Schema | None = None) -> Schema:
    """Return the schema of the answer to QUERY; NODE stands for what has name and address."""
    columns = [column for column in query.columns if not column.left_out]
    properties = {column.name: _cell(column, node or NODE) for column in columns}
    row: Schema = {"type": "object", "properties": {**properties, "evidence": EVIDENCE}}
    if columns:
        row |= {"required": [column.name for column in columns], "additionalProperties": False}
    return {
        "type": "object",
        "properties": {
            "rows": {"type": "array", "items": row},
            "total": {"type": "integer", "description": "How many rows there are in all"},
            "remarks": {
                "type": "array",
                "items": {"type": "string"},
                "description": "What was left out, and why",
            },
        },
        "required": ["rows", "total", "remarks"],
        "additionalProperties": False,
    }


def _one(param: Param) -> Schema:
    """Return the schema of one value of PARAM."""
    if param.type is ParamType.CHOICE:
        made: Schema = {"type": "string", "enum": list(param.choices)}
    else:
        made = dict(_TYPES.get(param.type, _TEXT))
    if param.default is not None:
        made["default"] = _typed(param, param.default)
    return made


def _typed(param: Param, text: str) -> str | int | float:
    """Return the default TEXT of PARAM as a value of its schema."""
    if param.type is ParamType.INTEGER:
        return int(text)
    return float(text) if param.type is ParamType.SHARE else text


def _meaning(param: Param) -> str:
    """Return what PARAM is for, and what it takes."""
    if param.type in _PLAINLY:  # the schema says it
        return param.description
    said = in_words(param)
    if param.type in NAMED:
        said = f"{said}: {_BY_NAME}"
    elif param.type is ParamType.IRI:
        said = f"{said}, whole or as in `meeting/0123456789abcdef`"
    return f"{param.description} ({said})"


def _cell(column: Column, node: Schema) -> Schema:
    """Return the schema of a cell of COLUMN."""
    if column.gathered:
        items = {"anyOf": [*_PLAIN, node]}
        return {"type": "array", "items": items, "description": column.description}
    return {"anyOf": [*_PLAIN, node, {"type": "null"}], "description": column.description}


EVIDENCE: Schema = {
    "type": "array",
    "description": "The sentences that say the row, word for word, each with its source",
    "items": {
        "type": "object",
        "properties": {name: {"type": ["string", "null"]} for name in SENTENCE},
        "required": list(SENTENCE),
        "additionalProperties": False,
    },
}
