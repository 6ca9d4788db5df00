"""`kg load`: a triplestore elsewhere made to hold what the store does."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from kg.cli.failures import FINE
from kg.cli.options import access_options, access_to, open_store, store_option, target_options
from kg.cli.progress import Counter
from kg.stores.loading import Change, Options, Transport, differences, load_endpoint


@click.command(
    epilog="""\b
Examples:
  kg load http://localhost:7878
  kg load http://localhost:7878 --dry-run --prune
  KG_USER=dba KG_PASSWORD=... kg load http://localhost:8890/sparql --auth digest
"""
)
@click.argument("endpoint", metavar="ENDPOINT")
@click.option("--dry-run", is_flag=True, help="List what differs there, and change nothing.")
@click.option("--prune", is_flag=True, help="Take out graphs there that the store has no longer.")
@click.option("--verify", is_flag=True, help="Read every statement back afterwards and compare.")
@click.option(
    "--transport",
    type=click.Choice([transport.value for transport in Transport]),
    help="How new graphs are sent; by default what works best there.",
)
@click.option(
    "--parallel",
    type=click.IntRange(1, 16),
    default=2,
    show_default=True,
    metavar="N",
    help="How many requests are under way at a time.",
)
@target_options
@access_options
@store_option
def command(
    *,
    endpoint: str,
    dry_run: bool,
    prune: bool,
    verify: bool,
    transport: str | None,
    parallel: int,
    store: Path,
    **given: Any,
) -> int:
    """Make a triplestore elsewhere hold what the store does.

    ENDPOINT is the triplestore's address or its query address. Only what differs is sent: the
    hash of each graph (of a large one: of each part) is kept there in `graph/loaded`. A load that
    broke off goes on when it is run again. Afterwards statements and hashes there are compared.
    Who asks is said by KG_USER and KG_PASSWORD, by ~/.netrc or on the terminal, never on the
    command line.
    """
    access = access_to(endpoint, **given)
    options = Options(
        prune=prune,
        verify=verify,
        transport=Transport(transport) if transport else None,
        parallel=parallel,
        mark=secrets.token_hex(8),
    )
    with open_store(store) as opened:
        if dry_run:
            for change in differences(opened, endpoint, access, options):
                click.echo(f"{change.kind}\t{change.graph}\t{change.triples}")
            return FINE
        with Counter("statements sent", sys.stderr) as counter:

            def progress(changes: Sequence[Change]) -> None:
                counter.advance(sum(change.triples for change in changes))

            loaded = load_endpoint(opened, endpoint, access, options, progress=progress)
    click.echo(f"graphs\t{loaded.graphs}")
    click.echo(f"statements\t{loaded.triples}")
    click.echo(f"graphs sent\t{loaded.sent_graphs}")
    click.echo(f"statements sent\t{loaded.sent_triples}")
    if loaded.transport:
        click.echo(f"sent by\t{loaded.transport}")
    if prune:
        click.echo(f"graphs taken out\t{loaded.pruned}")
    return FINE
