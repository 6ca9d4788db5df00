"""Step read, feeds: the items of RSS (0.9 to 2.0) and the entries of Atom."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.model import Document
from kg.readers import markup
from kg.readers.article import Opened, Place, Told, told
from kg.readers.columns import Columns
from kg.readers.metadata import Metadata
from kg.readers.problem import Level, Problem
from kg.readers.streams import whole

if TYPE_CHECKING:
    from lxml.etree import _Element

ENDINGS = (".rss", ".atom", ".rdf", ".xml")

_ROOTS = ("rss", "feed", "rdf")
_LONGEST = 32 * 1024 * 1024  # bytes
_TEXTS = (
    "encoded",
    "content",
    "body",
    "description",
    "summary",
)  # the whole text before an abstract
_DATES = ("pubdate", "published", "date", "issued", "created", "updated")
_ENDS = ("</rss>", "</feed>", ":rdf>", "</rdf>")


def recognises(head: bytes, columns: Columns) -> bool:
    """Say whether a file that starts with HEAD is a feed."""
    return markup.root(head) in _ROOTS


def read(opened: Opened) -> Iterator[Document | Problem]:
    """Yield the article of each item; a Problem for each that can't be read."""
    found = markup.text_of(whole(opened.stream, _LONGEST))
    yield from opened.notice(found.notice)
    feed, wrong = markup.xml(found.text)
    if _name(feed) not in _ROOTS:
        raise InputError(
            f"is XML, but no page and no RSS or Atom feed: it starts with <{_name(feed)}>"
        )
    items = [each for each in feed.iter() if _name(each) in {"item", "entry"}]
    channel = _channel(feed)
    for number, item in enumerate(items, 1):
        yield from told(partial(_told, item, channel), opened, Place("item", number))
    if not items:
        raise InputError("is a feed without items")
    if wrong:
        whole_one = found.text.rstrip()[-20:].lower().endswith(_ENDS)
        level = Level.NOTICE if whole_one else Level.ERROR
        message = "and was mended" if whole_one else "and articles may be missing"
        yield Problem(opened.origin, f"is broken XML ({wrong}) {message}", level)


def _name(element: _Element) -> str:
    """Return the name of ELEMENT without its namespace, in lower case; an entity has none."""
    tag: object = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _channel(feed: _Element) -> Metadata:
    """Return what the feed says of all its items; the user's own words count before it."""
    own = next((each for each in feed if _name(each) == "channel"), feed)
    parts = _parts(own)
    return Metadata(
        publisher=_text(parts.get("publisher", parts.get("title", []))) or None,
        language=_text(parts.get("language", [])) or feed.get(_LANGUAGE),
    )


_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def _parts(element: _Element) -> dict[str, list[_Element]]:
    """Return the children of ELEMENT by name."""
    parts: dict[str, list[_Element]] = {}
    for child in element:
        parts.setdefault(_name(child), []).append(child)
    return parts


def _told(item: _Element, channel: Metadata) -> Told:
    parts = _parts(item)
    texts = (_body(each) for name in _TEXTS for each in parts.get(name, []))
    text = next((text for text in texts if text.strip()), "")
    if not text:
        raise InputError("has no text: neither content nor description")
    address = _link(parts.get("link", [])) or _permanent(parts)
    values = {
        "identifier": None if address else _text(parts.get("guid", parts.get("id", []))),
        "headline": " ".join(markup.words(_text(parts.get("title", []))).split()),
        "published": next((_text(parts[name]) for name in _DATES if name in parts), None),
        "publisher": _source(parts),
        "author": _text(parts.get("creator", parts.get("author", []))),
        "url": address,
        "language": _text(parts.get("language", [])) or item.get(_LANGUAGE),
    }
    return Told(text, values, weaker=channel)


def _text(elements: list[_Element]) -> str:
    """Return the text in the first of ELEMENTS."""
    return " ".join(_all(elements[0]).split()) if elements else ""


def _all(element: _Element) -> str:
    return "".join(map(str, element.itertext()))


def _body(element: _Element) -> str:
    """Return the text of an item's content: escaped HTML, or in Atom, XHTML and plain text."""
    if element.get("type") == "text":
        return _all(element)
    if len(element):
        return markup.lines_of(element)
    return markup.words(element.text or "")


def _link(links: list[_Element]) -> str | None:
    """Return the address of the article: RSS's text, or Atom's alternate link."""
    for link in links:
        if link.get("rel", "alternate") == "alternate":
            address = (link.get("href") or link.text or "").strip()
            if address.lower().startswith(("http://", "https://")):
                return address
    return None


def _permanent(parts: dict[str, list[_Element]]) -> str | None:
    """Return the item's guid or id where that is its address."""
    own = [each for name in ("guid", "id") for each in parts.get(name, [])]
    return _link([each for each in own if each.get("isPermaLink") != "false"])


def _source(parts: dict[str, list[_Element]]) -> str | None:
    """Return the outlet that an item was taken over from."""
    for source in parts.get("source", []):
        title = _text(_parts(source).get("title", [])) or _text([source])
        if title:
            return title
    return _text(parts.get("publisher", [])) or None
