"""What `kg build` tells: what befell articles, and at the end the summary."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from kg.cli import render
from kg.cli.terminal import say
from kg.pipeline import Event, Rejected, SetAside, Summary

_MOST_TOLD = 1_000  # rejected articles


class Told:
    """What the build tells of: said at once, but for the rejected articles, which end the list."""

    def __init__(self) -> None:
        self._rejected: list[Rejected] = []
        self._more = 0

    def __call__(self, event: Event) -> None:
        """Say what befell an article; of a rejected one at the end."""
        if isinstance(event, Rejected):
            if len(self._rejected) < _MOST_TOLD:
                self._rejected.append(event)
            else:
                self._more += 1
        elif isinstance(event, SetAside):
            say(f"{event.origin}: set aside: {event.reason}")
        else:
            say(f"{event.level}: {event}")

    def end(self, summary: Summary) -> None:
        """Say which articles were rejected and why, and SUMMARY."""
        self._rejections()
        render.write(_rows(summary, zeros=not sys.stdout.isatty()), None, None, sys.stdout)
        if summary.unmatched and summary.read:
            names = ", ".join(shape.rpartition("#")[2] for shape in summary.unmatched)
            say(f"Of these kinds the store has nothing, so their shapes checked nothing: {names}")

    def _rejections(self) -> None:
        for event in self._rejected:
            say(f"{event.origin}: rejected: {event.reason}")
            if event.sentence:
                say(f"    “{event.sentence}”")
        if self._more:
            say(f"{self._more} more articles were rejected; the store's folder rejected/ has all")


def _rows(summary: Summary, *, zeros: bool) -> render.Rows:
    counts = [[name, count] for name, count in _counts(summary) if count or zeros]
    return render.Rows(("what", "count"), counts)


def _counts(summary: Summary) -> Iterator[tuple[str, render.Value]]:
    yield "articles read", summary.read
    yield "built", summary.built
    yield "replaced", summary.replaced
    yield "unchanged", summary.unchanged
    yield "without reports", summary.without_reports
    yield "set aside", summary.set_aside
    yield "rejected", summary.rejected
    yield "errors", summary.errors
    yield "notices", summary.notices
    yield from sorted(summary.reports.items())
