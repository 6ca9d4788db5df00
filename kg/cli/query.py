"""`kg query`: the saved questions, each a command of its own with its parameters as options."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from kg.cli import render
from kg.cli.failures import FINE
from kg.cli.options import Decorated, Where, output_option, where_options
from kg.cli.terminal import say
from kg.queries import Catalogue, Column, Item, Param, SavedQuery, Table, read_query, run

_PREFIX = "param_"  # keeps a question's own parameters apart from the options that all share


@cache
def catalogue() -> Catalogue:
    """Return the saved queries."""
    return Catalogue.load()


class _SavedQueries(click.Group):
    """Every saved query as a command; a path that ends in .rq is a query of the user's own."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [query.name for query in catalogue()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        own = cmd_name.endswith(".rq")
        return command_of(read_query(Path(cmd_name)) if own else catalogue()[cmd_name])


@click.command(
    cls=_SavedQueries,
    invoke_without_command=True,
    subcommand_metavar="[NAME [OPTIONS]]",
    epilog="""\b
Examples:
  kg query                                  list the saved questions
  kg query meetings --since 2024-09
  kg query meetings --min-confidence 0.9
  kg query who-met-whom --help              what it takes and gives
  kg query meetings -f json | jq .
""",
)
@click.option(
    "--store",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The folder of the store; it may stand after NAME too.",
)
@click.pass_context
def command(ctx: click.Context, store: Path | None) -> int:  # see _store
    """Ask a saved question; without a NAME, list the questions.

    The answer is a table on a terminal and TSV in a pipe. NAME may be the path of an .rq file.
    """
    if ctx.invoked_subcommand is None:
        rows: list[list[render.Value]] = [[query.name, query.summary] for query in catalogue()]
        render.write(render.Rows(("name", "summary"), rows), None, None, sys.stdout)
    return FINE


def command_of(query: SavedQuery) -> click.Command:
    """Return the command that asks QUERY: its parameters as options, then those that all share."""

    def ask(**given: Any) -> int:
        return _answer(query, **{**given, "store": _store(given["store"])})

    shown = [column for column in query.columns if not column.left_out]
    columns = "\n".join(f"  {column.name}: {column.description}" for column in shown)
    made = click.command(
        query.name,
        help=f"{query.summary}.\n\n{query.description}",
        short_help=query.summary,
        epilog=f"\b\nColumns:\n{columns}\n\n\b\nExample:\n  {query.command}",
    )(_shared_options(ask))
    made.params = [*map(_option, query.params), *made.params]
    return made


def _store(own: Path) -> Path:
    """Return the store that a question is asked of: the one after its name goes first."""
    context = click.get_current_context()
    before = context.parent.params.get("store") if context.parent else None
    after = context.get_parameter_source("store") is ParameterSource.COMMANDLINE
    return before if before and not after else own


def _shared_options(function: Decorated) -> Decorated:
    function = where_options(function)
    for option in reversed(_SHARED):
        function = option(function)
    return function


_SHARED = (
    click.option("--evidence", is_flag=True, help="Show the sentences that say each row."),
    click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Show the first N rows."),
    click.option(
        "-f",
        "--format",
        "fmt",
        type=click.Choice(list(render.FORMATS)),
        help="By default what the file's ending tells; a table on a terminal, TSV in a pipe.",
    ),
    output_option("Write to FILE instead of standard output."),
)


def _option(param: Param) -> click.Option:
    words = param.description + ("; may be repeated" if param.many else "") + "."
    return click.Option(
        [f"--{param.name}", _PREFIX + param.variable],
        type=click.Choice(param.choices, case_sensitive=False) if param.choices else str,
        multiple=param.many,
        required=param.required,
        default=param.default,
        show_default=param.default is not None,
        metavar=None if param.choices else param.type.value.upper(),
        help=words,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """How the answer is to be shown."""

    evidence: bool
    limit: int | None
    fmt: str | None
    output: Path | None


def _answer(query: SavedQuery, **given: Any) -> int:
    values = {param.name: _texts(given.pop(_PREFIX + param.variable)) for param in query.params}
    where = Where(**{name: given.pop(name) for name in Where.__slots__})
    shown = _Shown(**given)
    with where.opened() as target:
        answer = run(target, query, values, evidence=shown.evidence, limit=shown.limit)
    render.write(rows_of(answer, evidence=shown.evidence), shown.fmt, shown.output, sys.stdout)
    for remark in answer.remarks:
        say(remark)
    return FINE


def _texts(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def rows_of(answer: Table, *, evidence: bool) -> render.Rows:
    """Return ANSWER as it is written: facts by their whole address, all else by its label."""
    return render.Rows(
        columns=answer.names,
        rows=[
            [_value(column, cell) for column, cell in zip(answer.columns, row.cells, strict=True)]
            for row in answer.rows
        ],
        evidence=[row.evidence for row in answer.rows] if evidence else None,
        hidden=frozenset(column.name for column in answer.columns if column.fact),
    )


def _value(column: Column, cell: tuple[Item, ...]) -> render.Value:
    plain = [item.iri if column.fact and item.iri else item.shown for item in cell]
    if column.gathered:
        return list(plain)
    return plain[0] if plain else None
