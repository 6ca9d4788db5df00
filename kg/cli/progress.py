"""A count that moves while work goes on, on a terminal only."""

from __future__ import annotations

from typing import Self, TextIO

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


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
