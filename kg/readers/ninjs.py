"""Step read, ninjs: the IPTC's News in JSON as agencies send it, generations 1 to 3."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.errors import InputError, PassedOverError
from kg.readers.article import Told
from kg.readers.markup import words
from kg.readers.newsarticle import first

# Generation 3 writes `versionCreated` for `versioncreated`: names are compared in lower case.
_MARKS = frozenset(
    "versioncreated firstcreated contentcreated pubstatus body_text body_xhtml body_html bodies "
    "headlines infosource infosources copyrightholder usageterms slugline".split()
)
_BODIES = ("body_xhtml", "body_html", "body_text")  # the marked up ones have paragraphs
_WITHDRAWN = ("canceled", "cancelled", "withheld")
_TEXTS = ("", "text", "composite")


def recognises(node: Mapping[str, Any]) -> bool:
    """Say whether NODE is a ninjs item: it says so, or bears two of the names that only it uses."""
    names = {name.lower() for name in node}
    return "ninjs" in str(node.get("standard", "")) or len(_MARKS & names) > 1


def told(item: Mapping[str, Any]) -> Told:
    """Return what ITEM tells; PassedOverError for a picture and for what the agency withdrew."""
    node = {name.lower(): value for name, value in item.items()}
    status, kind = str(node.get("pubstatus", "")).lower(), str(node.get("type", "")).lower()
    if status in _WITHDRAWN:
        raise PassedOverError(f"is {status} by its sender and was left out")
    if kind not in _TEXTS:
        raise PassedOverError(f"is a ninjs item of type {kind!r}, not a text, and was left out")
    return Told(_body(node), _values(node))


def _body(node: Mapping[str, Any]) -> str:
    bodies = [*(node.get(name) for name in _BODIES), *_entries(node, "bodies")]
    marked_up = [body for body in bodies if isinstance(body, str) and "<" in body]
    plain = [body for body in bodies if isinstance(body, str) and body.strip()]
    if not plain:
        raise InputError("has no text: neither `bodies` nor body_text, body_xhtml or body_html")
    return words((marked_up or plain)[0])


def _entries(node: Mapping[str, Any], name: str) -> Iterator[str]:
    """Yield the values of the list NAME, those in the main role first."""
    listed = node.get(name)
    entries = (
        [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    )
    for entry in sorted(entries, key=lambda entry: entry.get("role") != "main"):
        if isinstance(value := entry.get("value"), str) and value.strip():
            yield value


def _values(node: Mapping[str, Any]) -> dict[str, str | None]:
    sources = [node.get(name) for name in ("provider", "source", "infosource", "infosources")]
    holder = first(node.get("copyrightholder"), "name")
    publisher = holder or next((name for each in sources if (name := first(each, "name"))), None)
    uri = first(node.get("uri")) or first(node.get("guid"))
    address = uri if (uri or "").lower().startswith(("http://", "https://")) else None
    headline = first(node.get("headline")) or next(_entries(node, "headlines"), None)
    return {
        "identifier": None if address else uri,
        "headline": words(headline) if headline else None,
        "published": next(
            (day for name in ("firstcreated", "versioncreated") if (day := first(node.get(name)))),
            None,
        ),
        "publisher": publisher,
        "author": ", ".join(filter(None, (first(node.get("byline")), first(node.get("by"))))),
        "url": address,
        "language": first(node.get("language")),
    }
