"""Step read, records: a table's row or a plain JSON object, read by the names of its columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.errors import InputError
from kg.readers.article import Told
from kg.readers.columns import Columns
from kg.readers.markup import words
from kg.readers.newsarticle import first


def recognises(node: Mapping[str, Any], columns: Columns) -> bool:
    """Say whether NODE has a text under the name that the user gave, or under a usual one."""
    try:
        name = columns.among(node).get("text", "")
    except InputError:
        return False
    return isinstance(node.get(name), str)


def told(node: Mapping[str, Any], columns: Columns) -> Told:
    """Return what NODE tells by its COLUMNS; a text with HTML tags is read without them."""
    named = columns.among(node)
    values = {part: first(node[name], "name") for part, name in named.items()}
    text = values.pop("text", None)
    if not text:
        raise InputError("is empty: there is no text in it")
    if headline := values.get("headline"):
        values["headline"] = words(headline)
    return Told(words(text), values)
