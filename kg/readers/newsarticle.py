"""Step read, schema.org NewsArticle: what its properties say, in JSON files and in pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kg.errors import InputError
from kg.readers.article import Told

Node = Mapping[str, Any]
_ARTICLES = ("Article", "BlogPosting", "Report")  # what names of its kinds end in
_SIGNED = ("author", "creator", "creditText", "sourceOrganization", "provider", "copyrightHolder")


def recognises(node: Node) -> bool:
    """Say whether NODE is an article by its type, or has a body and no type that says otherwise."""
    types = node.get("@type", "" if "articleBody" in node else "Thing")
    names = types if isinstance(types, list) else [types]
    return "articleBody" in node or any(str(name).endswith(_ARTICLES) for name in names)


def told(node: Node, names: Mapping[str, str]) -> Told:
    """Return what NODE tells; NAMES are those of other nodes by @id."""
    body = node.get("articleBody")
    if not isinstance(body, str):
        raise InputError("has no `articleBody`, or one that is not text")
    return Told(body, values(node, names))


def values(node: Node, names: Mapping[str, str]) -> dict[str, str | None]:
    """Return what NODE says of its article, by the names of Metadata's fields."""
    url = first(node.get("url")) or first(node.get("mainEntityOfPage"), "@id", "url")
    own = first(node.get("@id"))
    own = None if url or (own or "").startswith("_:") else own
    signed = (_name(node.get(part), names) for part in _SIGNED)
    return {
        "identifier": first(node.get("identifier"), "value") or own,
        "headline": first(node.get("headline")) or first(node.get("name")),
        "published": first(node.get("datePublished")),
        "publisher": _name(node.get("publisher"), names),
        "author": ", ".join(name for name in signed if name) or None,
        "url": url,
        "language": first(node.get("inLanguage"), "alternateName", "name"),
    }


def _name(value: object, names: Mapping[str, str]) -> str | None:
    """Return the name of what VALUE is: a text, an object with a name, or the @id of one."""
    return first(value, "name") or names.get(first(value, "@id") or "")


def first(value: object, *keys: str) -> str | None:
    """Return the first text or number in VALUE: itself, one of a list, an object's under KEYS."""
    if value is None:
        return None
    for item in value if isinstance(value, list) else [value]:
        for found in [item.get(key) for key in keys] if isinstance(item, dict) else [item]:
            if isinstance(found, str | int) and str(found).strip():
                return str(found)
    return None


def names_in(nodes: Iterable[object]) -> dict[str, str]:
    """Return the name of each of NODES that others may point to by its @id."""
    named = {}
    for node in nodes:
        if isinstance(node, dict) and (own := first(node.get("@id"))):
            named[own] = first(node.get("name")) or ""
    return named
