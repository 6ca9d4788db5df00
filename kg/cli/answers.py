"""Answers as they are written: a table's rows in any format, yes or no, a graph as Turtle."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad, Triple

from kg.cli import render
from kg.cli.failures import FINE, NO
from kg.cli.terminal import say
from kg.errors import UsageError
from kg.files import written
from kg.queries import Answer, Table
from kg.queries.rows import rows_of
from kg.vocabulary import OWL, SH, SPEX

TURTLE = "turtle"
FORMATS = (*render.FORMATS, TURTLE)
_GRAPH_ENDINGS = (".ttl",)
_VOCABULARIES = {"owl": OWL, "sh": SH, "spex": SPEX}  # of the catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How an answer is to be shown: in which format, in which file, with sentences or without."""

    fmt: str | None
    output: Path | None
    evidence: bool = False


def write_answer(found: Answer, asked: str, place: str, base: str, how: Shown) -> int:
    """Write what was FOUND in PLACE (a folder or URL) by what was ASKED; return the exit code.

    Raises UsageError for a format that the answer can't be written in.
    """
    if isinstance(found, bool):
        write_rows(render.Rows(("answer",), [[found]], title=asked), how)
        return FINE if found else NO
    if not isinstance(found, Table):
        write_graph(found, base, how)
        if not found:
            say(f"nothing in {place} answers: {asked}")
        return FINE
    if found.rows or not _for_people(how):
        write_rows(rows_of(found, asked, evidence=how.evidence), how)
    if not found.rows:
        say(f"nothing in {place} answers: {asked}")
    for remark in found.remarks:
        say(remark)
    return FINE


def write_rows(rows: render.Rows, how: Shown) -> None:
    """Write ROWS; tell if a spreadsheet might take some of their values for formulas."""
    if is_turtle(how):
        raise UsageError("these are rows, no graph: Turtle can't hold them. Give another -f")
    render.write(rows, how.fmt, how.output, sys.stdout)
    given = how.fmt or (how.output and render.format_for(how.output, sys.stdout))
    if given and render.FORMATS[given].sheet and (risky := render.formulas(rows)):
        say(
            f"{risky} values start with =, +, - or @: a spreadsheet may take them for formulas; "
            "import them as text"
        )


def write_graph(triples: Iterable[Triple], base: str, how: Shown) -> None:
    """Write TRIPLES as Turtle."""
    if not is_turtle(how) and (how.fmt or how.output):
        raise UsageError("the answer is a graph: it is written as Turtle only (-f turtle, .ttl)")
    from kg.export.prefixes import Prefixes  # noqa: PLC0415 - rdflib takes a while to load
    from kg.export.turtle import write_turtle  # noqa: PLC0415

    quads = [Quad(each.subject, each.predicate, each.object) for each in triples]
    text = io.BytesIO()
    write_turtle(quads, text, Prefixes(base, _VOCABULARIES))
    if how.output is None:
        sys.stdout.buffer.write(text.getvalue())
        sys.stdout.buffer.flush()
        return
    with written(how.output) as file:
        file.write(text.getvalue())


def is_turtle(how: Shown) -> bool:
    """Return whether Turtle is asked for, by name or by the file's ending."""
    return how.fmt == TURTLE or (how.fmt is None and _is_graph(how.output))


def _is_graph(output: Path | None) -> bool:
    return output is not None and output.suffix.lower() in _GRAPH_ENDINGS


def _for_people(how: Shown) -> bool:
    """Return whether a table on a terminal is asked for: there, no rows are told in words."""
    return how.output is None and (how.fmt or render.format_for(None, sys.stdout)) == "table"
