"""Score moves against articles whose moves a reader took down.

    python -m benchmarks.moves pool.jsonl [--misses]

The files hold the texts that tests/gold/moves.jsonl marks (schema.org NewsArticle, one JSON object
a line). A report is right if person, kind and status are: what scores neither way (`also`) is left
out. Of the `held` half only the figures are looked at.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from benchmarks.texts import Marks, asks_for_texts, marked_texts
from kg.evaluation.names import any_same, same_person
from kg.graph import load_gazetteer
from kg.linking import LinkedDocument, Linker
from kg.mappers import Article
from kg.mappers.moves import moves
from kg.model import MoveReport


def main(arguments: Sequence[str] | None = None) -> int:
    """Print precision and recall of each half; with --misses what the open one lacks."""
    asked = asks_for_texts("Score moves against marked articles.").parse_args(arguments)
    linker, counts = Linker(load_gazetteer()), {"open": Counter[str](), "held": Counter[str]()}
    for document, line in marked_texts("moves", asked.articles):
        for verdict, told in _scored(linker.link(document), line):
            counts[line["half"]][verdict] += 1
            if asked.misses and line["half"] == "open" and verdict in ("missed", "wrong"):
                sys.stdout.write(f"{document.identifier} {verdict}: {told}\n")
    for half, count in counts.items():
        sys.stdout.write(f"{half}: {_figures(count)}\n")
    return 0


def _figures(count: Counter[str]) -> str:
    """Return precision and recall in words."""
    right, wrong, missed = count["right"], count["wrong"], count["missed"]
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    return f"P {precision:.3f} R {recall:.3f}: {right} right, {wrong} wrong, {missed} missed"


def _scored(document: LinkedDocument, line: Marks) -> Iterator[tuple[str, str]]:
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


def _tells(document: LinkedDocument, report: MoveReport, marked: Marks) -> bool:
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
