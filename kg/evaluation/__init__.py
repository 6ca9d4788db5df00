"""Step evaluate: precision and recall a slot, against what a careful reader takes from articles."""

from kg.evaluation.evaluate import Scores, evaluate
from kg.evaluation.tally import Score

__all__ = ["Score", "Scores", "evaluate"]
