"""`kg export`: the graph in the formats that others read, and networks out of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click

from kg.cli.failures import FINE
from kg.cli.options import Where, open_store, output_option, where_options
from kg.errors import UsageError
from kg.export import FORMATS, NETWORK_FORMATS, export, export_network, format_for, written
from kg.queries.networks import NETWORKS, STATUSES, Choice, Maker

_NETWORK = "meetings"  # where a format of networks is asked for and no network


@click.command(
    epilog="""\b
Examples:
  kg export -o graph.ttl
  kg export -f nquads | gzip > graph.nq.gz
  kg export -f turtle --graph graph/facts
  kg export --network meetings --since 2024 -o met.gexf
  kg export --network alliances -o allied.graphml
"""
)
@click.option(
    "-f",
    "--format",
    "fmt",
    type=click.Choice([*FORMATS, *NETWORK_FORMATS]),
    help="By default what the file's ending tells; turtle on standard output.",
)
@output_option("Write to FILE (packed if it ends in .gz) instead of standard output.")
@click.option(
    "--graph",
    "graphs",
    multiple=True,
    metavar="IRI",
    help="Only this graph, whole or from the base on: graph/facts, article/ID. May be repeated.",
)
@click.option(
    "--network",
    type=click.Choice(list(NETWORKS)),
    help=f"Who met whom, or who is in which alliance; for graphml and gexf, {_NETWORK} by default.",
)
@click.option("--since", metavar="DATE", help="Networks: only what was on this day or later.")
@click.option("--until", metavar="DATE", help="Networks: only what was on this day or earlier.")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(STATUSES, case_sensitive=False),
    help="Networks: only these; by default Held, of alliances Active and Ended. May be repeated.",
)
@click.option(
    "--min-confidence",
    metavar="SHARE",
    help="Networks: only facts that a report says that is at least so likely right, from 0 to 1.",
)
@where_options
def command(
    fmt: str | None,
    output: Path | None,
    graphs: tuple[str, ...],
    network: str | None,
    **given: Any,
) -> int:
    """Write the graph as Turtle, N-Quads, JSON-LD and other formats.

    The same graph gives the same bytes every time. TriG, N-Quads and JSON-LD keep the graphs apart;
    the others hold them together as one. GraphML and GEXF hold a network out of the facts, with
    dates and weights.
    """
    choice = Choice(**{name: given.pop(name) for name in Choice.__slots__})
    where = Where(**given)
    form = fmt or (format_for(output) if output else "graphml" if network else "turtle")
    if network or form in NETWORK_FORMATS:
        if graphs:
            raise UsageError("--graph cuts the graph's own formats; networks are of the facts")
        _network(NETWORKS[network or _NETWORK], choice, where, form, output)
    elif choice != Choice() or where.endpoint or where.timeout:
        raise UsageError(
            "--since, --until, --status, --min-confidence, --endpoint and --timeout are for "
            f"networks: -f {' or '.join(NETWORK_FORMATS)}"
        )
    else:
        _graphs(where.store, graphs, form, output)
    return FINE


def _network(make: Maker, choice: Choice, where: Where, form: str, output: Path | None) -> None:
    """Write the network of the CHOICE that MAKE makes of what WHERE tells."""
    with where.opened() as target:
        network = make(target, choice)
        with _stream(output) as stream:
            export_network(network, form, stream)


def _graphs(store: Path, graphs: tuple[str, ...], form: str, output: Path | None) -> None:
    """Write the GRAPHS of STORE, all if there are none of them."""
    with open_store(store) as opened:
        names = [name if "://" in name else opened.base + name for name in graphs] or None
        with _stream(output) as stream:
            export(opened.quads(names), form, stream, base=opened.base)


@contextmanager
def _stream(output: Path | None) -> Iterator[BinaryIO]:
    """Open where it is written to: the file OUTPUT, else standard output."""
    if output is not None:
        with written(output) as file:
            yield file
        return
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()
