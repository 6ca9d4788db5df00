"""What a build is about, shown while it goes on, on a terminal only."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from time import monotonic
from typing import Self, TextIO

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from kg.errors import KgError
from kg.pipeline import Step
from kg.readers import Meter


class Building:
    """What a build is about, on STREAM if it is a terminal: how many articles, how fast, how long.

    The time left follows from how much of SIZE (bytes; None where nobody knows) METER counts.
    SIZE may take long, so it is asked for beside the work.
    """

    def __init__(
        self,
        stream: TextIO,
        meter: Meter,
        size: Callable[[], int | None],
        now: Callable[[], float] = monotonic,
    ) -> None:
        shown = stream.isatty()
        self._meter = meter
        self._size = size
        self._total: int | None = None
        self._articles = 0
        self._now, self._start = now, now()
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            console=Console(file=stream),
            transient=True,
            disable=not shown,
        )
        self._task = self._progress.add_task("starting", total=None)
        if shown:
            Thread(target=self._measure, name="size", daemon=True).start()

    def __call__(self, step: Step, articles: int) -> None:
        """Show that so many ARTICLES more are done, or that another STEP has begun."""
        self._articles += articles
        self._progress.update(self._task, description=self.words(step))

    def words(self, step: Step) -> str:
        """Return what is shown of STEP by now."""
        passed = self._now() - self._start
        if step is Step.FACTS:
            return f"{self._articles} articles; their facts are put together"
        rate = self._articles / max(passed, 0.001)
        words = f"{self._articles} articles, {rate:.0f} a second"
        read = self._meter.bytes
        if self._total is None or not read:
            return words
        return f"{words}, {_time(passed * max(self._total - read, 0) / read)} left"

    def _measure(self) -> None:
        with suppress(OSError, KgError):  # whoever reads the files says what is wrong
            self._total = self._size()

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._progress.stop()


def _time(seconds: float) -> str:
    """Return SECONDS as people say it."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
