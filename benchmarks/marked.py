"""The articles whose occasions a reader marked, with their texts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.texts import Marks, marked_texts
from kg.model import Document

_HELD_OUT = "01234"  # first hex digits of the hash of "held-1 " and the identifier


@dataclass(frozen=True, slots=True)
class MarkedOccasion:
    """An occasion as a reader took it down: the words of the text, and who took part.

    `topics` and `organizations` are None where no reader marked them.
    """

    name: str
    status: str
    who: Sequence[str]
    groups: Sequence[str] = ()
    day: str | None = None
    place: str | None = None
    venue: str | None = None
    topics: Sequence[str] | None = None
    organizations: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """The marks of an article.

    `of` says for the offset of each marked word which occasion it tells of: its name in
    `occasions`, "-" if of none, "?" if that is open. `others` have no marked word.
    """

    name: str
    of: Mapping[int, str]
    occasions: Mapping[str, MarkedOccasion]
    others: Sequence[MarkedOccasion]

    @property
    def held_out(self) -> bool:
        """Say whether nothing is learnt from the article, and its misses are never looked at."""
        return hashlib.sha256(f"held-1 {self.name}".encode()).hexdigest()[0] in _HELD_OUT


def marked_articles(files: Iterable[str]) -> Iterator[tuple[Document, MarkedArticle]]:
    """Yield the articles marked, in order of FILES; raise SystemExit if a text is missing."""
    for document, line in marked_texts("occasions", files):
        yield document, _article(line)


def _article(line: Marks) -> MarkedArticle:
    return MarkedArticle(
        line["article"],
        {telling["at"]: telling["of"] for telling in line["tellings"]},
        {name: MarkedOccasion(name, **each) for name, each in line["occasions"].items()},
        [MarkedOccasion("-", **each) for each in line["others"]],
    )
