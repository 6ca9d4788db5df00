"""`kg build --engine spark`: articles in any file system of a cluster in, files of N-Quads out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.cli.build_options import BuildOptions
from kg.consolidation import NONE, Decisions, read_decisions
from kg.errors import InputError, UsageError
from kg.graph import Iris
from kg.pipeline import Event, Summary
from kg.pipeline.spark import SparkBuild, build_on
from kg.readers.sources import STDIN
from kg.vocabulary import DEFAULT_BASE


def build_by_spark(asked: BuildOptions, tell: Callable[[Event], None]) -> Summary:
    """Build what was ASKED for on a cluster; sum up."""
    if asked.output is None:
        raise UsageError("--engine spark writes files: name their folder with --output")
    if not asked.sources or STDIN in asked.sources:
        raise UsageError("--engine spark reads files and folders: name one as SOURCE")
    base = asked.base or DEFAULT_BASE
    decisions = _decisions(asked.decisions, Iris(base))
    work = SparkBuild(asked.sources, base, asked.beside, asked.named_columns, decisions)
    return build_on(asked.master, work, asked.output, tell)


def _decisions(file: Path | None, iris: Iris) -> Decisions:
    """Return the decisions in FILE, if there is one."""
    if file is None:
        return NONE
    try:
        turtle = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file} can't be read: {error.strerror}") from error
    return read_decisions(turtle, str(file), iris)
