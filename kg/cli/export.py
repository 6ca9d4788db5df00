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

from kg.cli.failures import FINE
from kg.cli.options import Where, no_dash, where_options
from kg.cli.terminal import say
from kg.cli.wanted import CSV, Wanted
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
    names = [name for name in Wanted.__slots__ if name != "where"]
    wanted = Wanted(**{name: given.pop(name) for name in names}, where=Where(**given))
    wanted.check()
    if wanted.network or wanted.form in NETWORK_FORMATS:
        _network(wanted)
        return FINE
    wanted.refuse("--status is for networks", wanted.statuses)
    with wanted.where.graphs() as store:
        if wanted.form == CSV or wanted.table:
            _tables(wanted, store)
        elif wanted.apart:
            _apart(wanted, store)
        else:
            _graphs(wanted, store)
    return FINE


def _network(wanted: Wanted) -> None:
    """Write the network that is WANTED."""
    wanted.refuse(
        "networks are of the facts: --graph, --article, --party, --split and --table do not fit",
        *(wanted.graphs, wanted.articles, wanted.party, wanted.apart, wanted.table),
    )
    choice = Choice(wanted.since, wanted.until, wanted.statuses, wanted.min_confidence)
    with wanted.where.opened() as target:
        network = NETWORKS[wanted.network or _NETWORK](target, choice)
        with _stream(wanted.output) as stream:
            export_network(network, wanted.form, stream)


def _graphs(wanted: Wanted, store: Source) -> None:
    """Write the graphs that are WANTED, and their description."""
    on, counted, quads = wanted.day, Counted(), _quads(wanted, store)
    with _stream(wanted.output) as stream:
        told = counted.passing(quads) if wanted.description else quads
        export(told, wanted.form, stream, base=store.base)
    _describe(wanted, store, counted, on)


def _describe(wanted: Wanted, store: Source, counted: Counted, on: date | None) -> None:
    """Write the description of what was COUNTED, if it is WANTED."""
    if wanted.description:
        file = wanted.output.name if wanted.output and not wanted.apart else None
        triples = description(counted, store.base, wanted.form, file=file, on=on)
        described = (Quad(*triple) for triple in triples)
        export_file(described, wanted.description, base=store.base)


def _quads(wanted: Wanted, store: Source) -> Iterator[Quad]:
    """Return the quads of STORE that are WANTED, graph by graph."""
    graphs = {name if "://" in name else store.base + name for name in wanted.graphs}
    quads: Iterator[Quad]
    if wanted.cuts:
        cut = part(store, _part(wanted, store))
        quads = (q for q in cut if not graphs or str(q.graph_name)[1:-1] in graphs)
    else:
        quads = store.quads(sorted(graphs) or None)
    return reified(store, quads) if wanted.rdf12 else quads


def _part(wanted: Wanted, store: Source) -> Part:
    """Return the part of STORE that is WANTED; raise UsageError for what is not there."""
    days = days_and_share(store, wanted.since, wanted.until, wanted.min_confidence)
    known = set(store.graph_names()) if wanted.articles else set()
    articles = {name if name in known else store.iris.article(name) for name in wanted.articles}
    if missing := sorted(articles - known):
        raise UsageError(f"there is no article {missing[0]} in {wanted.where.place}")
    least = days.get("min_confidence")
    return Part(
        frozenset(articles),
        days["since"].value if "since" in days else None,
        days["until"].value if "until" in days else None,
        resolve(store, "party", wanted.party).value if wanted.party else None,
        Decimal(least.value) if least else None,
    )


def _apart(wanted: Wanted, store: Source) -> None:
    """Write a file an article, and the description of them all."""
    if wanted.output is None:
        raise UsageError("--split writes a file an article: name their folder with -o")
    pattern = pattern_for(wanted.output, wanted.fmt)
    on, counted, articles = wanted.day, Counted(), f"<{store.iris.articles}"
    quads = (q for q in _quads(wanted, store) if str(q.graph_name).startswith(articles))
    count = split(counted.passing(quads), pattern, wanted.form, store.base)
    _describe(wanted, store, counted, on)
    say(f"{count} articles were written to {pattern.parent}")


def _tables(wanted: Wanted, store: Source) -> None:
    """Write the table that is WANTED, or all of them."""
    wanted.refuse(
        "tables are of the facts: --graph and --split do not fit", wanted.graphs, wanted.apart
    )
    wanted.refuse("--table is written as CSV; leave -f out", wanted.form != CSV)
    folder = wanted.output and not wanted.output.suffix and not wanted.output.is_file()
    if not wanted.table and not folder:
        raise UsageError("all tables are a file each: give a folder with -o, or choose by --table")
    quads = _quads(wanted, store) if wanted.cuts else store.quads([store.iris.facts_graph])
    facts = Facts(quad for quad in quads if quad.graph_name.value == store.iris.facts_graph)  # type: ignore[union-attr]
    if wanted.table:
        with _stream(wanted.output) as stream:
            write_table(facts, wanted.table, stream)
    elif wanted.output:
        wanted.output.mkdir(parents=True, exist_ok=True)
        for name in TABLES:
            with written(wanted.output / f"{name}.csv") as stream:
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
