"""Things taken some at a time, where a question, a transaction or a job takes no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def batched(items: Iterable[Item], most: int) -> Iterator[list[Item]]:
    """Yield ITEMS in their order, MOST at a time; from Python 3.12 on itertools has the like."""
    rest = iter(items)
    while some := list(islice(rest, most)):
        yield some
