"""Score alliances against sentences that a reader marked.

    python -m benchmarks.bonds pool.jsonl

The files hold the texts that tests/gold/bonds.jsonl marks (schema.org NewsArticle, one JSON object
a line). Counted is a party's being in a pact, or wishing or refusing to be, as a sentence tells it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from benchmarks.texts import Marks, asks_for_texts, marked_texts
from kg.graph import load_gazetteer
from kg.linking import LinkedDocument, Linker
from kg.mappers import Article
from kg.mappers.alliances import alliances
from kg.model import AllianceReport, Entity

# "planned" goes with both active and sought
_ALIKE = {
    "active": {"in"},
    "planned": {"in", "wish"},
    "sought": {"wish"},
    "refused": {"out"},
    "denied": {"out"},
    "ended": {"out"},
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print precision and recall over the marked sentences."""
    asked = asks_for_texts("Score alliances against marked sentences.", misses=False)
    linker, count = Linker(load_gazetteer()), Counter[str]()
    for document, line in marked_texts("bonds", asked.parse_args(arguments).articles):
        count.update(_scored(linker.link(document), line["sentences"]))
    right, wrong, missed = count["right"], count["wrong"], count["missed"]
    precision, recall = right / (right + wrong), count["found"] / (count["found"] + missed)
    sys.stdout.write(f"P {precision:.3f} R {recall:.3f}: {right} right, {wrong} wrong, ")
    sys.stdout.write(f"{count['found']} of {count['found'] + missed} found\n")
    return 0


def _scored(document: LinkedDocument, sentences: Sequence[Marks]) -> Iterator[str]:
    """Yield "found" or "missed" for each member that an article's marked sentences tell of.

    And "right" or "wrong" for each that is reported from one of them.
    """
    reports = list(alliances(Article(document)))
    ties = [(tie, _parties(document, tie)) for each in sentences for tie in each["told"]]
    for tie, members in ties:
        for member in [] if tie.get("open") else members:
            found = any(_tells(report, tie, member, members) for report in reports)
            yield "found" if found else "missed"
    for report in reports:
        if not any(_within(report, *sentence["at"]) for sentence in sentences):
            continue
        for one in report.members:
            fits = [tie for tie, each in ties if _tells_of(report, tie, one, each)]
            if not fits:
                yield "wrong"
            elif not all(tie.get("open") for tie in fits):
                yield "right"


def _within(report: AllianceReport, start: int, end: int) -> bool:
    return any(span.start < end and start < span.end for span in report.evidence)


def _parties(document: LinkedDocument, tie: Marks) -> list[frozenset[Entity]]:
    """Return what is named at each mark of a tie, people by nobody's party."""
    namings = [naming for sentence in document.sentences for naming in sentence.namings]
    return [
        frozenset(n.entity for n in namings if n.span.start < end and start < n.span.end)
        for start, end in tie["who"]
    ]


def _tells_of(
    report: AllianceReport, tie: Marks, member: Entity, members: Iterable[frozenset[Entity]]
) -> bool:
    return any(member in each and _tells(report, tie, each, members) for each in members)


def _tells(
    report: AllianceReport,
    tie: Marks,
    member: frozenset[Entity],
    members: Iterable[frozenset[Entity]],
) -> bool:
    """Say whether a report has a member with another of the tie, or in its named alliance."""
    if not (
        member & set(report.members) and _ALIKE[report.status.value.lower()] & _ALIKE[tie["status"]]
    ):
        return False
    others = [each for each in members if each != member]
    if tie.get("name") and report.alliances:
        return True
    return any(each & {*report.members, *report.alliances} for each in others)


if __name__ == "__main__":
    sys.exit(main())
