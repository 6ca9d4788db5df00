"""The command line: `kg COMMAND`. Each command is imported when it is run, and only then."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any, NoReturn

import click

from kg import __version__
from kg.cli.failures import OutputClosedError, exit_code_of

COMMANDS = {
    "build": "Read articles and put what they report into the store.",
    "query": "Ask a saved question; without a NAME, list the questions.",
    "explain": "Tell what is known of someone or something, with the sentences.",
    "validate": "Check the store, or RDF files, against the shapes.",
    "export": "Write the graph as Turtle, N-Quads, JSON-LD and other formats.",
    "ontology": "Write the vocabulary of the graph, to publish it or to look a term up.",
    "load": "Make a triplestore elsewhere hold what the store does.",
    "serve": "Show the store in a browser: pages, an HTTP API, SPARQL.",
    "doctor": "Try out what a triplestore elsewhere can do.",
    "mcp": "Give agents the saved questions as tools (MCP).",
    "remove": "Take articles out, and with them exactly what they report.",
    "evaluate": "Score the store against articles that a careful reader annotated.",
    "completion": "Print what makes TAB complete in bash, zsh or fish.",
}

EPILOG = """\b
Examples:
  kg build news/                      build a store out of a folder of articles
  kg query                            list the saved questions
  kg query who-met-whom               ask one
  kg explain "Hemant Soren"           what is known, on whose word
  kg serve                            look at it in a browser

\b
Exit codes:
  0  fine
  1  the answer is no: something does not conform, an ASK is false, articles were rejected
  2  wrong usage, or input that can't be read (goes before 1)
  3  the endpoint failed
  4  timed out
"""


COMPLETING = "_KG_COMPLETE"  # a shell asks what may come next, not for a command


class _Commands(click.Group):
    """The table COMMANDS as a group whose members are modules of this package."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"kg.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = get_close_matches(args[0], COMMANDS, n=2)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            raise click.UsageError(f"No such command {args[0]!r}.{hint}", ctx) from error

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:  # click would exit with 1, which here means "no"
            raise OutputClosedError from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=_Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="kg")
def kg() -> None:
    """Turn political news into a knowledge graph that quotes its sources, and question it."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code. What goes wrong is said on standard error."""
    if COMPLETING in os.environ:
        code: int = import_module("kg.cli.completion").complete(kg)
        return code
    return exit_code_of(lambda: _invoke(arguments))


def main() -> NoReturn:
    """Run the command that was typed, and exit with its code."""
    code = run()
    if threading.active_count() > 1 and import_module("kg.stores.deadline").given_up():
        sys.stdout.flush()
        os._exit(code)  # Python's own end would pull the store away under what runs on
    sys.exit(code)


def _invoke(arguments: Sequence[str] | None) -> int:
    answer: Any = kg.main(
        list(arguments) if arguments is not None else None, prog_name="kg", standalone_mode=False
    )
    return answer if isinstance(answer, int) else 0
