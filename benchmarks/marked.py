"""The articles whose occasions a reader marked, with their texts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kg.model import Document

MARKED = Path(__file__).parents[1] / "tests" / "gold" / "occasions.jsonl"
_HELD_OUT = "01234"  # first hex digits of the hash of "held-1 " and the identifier
_DAY = 10  # characters of a date


@dataclass(frozen=True, slots=True)
class MarkedOccasion:
    """An occasion as a reader took it down: the words of the text, and who took part."""

    name: str
    status: str
    who: Sequence[str]
    groups: Sequence[str] = ()
    day: str | None = None
    place: str | None = None
    venue: str | None = None


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
    """Yield the articles marked, in order of FILES; raise SystemExit if a text is missing.

    Marks count in the text as published: it is not mended before.
    """
    lines = map(json.loads, MARKED.read_text(encoding="utf-8").splitlines())
    wanted = {(line["article"], line["sha256"]): line for line in lines}
    for document in _documents(files):
        digest = hashlib.sha256(document.text.encode()).hexdigest()
        line = wanted.pop((document.identifier, digest), None)
        if line:
            yield document, _article(line)
    if wanted:
        raise SystemExit(f"{len(wanted)} texts that tests/gold/occasions.jsonl marks are not given")


def _documents(files: Iterable[str]) -> Iterator[Document]:
    for file in files:
        with Path(file).open(encoding="utf-8") as stream:
            for article in map(json.loads, stream):
                day = article.get("datePublished") or ""
                published = date.fromisoformat(day) if len(day) == _DAY else None
                yield Document(
                    article["identifier"], article["articleBody"], file, published=published
                )


def _article(line: Mapping[str, Any]) -> MarkedArticle:
    return MarkedArticle(
        line["article"],
        {telling["at"]: telling["of"] for telling in line["tellings"]},
        {name: MarkedOccasion(name, **each) for name, each in line["occasions"].items()},
        [MarkedOccasion("-", **each) for each in line["others"]],
    )
