"""Which meetings are found: by who of them is named, by whether they were held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.evaluation.gold import GoldMeeting, load_gold
from kg.evaluation.meetings import paired
from kg.evaluation.predictions import Predictions
from kg.graph import ArticleGraph

KINDS = ("two or more people named", "one named", "none named", "held", "planned", "not to be")


def found_by_kind(gold_dir: Path, graphs: Iterable[ArticleGraph]) -> dict[str, tuple[int, int]]:
    """Return how many meetings of the gold in GOLD_DIR there are in GRAPHS, of how many, a kind."""
    found, predictions = dict.fromkeys(KINDS, (0, 0)), Predictions(graphs)
    for gold in load_gold(gold_dir):
        hits = paired(gold.meetings, predictions.of(gold.article).meetings)
        for at, meeting in enumerate(gold.meetings):
            for kind in _kinds(meeting):
                hit, all_ = found[kind]
                found[kind] = (hit + (at in hits), all_ + 1)
    return found


def _kinds(meeting: GoldMeeting) -> Iterator[str]:
    """Yield the kinds that MEETING is of, none if it scores neither way."""
    if meeting.must:
        named = len(meeting.people)
        yield "none named" if not named else "one named" if named == 1 else KINDS[0]
        yield meeting.status if meeting.status in KINDS else "not to be"
