"""`kg load`: the graph put into a triplestore elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.failures import FINE
from kg.cli.options import access_options, access_to, open_store, store_option
from kg.cli.terminal import say
from kg.stores.loading import load_endpoint


@click.command(
    epilog="""\b
Examples:
  kg load http://localhost:7878
  KG_USER=dba KG_PASSWORD=... kg load http://localhost:8890/sparql --auth digest
"""
)
@click.argument("endpoint", metavar="ENDPOINT")
@click.option("--graph-store", metavar="URL", help="Where it takes graphs, if that can't be told.")
@click.option("--prune", is_flag=True, help="Take out graphs there that the store has no longer.")
@access_options
@store_option
def command(
    *,
    endpoint: str,
    graph_store: str | None,
    prune: bool,
    timeout: float | None,
    auth: str,
    allow_cleartext: bool,
    store: Path,
) -> int:
    """Put the graph into a triplestore elsewhere.

    ENDPOINT is the triplestore's address or its query address. Each graph is put by the SPARQL
    Graph Store protocol, in place of the one of its name that is there; afterwards the statements
    there are counted and compared. Who asks is said by KG_USER and KG_PASSWORD or by ~/.netrc,
    never on the command line.
    """
    access = access_to(
        endpoint,
        auth=auth,
        timeout=timeout,
        allow_cleartext=allow_cleartext,
        graph_store=graph_store,
    )
    with open_store(store) as opened:
        loaded = load_endpoint(opened, endpoint, access, prune=prune, progress=_progress)
    click.echo(f"graphs\t{loaded.graphs}")
    click.echo(f"statements\t{loaded.triples}")
    if prune:
        click.echo(f"graphs taken out\t{loaded.pruned}")
    return FINE


def _progress(graph: str, triples: int) -> None:
    say(f"{graph}: {triples} statements")
