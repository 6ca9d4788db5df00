"""`kg remove`: articles out, and with them exactly what they report."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.failures import FINE
from kg.cli.options import store_option
from kg.pipeline import remove
from kg.stores import LocalStore


@click.command(
    epilog="""\b
Examples:
  kg remove 002_5cf9559362ee72f3
  kg remove https://news.example/2024/09/rao-meets-mensah --store news.kg
"""
)
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@store_option
def command(articles: tuple[str, ...], store: Path) -> int:
    """Take articles out, and with them exactly what they report.

    ARTICLE is its identifier (the given one, its URL, or its path without the ending) or its IRI.
    If one of them is not in the store, nothing is removed.
    """
    with LocalStore.open(store, create=False) as opened:
        for article in remove(opened, articles):
            click.echo(f"removed\t{article}")
    return FINE
