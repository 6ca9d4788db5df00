"""`kg ontology`: the vocabulary, in each format and as a page."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.failures import FINE
from kg.cli.options import output_option
from kg.errors import UsageError
from kg.export.ontology import ONTOLOGY_FORMATS
from kg.files import written


@click.command(
    epilog="""\b
Examples:
  kg ontology
  kg ontology -o politics.rdf
  kg ontology -f html -o ontology.html
"""
)
@click.option(
    "-f",
    "--format",
    "fmt",
    type=click.Choice(list(ONTOLOGY_FORMATS)),
    help="By default what the file's ending tells; turtle on standard output.",
)
@output_option("Write to FILE (packed if it ends in .gz) instead of standard output.")
def command(fmt: str | None, output: Path | None) -> int:
    """Write the vocabulary of the graph, to publish it or to look a term up.

    Turtle is the file as its authors wrote it. Context is the JSON-LD context that exports use;
    html is a page with every term, its definition, and what the shapes ask of it.
    """
    content = ONTOLOGY_FORMATS[fmt or _format(output)].content()
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return FINE
    with written(output) as stream:
        stream.write(content)
    return FINE


def _format(output: Path | None) -> str:
    """Return the format that the ending of OUTPUT tells."""
    if output is None:
        return "turtle"
    name = output.name.lower().removesuffix(".gz")
    found = [fmt for fmt, each in ONTOLOGY_FORMATS.items() if name.endswith(each.ending)]
    if not found:
        endings = ", ".join(each.ending for each in ONTOLOGY_FORMATS.values())
        raise UsageError(f"the ending of {output} tells no format; give one with -f, or {endings}")
    return found[-1]
