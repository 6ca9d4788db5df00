"""`kg explain`: what is known of someone, something or a fact, on whose word."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from kg.cli.failures import FINE, printable
from kg.cli.options import Where, output_option, where_options
from kg.errors import UsageError
from kg.queries.explain import Dossier, as_json, as_markdown, as_text, explain

FORMATS: Mapping[str, Callable[[Dossier], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}
_ENDINGS = {".txt": "text", ".md": "markdown", ".json": "json"}


@click.command(
    epilog="""\b
Examples:
  kg explain "Hemant Soren"
  kg explain INDIA -o india.md
  kg explain INDIA --min-confidence 0.9
  kg explain meeting/5b959930eb33d9be -f json
"""
)
@click.argument("name", metavar="NAME|IRI")
@click.option(
    "-f",
    "--format",
    "fmt",
    type=click.Choice(list(FORMATS)),
    help="By default what the file's ending tells; text on standard output.",
)
@click.option(
    "--min-confidence",
    metavar="SHARE",
    help="Only facts that a report says that is at least so likely right, from 0 to 1.",
)
@output_option("Write to FILE instead of standard output.")
@where_options
def command(
    name: str, fmt: str | None, min_confidence: str | None, output: Path | None, **given: Any
) -> int:
    """Tell what is known of someone or something, with the sentences.

    NAME is a person, party, alliance, body or place by any name; IRI a fact's or an entity's
    address, whole or from the base on, as answers give it. For each fact it tells on whose word, by
    how many independent sources, how likely it was read rightly, which sentences say so, what
    contradicts it, and why reports of several articles were taken for one.
    """
    with Where(**given).opened() as target:
        dossier = explain(target, name, min_confidence)
    if output is not None:
        _write(FORMATS[fmt or _format_for(output)](dossier), output)
    elif sys.stdout.isatty():
        click.echo(_wrapped(printable(FORMATS[fmt or "text"](dossier))))
    else:
        click.echo(FORMATS[fmt or "text"](dossier), nl=False)
    return FINE


def _format_for(path: Path) -> str:
    if path.suffix.lower() in _ENDINGS:
        return _ENDINGS[path.suffix.lower()]
    endings = ", ".join(_ENDINGS)
    raise UsageError(f"the ending of {path} tells no format; give one with -f, or use {endings}")


def _write(text: str, path: Path) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error.strerror}") from error


def _wrapped(text: str) -> str:
    """Return TEXT with long lines broken at the terminal's width, set in as they begin."""
    width = max(shutil.get_terminal_size().columns, 40)
    return "\n".join(_broken(line, width) for line in text.splitlines())


def _broken(line: str, width: int) -> str:
    indent = " " * (len(line) - len(line.lstrip()))
    return textwrap.fill(
        line.strip(),
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
