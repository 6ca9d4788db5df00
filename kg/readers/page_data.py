"""Step read, HTML: what a page says of its article in JSON-LD and in its meta tags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.readers import newsarticle
from kg.readers.json_files import nodes, parsed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What is said in meta tags (by name, property or itemprop), the most exact first.
_META = {
    "headline": ("og:title", "twitter:title", "headline", "dc.title", "title"),
    "published": (
        "article:published_time",
        "article:published",
        "og:published_time",
        "datepublished",
        "publish-date",
        "publishdate",
        "pubdate",
        "parsely-pub-date",
        "sailthru.date",
        "cxenseparse:recs:publishtime",
        "dc.date.issued",
        "dcterms.created",
        "dc.date",
        "date",
    ),
    "publisher": ("og:site_name", "publisher", "dc.publisher", "application-name"),
    "author": ("author", "article:author", "byl", "dc.creator", "news_agency"),
    "url": ("og:url",),
    "language": ("og:locale", "content-language", "dc.language"),
}
_MOST_SCRIPTS = 50
_WRAPPED = ("<!--", "-->", "//<![CDATA[", "<![CDATA[", "//]]>", "]]>", ";")


def linked_data(contents: Sequence[str]) -> tuple[list[object], str | None]:
    """Return the objects in the CONTENTS of a page's JSON-LD, and what is wrong with them."""
    found: list[object] = []
    wrong = None
    for content in contents[:_MOST_SCRIPTS]:
        try:
            found += nodes(parsed(_bare(content), strict=False))
        except InputError as error:
            wrong = f"its JSON-LD {error} and was passed over"
    return found, wrong


def _bare(content: str) -> str:
    """Return CONTENT without the comments that old pages wrap scripts in."""
    content = content.strip()
    for mark in _WRAPPED:
        content = content.removeprefix(mark).removesuffix(mark).strip()
    return content


def article_in(found: Sequence[object], address: str | None) -> Mapping[str, object]:
    """Return the article among FOUND that stands at ADDRESS, else the first one, else nothing."""
    articles = [n for n in found if isinstance(n, dict) and newsarticle.recognises(n)]
    same = (n for n in articles if address and newsarticle.values(n, {})["url"] == address)
    return next(same, articles[0] if articles else {})


def tag_values(page: HtmlElement) -> dict[str, str | None]:
    """Return what PAGE's tags say of its article, by the names of Metadata's fields."""
    said = _said(page)
    values: dict[str, str | None] = {
        part: next((said[name] for name in names if name in said), None)
        for part, names in _META.items()
    }
    canonical = page.xpath("string(//link[@rel='canonical']/@href)")
    values["url"] = _address(canonical) or _address(values["url"] or "")
    values["headline"] = values["headline"] or _heading(page)
    values["published"] = values["published"] or _time(page)
    values["language"] = page.get("lang") or page.get("xml:lang") or values["language"]
    return values


def _said(page: HtmlElement) -> dict[str, str]:
    """Return the contents of the meta tags by name in lower case, the first of each name."""
    said: dict[str, str] = {}
    for tag in page.iter("meta"):
        name = (
            tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv")
        )
        content = (tag.get("content") or "").strip()
        if name and content:
            said.setdefault(name.strip().lower(), content)
    return said


def _address(text: str) -> str | None:
    """Return TEXT if it is a whole web address: a page may give a part, which leads nowhere."""
    text = text.strip()
    return text if text.lower().startswith(("http://", "https://")) else None


def _heading(page: HtmlElement) -> str | None:
    """Return the page's heading if it has one only; its title holds the outlet's name besides."""
    headings = [" ".join(h.text_content().split()) for h in page.iter("h1")]
    return headings[0] if len(headings) == 1 and headings[0] else None


def _time(page: HtmlElement) -> str | None:
    """Return the time of publication that the page shows, from the first tag that says it is."""
    return next(_times(page), None)


def _times(page: HtmlElement) -> Iterator[str]:
    for tag in page.iter("time", "span", "abbr"):
        marks = f"{tag.get('itemprop', '')} {tag.get('class', '')}".lower().split()
        when = tag.get("datetime") or tag.get("content") or tag.get("title")
        if when and (tag.get("pubdate") is not None or {"datepublished", "published"} & set(marks)):
            yield when
