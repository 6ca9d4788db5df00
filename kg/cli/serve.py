"""`kg serve`: pages over the store, an HTTP API and a SPARQL endpoint, read only."""

from __future__ import annotations

import logging
import os
import sys
import webbrowser
from pathlib import Path
from typing import Any

import click

from kg.cli.extras import from_extra
from kg.cli.failures import FINE
from kg.cli.options import seconds, store_option
from kg.cli.terminal import say


@click.command(
    epilog="""\b
Examples:
  kg serve
  kg serve --store news.kg --port 8080 --open
  kg serve --host 0.0.0.0 --allow-host kg.example.org
"""
)
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to listen on; 0 takes a free one.",
)
@click.option("--open", "show", is_flag=True, help="Open the first page in your browser.")
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="A name that this server is reached by, besides --host. May be repeated.",
)
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="Let the pages of this site (https://example.org) read the answers. May be repeated.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True, max=3600),
    callback=seconds,
    default=10.0,
    show_default=True,
    metavar="SECONDS",
    help="Give a question up after so long.",
)
@click.option(
    "--rows",
    type=click.IntRange(min=1),
    default=10_000,
    show_default=True,
    metavar="N",
    help="The most rows of an answer to SPARQL; where more are left out, the answer says so.",
)
def command(show: bool, **given: Any) -> int:
    """Show the store in a browser: pages, an HTTP API, SPARQL.

    Nothing can be changed by it, and only this machine reaches it unless --host says otherwise. A
    build may run meanwhile; what it
    finishes is shown from then on. Ctrl-C ends it. Needs the extra: pip install
    "politics-kg[serve]".
    """
    server = from_extra("kg.serve.server", "serve")
    own = os.environ.get("KG_QUERIES")
    debug = os.environ.get("KG_DEBUG") == "1"
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="kg serve: %(message)s")

    def told(address: str) -> None:
        say(f"{given['store']} is shown at {address} (Ctrl-C ends it)")
        if show:
            webbrowser.open(address)

    server.serve(server.Settings(own=Path(own) if own else None, debug=debug, **given), told)
    return FINE
