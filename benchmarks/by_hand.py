"""Count the verdicts on reports that readers read by hand, into the page on them.

    python -m benchmarks.by_hand

The verdicts stand in docs/by-hand.csv, a report a line. One that is wrong has a fault, the first
where it has several.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.pages import filled, table

_DOCS = Path(__file__).parents[1] / "docs"
VERDICTS = _DOCS / "by-hand.csv"
PAGE = _DOCS / "by-hand.md"
# What is wrong in a report, in the words of the page, kind by kind.
FAULTS = {
    "meetings": {
        "several as one": "several occasions made one, or another one's sentence added",
        "date or place": "another event's or statement's date, another thing's place",
        "status": "what is to come, refused or called off given as held, or hoped for as planned",
        "participant": "somebody who did not take part, or the wrong one, or a heading's words in "
        "a name",
        "body": "a body or party for which nobody took part",
        "none": "no meeting at all, or no particular one",
        "topic": "a false topic",
    },
    "alliances": {
        "outsider": "a rival, or who only shares a sentence with the allies, made a member",
        "another's": "another party's matter, or another speaker's words",
        "status": "a wish given as done",
        "party as alliance": "a party given as the alliance",
        "none": "no alliance: a campaign's words",
    },
    "moves": {
        "mover": "another person's move: a namesake's, a pronoun's, who is quoted",
        "status": "what is to come given as done or as a rumour, what is done as planned",
        "date": "another event's date",
        "none": "no move, or another one",
        "title": "no office of his",
    },
}
Verdict = Mapping[str, str]


def main() -> int:
    """Write the page's tables anew."""
    page = filled(PAGE.read_text(encoding="utf-8"), blocks(read_verdicts()))
    PAGE.write_text(page, encoding="utf-8", newline="\n")
    return 0


def read_verdicts() -> list[Verdict]:
    """Return the verdicts, those of the last draw first."""
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def blocks(verdicts: Sequence[Verdict]) -> dict[str, str]:
    """Return the tables of the page: what is right, and of each kind why others are wrong."""
    head = ["reports", "draw", "judged", "right", "in doubt", "wrong"]
    draws = {kind: _draws(kind, verdicts) for kind in FAULTS}
    return {"verdicts": table(head, _verdicts(verdicts, draws))} | {
        kind: table(["why wrong", *draws[kind]], _faults(kind, verdicts, draws[kind]))
        for kind in FAULTS
    }


def _draws(kind: str, verdicts: Sequence[Verdict]) -> list[str]:
    """Return the draws that have reports of a kind, in the file's order."""
    return list(dict.fromkeys(v["draw"] for v in verdicts if v["kind"] == kind))


def _verdicts(
    verdicts: Sequence[Verdict], draws: Mapping[str, Sequence[str]]
) -> Iterator[list[str]]:
    for kind, drawn in draws.items():
        for draw in drawn:
            of = [v["verdict"] for v in verdicts if (v["kind"], v["draw"]) == (kind, draw)]
            counts = (len(of), *map(of.count, ("right", "doubt", "wrong")))
            yield [kind, draw, *map(str, counts)]


def _faults(kind: str, verdicts: Sequence[Verdict], draws: Sequence[str]) -> Iterator[list[str]]:
    for fault, words in FAULTS[kind].items():
        of = [v["draw"] for v in verdicts if (v["kind"], v["fault"]) == (kind, fault)]
        yield [words, *(str(of.count(draw)) for draw in draws)]


if __name__ == "__main__":
    sys.exit(main())
