"""`kg evaluate`: the store against articles that a careful reader annotated."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from kg.cli import render
from kg.cli.failures import FINE
from kg.cli.options import open_store, store_graphs, store_option
from kg.cli.terminal import say
from kg.evaluation import Interval, Intervals, Score, Scores, evaluate, intervals

_COLUMNS = ("slot", "precision", "recall", "F", "found", "wrong", "missed", "value")
_FEW = 3  # articles that are named
_INTERVALS = ("precision 95 %", "recall 95 %", "F 95 %")


@click.command(
    epilog="""\b
Examples:
  kg evaluate tests/gold/seeds
  kg evaluate tests/gold/seeds --intervals
  kg evaluate my-gold/ --misses 2> misses.txt
"""
)
@click.argument("gold", type=click.Path(path_type=Path), metavar="GOLD")
@click.option("--misses", is_flag=True, help="Tell each miss on standard error.")
@click.option(
    "--intervals",
    "with_intervals",
    is_flag=True,
    help="Show 95 % intervals too: how far off other articles might lie.",
)
@click.option(
    "-f",
    "--format",
    "fmt",
    type=click.Choice(list(render.FORMATS)),
    help="By default a table on a terminal, TSV in a pipe.",
)
@store_option
def command(*, gold: Path, misses: bool, with_intervals: bool, fmt: str | None, store: Path) -> int:
    """Score the store against articles that a careful reader annotated.

    GOLD is a folder of YAML files, one an article. For each slot (meetings, participants, dates
    ...) it shows how much of what is told is right (precision) and how much of what is to be told
    is there (recall).
    """
    with open_store(store) as opened:
        scores = evaluate(gold, store_graphs(opened))
    shown = _rows(scores, intervals(scores) if with_intervals else None)
    render.write(shown, fmt, None, sys.stdout)
    if scores.absent:
        first = ", ".join(scores.absent[:_FEW]) + (", ..." if len(scores.absent) > _FEW else "")
        say(f"not in {store}, so that all of it is missed: {len(scores.absent)} articles ({first})")
    for miss in scores.misses if misses else ():
        say(miss)
    return FINE


def _rows(scores: Scores, within: Sequence[Intervals] | None) -> render.Rows:
    measures: dict[str, render.Value] = {
        "articles": scores.articles,
        "status accuracy": _digits(scores.status_accuracy),
        "not held, told as held": _digits(scores.not_held_said_held),
        "invented dates": scores.invented_dates,
    }
    rows = [_row(score) for score in scores.slots]
    rows += [[name, *[None] * (len(_COLUMNS) - 2), value] for name, value in measures.items()]
    if within is None:
        return render.Rows(_COLUMNS, rows)
    beside = [_beside(each) for each in within] + [[None] * len(_INTERVALS)] * len(measures)
    return render.Rows(
        (*_COLUMNS, *_INTERVALS), [row + more for row, more in zip(rows, beside, strict=True)]
    )


def _row(score: Score) -> list[render.Value]:
    shares = [_digits(share) for share in (score.precision, score.recall, score.f)]
    return [score.slot, *shares, score.found, score.wrong, score.missed, None]


def _beside(within: Intervals) -> list[render.Value]:
    return [_ends(interval) for interval in (within.precision, within.recall, within.f)]


def _ends(interval: Interval | None) -> str | None:
    return None if interval is None else f"{interval[0]:.3f}-{interval[1]:.3f}"


def _digits(share: float | None) -> str | None:
    return None if share is None else f"{share:.3f}"
