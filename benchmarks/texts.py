"""The texts that a file of tests/gold marks, found again by identifier and hash."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kg.model import Document

_GOLD = Path(__file__).parents[1] / "tests" / "gold"
_DAY = 10  # characters of a date
_NAMED = 10  # texts that are lacking
Marks = Mapping[str, Any]


def asks_for_texts(description: str, *, misses: bool = True) -> argparse.ArgumentParser:
    """Return the parser of a command that measures against marked texts."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("articles", nargs="+", help="files of NewsArticles, JSON Lines")
    if misses:
        parser.add_argument("--misses", action="store_true", help="list those of the open part")
    return parser


def marked_texts(name: str, files: Iterable[str]) -> list[tuple[Document, Marks]]:
    """Return the texts that tests/gold/NAME.jsonl marks, in order of FILES, each with its line.

    Marks count in the text as published: it is not mended before. Raise SystemExit if a text is
    missing.
    """
    lines = map(json.loads, (_GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    left = {(line["article"], line["sha256"]): line for line in lines}
    found = []
    for document in _documents(files):
        digest = hashlib.sha256(document.text.encode()).hexdigest()
        line = left.pop((document.identifier, digest), None)
        if line:
            found.append((document, line))
    if left:
        raise SystemExit(_lacking(name, [article for article, _ in left]))
    return found


def _lacking(name: str, articles: Sequence[str]) -> str:
    """Say which texts that a file marks are not given, or are others than those marked."""
    named = ", ".join(articles[:_NAMED])
    more = f" and {len(articles) - _NAMED} more" if len(articles) > _NAMED else ""
    return (
        f"{len(articles)} texts that tests/gold/{name}.jsonl marks are not given, "
        f"or not as they were marked: {named}{more}"
    )


def _documents(files: Iterable[str]) -> Iterator[Document]:
    """Yield the articles of FILES."""
    for file in files:
        with Path(file).open(encoding="utf-8") as stream:
            for article in map(json.loads, stream):
                day = article.get("datePublished") or ""
                published = date.fromisoformat(day) if len(day) == _DAY else None
                yield Document(
                    article["identifier"], article["articleBody"], file, published=published
                )
