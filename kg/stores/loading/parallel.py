"""Step load, parallel: a few pieces of work under way at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")


def in_parallel(
    work: Callable[[Item], object], items: Iterable[Item], workers: int, waiting: int = 1
) -> Iterator[Item]:
    """Do WORK on ITEMS, WORKERS at a time; yield each that is done, in order.

    Items are taken from the iterable as they are needed, by the calling thread, so early that
    WAITING of them are ready beside those under way.
    """
    with ThreadPoolExecutor(workers) as pool:
        under_way: deque[tuple[Item, Future[object]]] = deque()
        try:
            for item in items:
                under_way.append((item, pool.submit(work, item)))
                if len(under_way) >= workers + waiting:
                    done, future = under_way.popleft()
                    future.result()
                    yield done
            while under_way:
                done, future = under_way.popleft()
                future.result()
                yield done
        finally:
            for _, future in under_way:
                future.cancel()
