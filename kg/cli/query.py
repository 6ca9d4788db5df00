"""`kg query`: the saved questions, each a command of its own, and questions of one's own."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from kg.cli import answers
from kg.cli.failures import FINE, UNUSABLE
from kg.cli.options import output_option
from kg.cli.question import command_of, format_option
from kg.cli.render import Rows, Value
from kg.cli.terminal import say
from kg.errors import UsageError
from kg.queries import Catalogue, SavedQuery, examples, query_of, read_query
from kg.vocabulary import DEFAULT_BASE

_FILE = "--file"
_OWN = "file "  # before a path, where a name would stand: what `--file` becomes


@cache
def catalogue() -> Catalogue:
    """Return the saved queries, those in the user's own folder among them."""
    own = os.environ.get("KG_QUERIES")
    return Catalogue.load(own=Path(own) if own else None)


class _Questions(click.Group):
    """Every question as a command; `--file FILE` stands where a name would."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(catalogue().paths)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        own = cmd_name.startswith(_OWN)
        return command_of(_own(cmd_name.removeprefix(_OWN)) if own else catalogue()[cmd_name])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, _file_as_name(args))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        given = [word for word in args if word.startswith(_OWN) or word == _FILE]
        named = args[0].startswith(_OWN) and len(args) > 1 and args[1] in catalogue().paths
        if named or (given and (len(given) > 1 or given[0] != args[0])):
            raise click.UsageError(
                "--file FILE stands in the place of a NAME; give one of them, and once", ctx
            )
        command = self.get_command(ctx, args[0])
        return command.name, command, args[1:]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Leave the questions to the list: here they would hide the options."""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        named = [
            CompletionItem(query.name, help=query.summary)
            for query in catalogue().readable(lambda _: None)
            if query.name.startswith(incomplete)
        ]
        return named + click.Command.shell_complete(self, ctx, incomplete)


def _file_as_name(arguments: list[str]) -> list[str]:
    """Return ARGUMENTS with `--file FILE` as one word, in which the command is found."""
    for place, word in enumerate(arguments):
        if word.startswith(f"{_FILE}="):
            return [*arguments[:place], _OWN + word.partition("=")[2], *arguments[place + 1 :]]
        if word == _FILE and place + 1 < len(arguments):
            return [*arguments[:place], _OWN + arguments[place + 1], *arguments[place + 2 :]]
    return arguments


def _own(path: str) -> SavedQuery:
    """Return the query in the file PATH, or on standard input (`-`)."""
    if not path:
        raise UsageError("--file needs a FILE; what was given is empty")
    if path == "-":
        given = query_of("mine", sys.stdin.read(), "standard input")
        return given.called("the query on standard input")
    return read_query(Path(path)).called(f"{_FILE} {path}")


@click.command(
    cls=_Questions,
    invoke_without_command=True,
    subcommand_metavar="[NAME [OPTIONS]]",
    epilog="""\b
Examples:
  kg query                                  list the saved questions
  kg query meetings --since 2024-09
  kg query who-met-whom --help              what it takes and gives
  kg query who-met-whom --sort -last --limit 10
  kg query meetings --min-confidence 0.9 -f json | jq .
  kg query meetings --show | curl -G https://example.org/sparql --data-urlencode query@-
  kg query --file mine.rq                   one of your own
  kg query -f turtle -o questions.ttl       the list, as SPARQL examples in RDF
""",
)
@click.option(
    _FILE,
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Ask the query in FILE (- is standard input), in place of a NAME.",
)
@click.option(
    "--store",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The folder of the store; this and the following may stand after NAME too.",
)
@click.option("--endpoint", metavar="URL", help="Ask the triplestore at URL, not the store.")
@click.option("--base", metavar="IRI", help="What the IRIs at the endpoint start with.")
@format_option
@output_option("Write to FILE instead of standard output.")
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> int:
    """Ask a saved question; without a NAME, list the questions.

    The answer is a table on a terminal and TSV in a pipe. Queries in the folder KG_QUERIES (an
    environment variable) are questions like the others. As Turtle, the list is a catalogue of
    SPARQL examples that run as they are.
    """
    if ctx.invoked_subcommand is not None:
        return FINE
    how = answers.Shown(fmt=given["fmt"], output=given["output"])
    problems = list(catalogue().problems)
    broken: list[str] = []
    questions = list(catalogue().readable(broken.append))
    if answers.is_turtle(how):
        base = given["base"] or DEFAULT_BASE
        answers.write_graph(examples(questions, base, given["endpoint"]), base, how)
    else:
        answers.write_rows(_listed(questions), how)
    for problem in problems + broken:
        say(problem)
    return UNUSABLE if broken else FINE


def _listed(questions: list[SavedQuery]) -> Rows:
    """Return QUESTIONS as rows."""
    rows: list[list[Value]] = [[each.name, each.summary, list(each.tags)] for each in questions]
    return Rows(("name", "summary", "tags"), rows, title="Saved questions")
