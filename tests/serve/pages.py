"""A page as tests read it: its elements, texts and links."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class Page(HTMLParser):
    """What the elements of a page are, and what stands in them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), (tag, attrs)
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> of nothing"
        assert self._open.pop() == tag, (tag, self._open)

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(self._open), data))

    def of(self, tag: str) -> Iterator[dict[str, str | None]]:
        """Yield the attributes of each TAG."""
        return (attrs for name, attrs in self.elements if name == tag)

    def said(self, tag: str = "body") -> str:
        """Return what stands in all TAGs, with single spaces."""
        return " ".join("".join(text for path, text in self.texts if tag in path).split())

    def links(self) -> list[str]:
        """Return where the links lead."""
        return [attrs["href"] or "" for attrs in self.of("a") if "href" in attrs]
