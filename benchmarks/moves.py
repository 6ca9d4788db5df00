"""Score moves against articles whose moves a reader took down.

    python -m benchmarks.moves pool.jsonl [--misses]

The files hold the texts that tests/gold/moves.jsonl marks (schema.org NewsArticle, one JSON object
a line). A report is right if person, kind and status are: what scores neither way (`also`) is left
out. Of the `held` half only the figures are looked at.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kg.evaluation.names import any_same, same_person
from kg.graph import load_gazetteer
from kg.linking import LinkedDocument, Linker
from kg.mappers import Article
from kg.mappers.moves import moves
from kg.model import Document, MoveReport

MARKED = Path(__file__).parents[1] / "tests" / "gold" / "moves.jsonl"
_DAY = 10  # characters of a date
Marked = Mapping[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print precision and recall of each half; with --misses what the open one lacks."""
    parser = argparse.ArgumentParser(description="Score moves against marked articles.")
    parser.add_argument("articles", nargs="+", help="files of NewsArticles, JSON Lines")
    parser.add_argument("--misses", action="store_true", help="list those of the open half")
    asked = parser.parse_args(arguments)
    lines = map(json.loads, MARKED.read_text(encoding="utf-8").splitlines())
    wanted = {line["article"]: line for line in lines}
    linker, counts = Linker(load_gazetteer()), {"open": Counter[str](), "held": Counter[str]()}
    for document, digest in _texts(asked.articles):
        line = wanted.get(document.identifier)
        if line and digest == line["sha256"]:
            del wanted[document.identifier]
            for verdict, told in _scored(linker.link(document), line):
                counts[line["half"]][verdict] += 1
                if asked.misses and line["half"] == "open" and verdict in ("missed", "wrong"):
                    sys.stdout.write(f"{document.identifier} {verdict}: {told}\n")
    if wanted:
        raise SystemExit(f"{len(wanted)} texts that tests/gold/moves.jsonl marks are not given")
    for half, count in counts.items():
        sys.stdout.write(f"{half}: {_figures(count)}\n")
    return 0


def _figures(count: Counter[str]) -> str:
    """Return precision and recall in words."""
    right, wrong, missed = count["right"], count["wrong"], count["missed"]
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    return f"P {precision:.3f} R {recall:.3f}: {right} right, {wrong} wrong, {missed} missed"


def _texts(files: Iterable[str]) -> Iterator[tuple[Document, str]]:
    """Yield the articles in FILES, each with the hash of its body."""
    for file in files:
        with Path(file).open(encoding="utf-8") as stream:
            for article in map(json.loads, stream):
                body, day = article["articleBody"], article.get("datePublished") or ""
                published = date.fromisoformat(day) if len(day) == _DAY else None
                document = Document(article["identifier"], body, file, published=published)
                yield document, hashlib.sha256(body.encode()).hexdigest()


def _scored(document: LinkedDocument, line: Marked) -> Iterator[tuple[str, str]]:
    """Yield "right" or "missed" for each move marked, "wrong" for each other one told."""
    left = list(moves(Article(document)))
    for scores, marked in ((True, line["moves"]), (False, line["also"])):
        for each in marked:
            hit = next((r for r in left if _tells(document, r, each)), None)
            if hit:
                left.remove(hit)
            if scores:
                yield "right" if hit else "missed", f"{each['person']} {each['kind']}"
    for report in left:
        yield "wrong", f"{report.mover.label} {report.kind} {report.status} {report.title}"


def _tells(document: LinkedDocument, report: MoveReport, marked: Marked) -> bool:
    """Say whether a report is of the person, the kind and the status marked."""
    if str(report.kind).lower() not in marked["kind"]:
        return False
    if str(report.status).lower() not in (*marked["status"], "rumoured"):
        return False
    namings = (n for s in document.sentences for n in s.namings if n.entity == report.mover)
    names = {report.mover.label, *(n.span.of(document.document.text) for n in namings)}
    return any_same(names, [marked["person"]], same_person)


if __name__ == "__main__":
    sys.exit(main())
