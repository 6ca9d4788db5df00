"""Step evaluate: graphs of articles against what a careful reader takes from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.evaluation.alliances import count_alliances
from kg.evaluation.gold import Gold, load_gold
from kg.evaluation.meetings import count_meetings
from kg.evaluation.offices import count_moves, count_roles
from kg.evaluation.people import count_kin, count_speakers
from kg.evaluation.predictions import Predictions, Reported
from kg.evaluation.tally import SLOTS, Count, Score, Tally, score, total
from kg.graph.article import ArticleGraph


@dataclass(frozen=True, slots=True)
class Scores:
    """How well the graphs agree with gold: a score a slot, and what needs another measure.

    `status_accuracy` is over the meetings found, `not_held_said_held` the share of those not held
    that are told as held, None where there are none; `misses` tells each miss in words, `tallies`
    what was counted in each article. `absent` are articles of gold that no graph is of: all that
    they tell counts as missed.
    """

    articles: int
    slots: tuple[Score, ...]
    status_accuracy: float | None
    not_held_said_held: float | None
    invented_dates: int
    misses: tuple[str, ...]
    tallies: tuple[Mapping[str, Tally], ...]
    absent: tuple[str, ...] = ()


def evaluate(gold_dir: Path, graphs: Iterable[ArticleGraph]) -> Scores:
    """Return how well GRAPHS agree with the gold in GOLD_DIR.

    An article's gold is held against the reports of the article whose IRI ends in `/article/` and
    the identifier under `article` in the gold. Other graphs (the gazetteer, the facts) may be among
    GRAPHS: they lend their names. Raises InputError for gold that can't be read.
    """
    gold, predictions = load_gold(gold_dir), Predictions(graphs)
    scores = _scores([_count(wanted, predictions.of(wanted.article)) for wanted in gold])
    absent = sorted({wanted.article for wanted in gold} - predictions.articles)
    return replace(scores, absent=tuple(absent))


def verdicts(gold: Iterable[Gold], graphs: Iterable[ArticleGraph]) -> Mapping[str, bool]:
    """Return whether the reports of GRAPHS are right, by their IRIs, as far as GOLD tells.

    A report of several things (an alliance's members) is right if all of them are that count; a
    meeting if its status is right too. Of what scores neither way nothing is said.
    """
    predictions = Predictions(graphs)
    counts = [_count(wanted, predictions.of(wanted.article)) for wanted in gold]
    return {report: right for count in counts for report, right in count.verdicts.items()}


def _count(wanted: Gold, reported: Reported) -> Count:
    """Return what is right, wrong and missed in one article."""
    count = Count(wanted.article)
    count_meetings(wanted, reported.meetings, count)
    count_alliances(wanted, reported.alliances, count)
    count_roles(wanted, reported.roles, count)
    count_moves(wanted, reported.moves, count)
    count_kin(wanted, reported.kin, count)
    count_speakers(wanted, reported.speakers, count)
    return count


def _scores(counts: Sequence[Count]) -> Scores:
    """Return COUNTS, one an article, as scores."""
    count = total(counts)
    statuses, not_held = count.statuses, count.not_held
    return Scores(
        articles=len(counts),
        slots=tuple(score(slot, count[slot]) for slot in SLOTS),
        status_accuracy=count.statuses_right / statuses if statuses else None,
        not_held_said_held=count.not_held_said_held / not_held if not_held else None,
        invented_dates=count.invented_dates,
        misses=tuple(count.misses),
        tallies=tuple(count.tallies for count in counts),
    )
