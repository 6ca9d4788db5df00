"""A question as a command: its parameters as options, then those that all questions share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from kg.cli import answers
from kg.cli.completion import complete_names, complete_words
from kg.cli.failures import FINE
from kg.cli.options import Decorated, Where, output_option, where_options
from kg.queries import Param, SavedQuery, answer, sparql_of
from kg.queries.forms import KINDS
from kg.queries.model import quoted

_PREFIX = "param_"  # keeps a question's own parameters apart from the options that all share

format_option = click.option(
    "-f",
    "--format",
    "fmt",
    type=click.Choice(answers.FORMATS),
    help="By default what the file's ending tells; a table on a terminal, TSV in a pipe.",
)
_HOW = (
    click.option("--evidence", is_flag=True, help="Show the sentences that say each row."),
    click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Show the first N rows."),
    click.option("--show", is_flag=True, help="Print the SPARQL with its values, and don't ask."),
    click.option(
        "--param",
        "pairs",
        multiple=True,
        metavar="NAME=VALUE",
        help="A parameter of the question, whatever its name. May be repeated.",
    ),
    click.option(
        "--allow-service", is_flag=True, help="Let the query call other endpoints (SERVICE)."
    ),
    format_option,
    output_option("Write to FILE instead of standard output."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """How a question is asked, besides its parameters and whom."""

    order: tuple[str, ...]
    limit: int | None
    evidence: bool
    show: bool
    fmt: str | None
    output: Path | None


def command_of(query: SavedQuery) -> click.Command:
    """Return the command that asks QUERY."""

    def ask(**given: Any) -> int:
        return _ask(query, {**given, **_given_before(click.get_current_context())})

    made = click.command(
        query.name,
        help=f"{query.summary}.\n\n{query.description}",
        short_help=query.summary,
        epilog="\n\n".join(_epilog(query)),
    )(_shared_options(ask, query))
    shared = {flag for option in made.params for flag in option.opts}
    own = [option for option in map(_option, query.params) if shared.isdisjoint(option.opts)]
    made.params = [*own, *made.params]
    return made


def _epilog(query: SavedQuery) -> Iterator[str]:
    """Yield what the help says below the options."""
    if shown := [column for column in query.columns if not column.left_out]:
        columns = "\n".join(f"  {column.name}: {column.description}" for column in shown)
        yield f"\b\nColumns:\n{columns}"
    yield f"\b\nExample:\n  {query.command}"


def _shared_options(function: Decorated, query: SavedQuery) -> Decorated:
    """Add the options that all questions have."""
    columns = [column.name for column in query.columns if not column.left_out]
    sort = click.option(
        "--sort",
        "order",
        multiple=True,
        metavar="COLUMN",
        shell_complete=complete_words(columns),
        help="Sort by this column; -COLUMN: descending. May be repeated.",
    )
    function = where_options(function)
    for option in reversed((sort, *_HOW)):
        function = option(function)
    return function


def _option(param: Param) -> click.Option:
    """Return the option for PARAM; `check` of the parameters tells when a required one lacks."""
    notes = ["required"] if param.required else []
    notes += ["may be repeated"] if param.many else []
    return click.Option(
        [f"--{param.name}", _PREFIX + param.variable],
        type=click.Choice(param.choices, case_sensitive=False) if param.choices else str,
        multiple=param.many,
        show_default=param.default or False,
        metavar=None if param.choices else param.type.value.upper(),
        shell_complete=complete_names(param.type.value) if param.type in KINDS else None,
        help="; ".join([param.description, *notes]) + ".",
    )


def _given_before(context: click.Context) -> dict[str, Any]:
    """Return the options that stand before the question's name, and not after it as well."""
    before = context.parent
    if before is None:
        return {}
    typed = ParameterSource.COMMANDLINE
    return {
        name: value
        for name, value in before.params.items()
        if before.get_parameter_source(name) is typed
        and name in context.params
        and context.get_parameter_source(name) is not typed
    }


def _ask(query: SavedQuery, given: dict[str, Any]) -> int:
    values = _values(query, given)
    how = _Asked(**{field.name: given.pop(field.name) for field in fields(_Asked)})
    where = Where(**given)
    with where.opened() as target:
        if how.show:
            click.echo(sparql_of(target, query, values), nl=False)
            return FINE
        found = answer(
            target, query, values, evidence=how.evidence, limit=how.limit, order=how.order
        )
        base = target.base
    shown = answers.Shown(fmt=how.fmt, output=how.output, evidence=how.evidence)
    return answers.write_answer(found, _words(query, values), where.place, base, shown)


def _values(query: SavedQuery, given: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Take the parameters' values out of GIVEN: those of their own options, then of `--param`."""
    values: dict[str, tuple[str, ...]] = {}
    for param in query.params:
        typed = given.pop(_PREFIX + param.variable, None)
        values[param.name] = (typed,) if isinstance(typed, str) else tuple(typed or ())
    for pair in given.pop("pairs"):
        name, equals, value = pair.partition("=")
        if not equals:
            raise click.BadParameter(f"{pair!r} is not NAME=VALUE.", param_hint="--param")
        values[name] = (*values.get(name, ()), value)
    return values


def _words(query: SavedQuery, values: dict[str, tuple[str, ...]]) -> str:
    """Return what is asked, as one types it."""
    options = [f"--{name} {quoted(text)}" for name, texts in values.items() for text in texts]
    return " ".join([query.name, *options])
