"""A count that moves while work goes on, on a terminal only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

Item = TypeVar("Item")


def counted(items: Iterable[Item], what: str, stream: TextIO) -> Iterator[Item]:
    """Yield ITEMS; if STREAM is a terminal, show there how many there were so far."""
    if not stream.isatty():
        yield from items
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed} {task.description}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(file=stream), transient=True) as progress:
        task = progress.add_task(what, total=None)
        for item in items:
            yield item
            progress.advance(task)
