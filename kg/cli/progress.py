"""A count that moves while work goes on, on a terminal only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Self, TextIO, TypeVar

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

Item = TypeVar("Item")


class Counter:
    """A count of WHAT on STREAM while work goes on; nothing is shown where that is no terminal."""

    def __init__(self, what: str, stream: TextIO) -> None:
        columns = (
            SpinnerColumn(),
            TextColumn("{task.completed} {task.description}"),
            TimeElapsedColumn(),
        )
        console = Console(file=stream)
        self._progress = Progress(
            *columns, console=console, transient=True, disable=not stream.isatty()
        )
        self._task = self._progress.add_task(what, total=None)

    def advance(self, number: int) -> None:
        """Count NUMBER more."""
        self._progress.advance(self._task, number)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._progress.stop()


def counted(items: Iterable[Item], what: str, stream: TextIO) -> Iterator[Item]:
    """Yield ITEMS; if STREAM is a terminal, show there how many there were so far."""
    if not stream.isatty():
        yield from items
        return
    with Counter(what, stream) as counter:
        for item in items:
            yield item
            counter.advance(1)
