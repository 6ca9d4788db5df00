"""`kg export`: the graph in the formats that others read."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.failures import FINE
from kg.cli.options import open_store, output_option, store_option
from kg.export import FORMATS, export, export_file


@click.command(
    epilog="""\b
Examples:
  kg export -o graph.ttl
  kg export -f nquads | gzip > graph.nq.gz
  kg export -f turtle --graph graph/facts
"""
)
@click.option(
    "-f",
    "--format",
    "fmt",
    type=click.Choice(list(FORMATS)),
    help="By default what the file's ending tells; turtle on standard output.",
)
@output_option("Write to FILE (packed if it ends in .gz) instead of standard output.")
@click.option(
    "--graph",
    "graphs",
    multiple=True,
    metavar="IRI",
    help="Only this graph, whole or from the base on: graph/facts, article/ID. May be repeated.",
)
@store_option
def command(fmt: str | None, output: Path | None, graphs: tuple[str, ...], store: Path) -> int:
    """Write the graph as Turtle, N-Quads, JSON-LD and other formats.

    The same graph gives the same bytes every time. TriG, N-Quads and JSON-LD keep the graphs apart;
    the others hold them together as one.
    """
    with open_store(store) as opened:
        names = [name if "://" in name else opened.base + name for name in graphs] or None
        quads = opened.quads(names)
        if output is not None:
            export_file(quads, output, fmt, base=opened.base)
        else:
            export(quads, fmt or "turtle", sys.stdout.buffer, base=opened.base)
            sys.stdout.buffer.flush()
    return FINE
