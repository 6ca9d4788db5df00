"""The whole way, beforehand: whether there is anything to build: no store is made in vain."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.pipeline.summary import Event, Summary
from kg.readers import Item, Level, Problem


def in_vain(items: Iterable[Item], tell: Callable[[Event], None]) -> Summary | None:
    """Return what a build of ITEMS comes to if all of them are problems, and TELL of these.

    Of ITEMS no more is read than the first article.
    """
    problems: list[Problem] = []
    for item in items:
        if not isinstance(item, Problem):
            return None
        problems.append(item)
    for problem in problems:
        tell(problem)
    errors = sum(problem.level is Level.ERROR for problem in problems)
    return Summary(errors=errors, notices=len(problems) - errors)
