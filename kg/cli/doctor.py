"""`kg doctor`: what a triplestore elsewhere can do, tried out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli.answers import Shown, write_rows
from kg.cli.failures import FINE, NO
from kg.cli.options import access_options, access_to, store_option, target_options
from kg.cli.render import FORMATS, Rows
from kg.stores import base_of
from kg.stores.loading.doctor import examine
from kg.vocabulary import DEFAULT_BASE

_WORKS = {True: "yes", False: "no", None: ""}


@click.command(
    epilog="""\b
Examples:
  kg doctor http://localhost:7878
  KG_USER=dba KG_PASSWORD=... kg doctor http://localhost:8890/sparql --auth digest
"""
)
@click.argument("endpoint", metavar="ENDPOINT")
@click.option("-f", "--format", "fmt", type=click.Choice(list(FORMATS)), help="How it is written.")
@target_options
@access_options
@store_option
def command(endpoint: str, *, fmt: str | None, store: Path, **given: Any) -> int:
    """Try out what a triplestore elsewhere can do.

    ENDPOINT is the triplestore's address or its query address. Queries and each way to write are
    tried on one statement in `graph/probe` under the store's base, which is taken out again. The
    last line says how `kg load` would send. Exits with 1 if it couldn't.
    """
    base = base_of(store) or DEFAULT_BASE
    findings = examine(endpoint, base, access_to(endpoint, **given))
    rows = Rows(
        columns=("what", "works", "detail"),
        rows=[[one.what, _WORKS[one.works], one.detail] for one in findings],
        title=f"kg doctor {endpoint}",
    )
    write_rows(rows, Shown(fmt=fmt, output=None))
    return FINE if findings[-1].works else NO
