"""`kg validate`: the store, or RDF files, against the shapes."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from kg.cli import render
from kg.cli.failures import FINE, NO, UNUSABLE
from kg.cli.options import open_store, store_graphs, store_option
from kg.cli.terminal import say
from kg.errors import InputError
from kg.graph import ArticleGraph
from kg.terminals import printable
from kg.validation import QUOTES_UNCHECKED, Validator, Violation, read_graphs, short

_COLUMNS = ("file", "graph", "node", "property", "value", "message", "sentence")


@click.command(
    epilog="""\b
Examples:
  kg validate
  kg validate graph.ttl more.nq
"""
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option(
    "-f",
    "--format",
    "fmt",
    type=click.Choice(list(render.FORMATS)),
    help="By default plain words on a terminal, TSV in a pipe.",
)
@store_option
def command(files: tuple[Path, ...], fmt: str | None, store: Path) -> int:
    """Check the store, or RDF files, against the shapes.

    What is wrong is said in plain words, with the sentence it is about. Exits 1 if something does
    not conform, 2 if a file can't be read; the others are checked.
    """
    work = _Validation(Validator())
    if files:
        for file in files:
            work.file(file)
        if work.graphs:
            say(QUOTES_UNCHECKED)
    else:
        with open_store(store) as opened:
            work.check(str(store), store_graphs(opened))
    if work.graphs or not work.unreadable:
        work.write(fmt)
    return UNUSABLE if work.unreadable else NO if work.wrong else FINE


class _Validation:
    """What was checked so far, and what is wrong with it."""

    def __init__(self, validator: Validator) -> None:
        self._validator = validator
        self.graphs = 0
        self.unreadable = 0
        self.wrong: list[tuple[str, str, Violation]] = []

    def file(self, path: Path) -> None:
        """Check the graphs in the file PATH; say so if it can't be read."""
        try:
            if not (graphs := read_graphs(path)):
                say(f"notice: {path}: holds no statement; there is nothing to check in it")
        except InputError as error:
            self.unreadable += 1
            say(f"error: {error}")
        else:
            self.check(str(path), graphs)

    def check(self, origin: str, graphs: Iterable[ArticleGraph]) -> None:
        """Check GRAPHS, which stand in ORIGIN."""
        for verdict in self._validator.check(graphs):
            self.graphs += 1
            self.wrong += [(origin, verdict.article, each) for each in verdict.violations]

    def write(self, fmt: str | None) -> None:
        """Write what is wrong, and sum up."""
        if fmt is None and sys.stdout.isatty():
            for origin, graph, violation in self.wrong:
                click.echo(printable(f"{origin}: {graph}\n    {violation}\n"))
        else:
            rows = [_row(*each) for each in self.wrong]
            render.write(render.Rows(_COLUMNS, rows), fmt, None, sys.stdout)
        bad = len({(origin, graph) for origin, graph, _ in self.wrong})
        verdict = f"{bad} of them do not conform" if bad else "all conform"
        say(f"{self.graphs} graphs were checked{f'; {verdict}' if self.graphs else ''}.")


def _row(origin: str, graph: str, violation: Violation) -> list[render.Value]:
    return [
        origin,
        graph,
        violation.focus,
        short(violation.path),
        short(violation.value),
        violation.message,
        violation.sentence,
    ]
