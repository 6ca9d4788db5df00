"""`kg build --engine spark`: articles in any file system of a cluster in, files of N-Quads out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from kg.consolidation import NONE, Decisions, read_decisions
from kg.errors import InputError, UsageError
from kg.graph import Iris
from kg.pipeline import Event, Summary
from kg.pipeline.spark import Wanted, build_on
from kg.readers import Columns, Metadata
from kg.readers.sources import STDIN
from kg.vocabulary import DEFAULT_BASE


def build_by_spark(
    wanted: tuple[tuple[str, ...], Metadata, Columns],
    output: str | None,
    master: str | None,
    base: str | None,
    decisions: Path | None,
    *,
    tell: Callable[[Event], None],
) -> Summary:
    """Build what is WANTED (sources, what stands beside them, columns) on a cluster; sum up."""
    sources, beside, columns = wanted
    if output is None:
        raise UsageError("--engine spark writes files: name their folder with --output")
    if not sources or STDIN in sources:
        raise UsageError("--engine spark reads files and folders: name one as SOURCE")
    start = base or DEFAULT_BASE
    stated = _decisions(decisions, Iris(start))
    return build_on(master, Wanted(sources, start, beside, columns, stated), output, tell)


def refuse(engine: str, given: Mapping[str, object]) -> None:
    """Raise UsageError if one of the options GIVEN has a value, which ENGINE can't use."""
    for option, value in given.items():
        if value:
            raise UsageError(f"{option} can't be used with --engine {engine}")


def _decisions(file: Path | None, iris: Iris) -> Decisions:
    """Return the decisions in FILE, if there is one."""
    if file is None:
        return NONE
    try:
        turtle = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file} can't be read: {error.strerror}") from error
    return read_decisions(turtle, str(file), iris)
