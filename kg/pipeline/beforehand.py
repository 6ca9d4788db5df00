"""The whole way, beforehand: whether there is anything to build: no store is made in vain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from kg.pipeline.summary import Event, Summary
from kg.readers import Item, Level, Problem


def in_vain(
    items: Iterable[Item], tell: Callable[[Event], None]
) -> tuple[Summary | None, Iterator[Item]]:
    """Return what a build of ITEMS comes to if all of them are problems, TELL of these; and ITEMS.

    No more is asked of them than the first article.
    """
    problems: list[Problem] = []
    rest = iter(items)
    for item in rest:
        if not isinstance(item, Problem):
            return None, chain(problems, [item], rest)
        problems.append(item)
    for problem in problems:
        tell(problem)
    errors = sum(problem.level is Level.ERROR for problem in problems)
    return Summary(errors=errors, notices=len(problems) - errors), rest
