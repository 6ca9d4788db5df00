"""`kg explain`: what is known of someone, something or a fact, on whose word."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from kg.cli.completion import complete_names
from kg.cli.failures import FINE
from kg.cli.options import Where, output_option, where_options
from kg.errors import UsageError
from kg.files import written
from kg.queries.explain import Dossier, as_json, as_markdown, as_text, explain
from kg.terminals import printable

FORMATS: Mapping[str, Callable[[Dossier], str]] = {
    "text": lambda dossier: printable(as_text(dossier)),
    "markdown": lambda dossier: printable(as_markdown(dossier)),
    "json": as_json,
}
_ENDINGS = {".txt": "text", ".md": "markdown", ".json": "json"}
_LATEST = 10  # facts of a section that people are told without asking for more


@click.command(
    epilog="""\b
Examples:
  kg explain "Hemant Soren"
  kg explain INDIA --all -o india.md
  kg explain INDIA --min-confidence 0.9
  kg explain meeting/5b959930eb33d9be -f json
"""
)
@click.argument("name", metavar="NAME|IRI", shell_complete=complete_names())
@click.option(
    "-f",
    "--format",
    "fmt",
    type=click.Choice(list(FORMATS)),
    help="By default what the file's ending tells; text on standard output.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"The latest N facts of each kind; by default {_LATEST}, in JSON all.",
)
@click.option("--all", "whole", is_flag=True, help="All facts with all their sentences.")
@click.option(
    "--min-confidence",
    metavar="SHARE",
    help="Only facts that a report says that is at least so likely right, from 0 to 1.",
)
@output_option("Write to FILE instead of standard output.")
@where_options
def command(
    name: str,
    fmt: str | None,
    limit: int | None,
    whole: bool,
    min_confidence: str | None,
    output: Path | None,
    **given: Any,
) -> int:
    """Tell what is known of someone or something, with the sentences.

    NAME is a person, party, alliance, body or place by any name; IRI the address of one, of a fact,
    report, conflict or article, whole or from the base on, as answers give it. For each fact it
    tells on whose word, by how many independent sources, how likely it was read rightly, which
    sentences say so, what contradicts it, and why reports of several articles were taken for one.
    The latest stand first; disputed facts are told however old they are.
    """
    if whole and limit:
        raise UsageError("--all and --limit contradict each other; give one of them")
    form = fmt or (_format_for(output) if output else "text")
    most = None if whole else limit or (None if form == "json" else _LATEST)
    with Where(**given).opened() as target:
        text = FORMATS[form](explain(target, name, min_confidence, most))
    if output is not None:
        with written(output) as file:
            file.write(text.encode())
    elif form == "text" and sys.stdout.isatty():
        import_module("kg.cli.paragraphs").show(text, sys.stdout)  # rich takes a while to load
    else:
        click.echo(text, nl=False)
    return FINE


def _format_for(path: Path) -> str:
    if path.suffix.lower() in _ENDINGS:
        return _ENDINGS[path.suffix.lower()]
    endings = ", ".join(_ENDINGS)
    raise UsageError(f"the ending of {path} tells no format; give one with -f, or use {endings}")
