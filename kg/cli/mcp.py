"""`kg mcp`: the saved questions as tools for agents, over standard input and output."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from kg.cli.extras import from_extra
from kg.cli.failures import FINE
from kg.cli.options import seconds, store_option
from kg.cli.query import catalogue
from kg.cli.terminal import say
from kg.stores import LocalStore

_SECONDS = 30.0


@click.command(
    epilog="""\b
Examples:
  kg mcp --store news.kg
  claude mcp add news -- kg mcp --store /home/me/news.kg
  npx @modelcontextprotocol/inspector kg mcp --store news.kg
"""
)
@store_option
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True, max=3600),
    callback=seconds,
    default=_SECONDS,
    show_default=True,
    metavar="SECONDS",
    help="End a question after so long.",
)
def command(store: Path, timeout: float) -> int:
    """Give agents the saved questions as tools (MCP).

    It speaks the Model Context Protocol over standard input and output, for whatever program runs
    an agent to start. Each question is a tool with typed parameters, and so is `explain`; answers
    carry their sentences and sources. Nothing can be changed by them, and a build may run
    meanwhile. Needs the extra: pip install "politics-kg[mcp]".
    """
    agents = from_extra("kg.agents", "mcp")
    opened = partial(LocalStore.open, store, create=False, read_only=True)
    opened().close()  # says at once if there is no store
    for problem in catalogue().problems:
        say(problem)
    agents.serve(opened, catalogue().readable(say), timeout)
    return FINE
