"""Step validate: no graph enters the store that the shapes or its own text contradict."""

from kg.validation.files import DEFAULT_GRAPH, QUOTES_UNCHECKED, read_graphs, split_graphs
from kg.validation.read_back import check_read_back
from kg.validation.source_text import check_text
from kg.validation.validator import Validator
from kg.validation.verdicts import Verdict, Violation, short

__all__ = [
    "DEFAULT_GRAPH",
    "QUOTES_UNCHECKED",
    "Validator",
    "Verdict",
    "Violation",
    "check_read_back",
    "check_text",
    "read_graphs",
    "short",
    "split_graphs",
]
