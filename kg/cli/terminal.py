"""Messages to whoever sits there."""

from __future__ import annotations

import click

from kg.terminals import printable


def say(message: str) -> None:
    """Write MESSAGE to standard error, so that it never mixes with an answer."""
    click.echo(printable(message), err=True)
