"""Step evaluate: precision and recall a slot, against what a careful reader takes from articles."""

from kg.evaluation.evaluate import Scores, evaluate
from kg.evaluation.intervals import Interval, Intervals, intervals
from kg.evaluation.tally import Score

__all__ = ["Interval", "Intervals", "Score", "Scores", "evaluate", "intervals"]
