"""`kg load`: a triplestore elsewhere made to hold what the store does."""

from __future__ import annotations

import secrets
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from kg.cli.failures import FINE
from kg.cli.options import access_options, access_to, open_store, store_option, target_options
from kg.cli.progress import Counter
from kg.errors import UsageError
from kg.stores.loading import Bulk, Change, Options, Transport, differences, load_endpoint


@click.command(
    epilog="""\b
Examples:
  kg load http://localhost:7878
  kg load http://localhost:7878 --dry-run --prune
  KG_USER=dba KG_PASSWORD=... kg load http://localhost:8890/sparql --auth digest
  kg load http://localhost:8890/sparql --auth digest --transport bulk --bulk-folder /srv/load
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
    "--bulk-folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False, resolve_path=True),
    metavar="DIR",
    help="With --transport bulk: a folder that Virtuoso reads too (in its DirsAllowed).",
)
@click.option(
    "--sql-port",
    type=click.IntRange(1, 65535),
    default=1111,
    show_default=True,
    metavar="PORT",
    help="With --transport bulk: where Virtuoso takes SQL.",
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
def command(*, endpoint: str, dry_run: bool, prune: bool, store: Path, **given: Any) -> int:
    """Make a triplestore elsewhere hold what the store does.

    ENDPOINT is the triplestore's address or its query address. Only what differs is sent: the
    hash of each graph (of a large one: of each part) is kept there in `graph/loaded`. A load that
    broke off goes on when it is run again. Afterwards statements and hashes there are compared.
    Who asks is said by KG_USER and KG_PASSWORD, by ~/.netrc or on the terminal, never on the
    command line.
    """
    options = Options(
        prune=prune,
        verify=given.pop("verify"),
        parallel=given.pop("parallel"),
        mark=secrets.token_hex(8),
        **_transport(given.pop("transport"), given.pop("bulk_folder"), given.pop("sql_port")),
    )
    access = access_to(endpoint, **given)
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


def _transport(name: str | None, folder: Path | None, port: int) -> dict[str, Any]:
    """Return the options of transport NAME; raise UsageError for what it lacks or can't use."""
    if name != Transport.BULK:
        if folder is not None:
            raise UsageError("--bulk-folder is for --transport bulk; choose that too")
        return {"transport": Transport(name) if name else None}
    if folder is None:
        raise UsageError(
            "--transport bulk has Virtuoso read files: name a folder that is in its DirsAllowed "
            "with --bulk-folder"
        )
    program = shutil.which("isql-vt") or shutil.which("isql")
    if program is None:
        raise UsageError(
            "--transport bulk needs Virtuoso's isql on the PATH, as isql-vt or isql (Debian: "
            "apt-get install virtuoso-opensource-7-bin)"
        )
    return {"transport": Transport.BULK, "bulk": Bulk(program, folder, port)}
