"""`kg export`: the graph in the formats that others read, a part of it, tables and networks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

import click
from pyoxigraph import Quad

from kg.cli.export_options import CSV, ExportOptions
from kg.cli.failures import FINE
from kg.cli.options import Where, no_dash, where_options
from kg.cli.terminal import say
from kg.errors import UsageError
from kg.export import (
    FORMATS,
    NETWORK_FORMATS,
    TABLES,
    Counted,
    Facts,
    Part,
    description,
    export,
    export_file,
    export_network,
    part,
    pattern_for,
    reified,
    split,
    write_table,
)
from kg.files import written
from kg.queries import resolve
from kg.queries.networks import NETWORKS, STATUSES, Choice, days_and_share

if TYPE_CHECKING:
    from kg.stores import LocalStore, RemoteStore

Source: TypeAlias = "LocalStore | RemoteStore"
_NETWORK = "meetings"  # where a format of networks is asked for and no network


@click.command(
    epilog="""\b
Examples:
  kg export -o graph.ttl
  kg export -f nquads | gzip > graph.nq.gz
  kg export -f turtle --graph graph/facts
  kg export --party JMM --since 2024 -o jmm.trig
  kg export --split -o "news/*.ttl.gz"
  kg export --table meetings -o meetings.csv
  kg export -f csv -o tables/
  kg export --network meetings --since 2024 -o met.gexf
  kg export --endpoint http://localhost:7878 -o graph.nq.gz
"""
)
@click.option(
    "-f",
    "--format",
    "fmt",
    type=click.Choice([*FORMATS, CSV, *NETWORK_FORMATS]),
    help="By default what the file's ending tells; turtle on standard output.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    callback=no_dash,
    help="Write to FILE (packed if it ends in .gz), or a FOLDER of files, instead of standard "
    "output.",
)
@click.option(
    "--graph",
    "graphs",
    multiple=True,
    metavar="IRI",
    help="Only this graph, whole or from the base on: graph/facts, article/ID. May be repeated.",
)
@click.option(
    "--article",
    "articles",
    multiple=True,
    metavar="ID",
    help="Only this article, by its identifier or address, and its facts. May be repeated.",
)
@click.option(
    "--since",
    metavar="DATE",
    help="Only what was on this day or later; where a report bears no date, published so.",
)
@click.option("--until", metavar="DATE", help="Only what was on this day or earlier, likewise.")
@click.option("--party", metavar="NAME", help="Only reports that name the party, or its people.")
@click.option(
    "--min-confidence",
    metavar="SHARE",
    help="Only reports that are at least so likely right, from 0 to 1.",
)
@click.option("--split", "apart", is_flag=True, help="A file an article, in the folder of -o.")
@click.option(
    "--rdf12",
    is_flag=True,
    help="TriG, N-Quads, N-Triples: say which report says which statement of a fact (rdf:reifies).",
)
@click.option(
    "--description",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.ttl",
    help="Describe the export in FILE too: counts, classes, sources, versions (VoID, DCAT, PROV).",
)
@click.option(
    "--date",
    "on",
    metavar="DATE",
    envvar="SOURCE_DATE_EPOCH",
    show_envvar=True,
    help="The day that stands in the description; without it there is none.",
)
@click.option(
    "--table",
    type=click.Choice(list(TABLES)),
    help="One kind of facts as CSV; -f csv -o FOLDER writes all of them.",
)
@click.option(
    "--network",
    type=click.Choice(list(NETWORKS)),
    help=f"Who met whom, or who is in which alliance; for graphml and gexf, {_NETWORK} by default.",
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(STATUSES, case_sensitive=False),
    help="Networks: only these; by default Held, of alliances Active and Ended. May be repeated.",
)
@where_options
def command(**given: Any) -> int:
    """Write the graph as Turtle, N-Quads, JSON-LD and other formats.

    The same graph gives the same bytes every time. TriG, N-Quads and JSON-LD keep the graphs apart;
    the others hold them together as one. A part is made of reports: with them come their articles,
    whom they name, their sentences and the facts that they tell; the gazetteer stays out. Tables
    hold a fact a row. GraphML and GEXF hold a network out of the facts, with dates and weights.
    With --endpoint, all of these are made of what a triplestore holds.
    """
    names = [name for name in ExportOptions.__slots__ if name != "where"]
    asked = ExportOptions(**{name: given.pop(name) for name in names}, where=Where(**given))
    asked.check()
    if asked.network or asked.form in NETWORK_FORMATS:
        _network(asked)
        return FINE
    asked.refuse("--status is for networks", asked.statuses)
    with asked.where.graphs() as store:
        if asked.form == CSV or asked.table:
            _tables(asked, store)
        elif asked.apart:
            _apart(asked, store)
        else:
            _graphs(asked, store)
    return FINE


def _network(asked: ExportOptions) -> None:
    """Write the network that was ASKED for."""
    asked.refuse(
        "networks are of the facts: --graph, --article, --party, --split and --table do not fit",
        *(asked.graphs, asked.articles, asked.party, asked.apart, asked.table),
    )
    choice = Choice(asked.since, asked.until, asked.statuses, asked.min_confidence)
    with asked.where.opened() as target:
        network = NETWORKS[asked.network or _NETWORK](target, choice)
        with _stream(asked.output) as stream:
            export_network(network, asked.form, stream)


def _graphs(asked: ExportOptions, store: Source) -> None:
    """Write the graphs that were ASKED for, and their description."""
    on, counted, quads = asked.day, Counted(), _quads(asked, store)
    with _stream(asked.output) as stream:
        told = counted.passing(quads) if asked.description else quads
        export(told, asked.form, stream, base=store.base)
    _describe(asked, store, counted, on)


def _describe(asked: ExportOptions, store: Source, counted: Counted, on: date | None) -> None:
    """Write the description of what was COUNTED, if it was ASKED for."""
    if asked.description:
        file = asked.output.name if asked.output and not asked.apart else None
        triples = description(counted, store.base, asked.form, file=file, on=on)
        described = (Quad(*triple) for triple in triples)
        export_file(described, asked.description, base=store.base)


def _quads(asked: ExportOptions, store: Source) -> Iterator[Quad]:
    """Return the quads of STORE that were ASKED for, graph by graph."""
    graphs = {name if "://" in name else store.base + name for name in asked.graphs}
    quads = store.quads(sorted(graphs) or None)  # refuses what is not there
    if asked.cuts:
        cut = part(store, _part(asked, store))
        quads = (q for q in cut if not graphs or str(q.graph_name)[1:-1] in graphs)
    return reified(store, quads) if asked.rdf12 else quads


def _part(asked: ExportOptions, store: Source) -> Part:
    """Return the part of STORE that was ASKED for; raise UsageError for what is not there."""
    days = days_and_share(store, asked.since, asked.until, asked.min_confidence)
    known = set(store.graph_names()) if asked.articles else set()
    articles = {name if name in known else store.iris.article(name) for name in asked.articles}
    if missing := sorted(articles - known):
        raise UsageError(f"there is no article {missing[0]} in {asked.where.place}")
    least = days.get("min_confidence")
    return Part(
        frozenset(articles),
        days["since"].value if "since" in days else None,
        days["until"].value if "until" in days else None,
        resolve(store, "party", asked.party).value if asked.party else None,
        Decimal(least.value) if least else None,
    )


def _apart(asked: ExportOptions, store: Source) -> None:
    """Write a file an article, and the description of them all."""
    if asked.output is None:
        raise UsageError("--split writes a file an article: name their folder with -o")
    pattern = pattern_for(asked.output, asked.fmt)
    on, counted, articles = asked.day, Counted(), f"<{store.iris.articles}"
    quads = (q for q in _quads(asked, store) if str(q.graph_name).startswith(articles))
    count = split(counted.passing(quads), pattern, asked.form, store.base)
    _describe(asked, store, counted, on)
    say(f"{count} articles were written to {pattern.parent}")


def _tables(asked: ExportOptions, store: Source) -> None:
    """Write the table that was ASKED for, or all of them."""
    asked.refuse(
        "tables are of the facts: --graph and --split do not fit", asked.graphs, asked.apart
    )
    asked.refuse("--table is written as CSV; leave -f out", asked.form != CSV)
    folder = asked.output and not asked.output.suffix and not asked.output.is_file()
    if not asked.table and not folder:
        raise UsageError("all tables are a file each: give a folder with -o, or choose by --table")
    quads = _quads(asked, store) if asked.cuts else store.quads([store.iris.facts_graph])
    facts = Facts(quad for quad in quads if quad.graph_name.value == store.iris.facts_graph)  # type: ignore[union-attr]
    if asked.table:
        with _stream(asked.output) as stream:
            write_table(facts, asked.table, stream)
    elif asked.output:
        asked.output.mkdir(parents=True, exist_ok=True)
        for name in TABLES:
            with written(asked.output / f"{name}.csv") as stream:
                write_table(facts, name, stream)


@contextmanager
def _stream(output: Path | None) -> Iterator[BinaryIO]:
    """Open where it is written to: the file OUTPUT, else standard output."""
    if output is not None:
        with written(output) as file:
            yield file
        return
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()
