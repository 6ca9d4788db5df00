"""`kg build`: articles in, a store and a summary out."""

from __future__ import annotations

import os
import sys
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import click

from kg.cli.build_options import SPARK, BuildOptions
from kg.cli.build_told import Told
from kg.cli.building import Building
from kg.cli.failures import FINE, NO, UNUSABLE
from kg.cli.options import store_option
from kg.cli.spark import build_by_spark
from kg.graph import Iris
from kg.pipeline import (
    REHEARSAL,
    Crew,
    ReadBy,
    Summary,
    build_by,
    checked_decisions,
    in_vain,
    keep_decisions,
    rejected,
    workshop,
)
from kg.processes import collect_seldom
from kg.readers import Meter, read, size
from kg.stores import LocalStore, base_of
from kg.vocabulary import DEFAULT_BASE


@click.command(
    epilog="""\b
Examples:
  kg build news/ more/*.jsonl
  kg build seeds/ --metadata seeds/metadata.csv
  kg build news.csv --column text=story --column published=day
  zcat dump.jsonl.gz | kg build - --store dump.kg
  kg build graph.nq.gz --store again.kg
  kg build --decisions same.ttl
  kg build --retry
  kg build --engine spark --master yarn --output hdfs:///graph hdfs:///news
"""
)
@click.argument("sources", nargs=-1, metavar="[SOURCE...]")
@click.option(
    "--metadata",
    type=click.Path(path_type=Path),
    metavar="FILE.csv",
    help="Columns file, published, publisher, url, headline: what stands beside text files.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="PART=NAME",
    help="What tables and JSON objects call a part: text, headline, published, publisher, agency, "
    "url, identifier, language or author. Usual names are known; give it once for each other.",
)
@click.option("--published", metavar="DATE", help="When articles that don't say so were published.")
@click.option("--publisher", metavar="NAME", help="Who published articles that don't say so.")
@click.option("--url", metavar="URL", help="The address of the article; for one text only.")
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.ttl",
    help="Who is the same and who is not, in Turtle (owl:sameAs, owl:differentFrom). The store "
    "keeps it as decisions.ttl; every build honours it.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes read and understand articles; by default one for each core.",
)
@click.option(
    "--retry",
    is_flag=True,
    help="Try rejected articles again: those that the store keeps, and those in SOURCE.",
)
@click.option("--base", metavar="IRI", help="What a new store's own IRIs start with.")
@click.option(
    "--engine",
    type=click.Choice(["local", SPARK]),
    default="local",
    help="Whether this machine builds into the store, or a Spark cluster into files.",
)
@click.option("--master", metavar="URL", help="The Spark cluster, such as yarn or spark://HOST.")
@click.option(
    "--output",
    metavar="FOLDER",
    help="Where Spark writes the graph as sorted N-Quads: any address that Hadoop knows.",
)
@store_option
def command(**given: Any) -> int:
    """Read articles and put what they report into the store.

    SOURCE is a file, a folder, a quoted pattern such as "news/**/*.txt", or - for standard input.
    A text file, with YAML front matter or without, and a web page (.html) hold one article;
    NewsArticles and ninjs (.json, .jsonl), feeds (.rss, .atom, .xml) and tables (.csv, .tsv) any
    number; each may be packed (.gz). Graphs that kg export wrote (.nq, .trig, .ttl) are taken as
    they are, so that a store can be rebuilt from them. An article that is built again replaces what
    it reported before. One that can't be read or does not conform is named and left out; the others
    are built.
    What the store has of the same text by the same version is passed by; so a build that was ended,
    however, goes on where it stopped when it is typed again. What was rejected before is tried
    again with --retry.
    Without a SOURCE, the facts across the articles of the store are put together anew, by the
    decisions kept there.
    With --engine spark a cluster builds, and no store is needed: articles, in the same formats or
    as Parquet, come from any file system of Hadoop's, and the graph stands in the files of FOLDER.
    """
    collect_seldom()
    asked, told = BuildOptions(**given), Told()
    asked.check()
    summary = build_by_spark(asked, told) if asked.on_spark else _build_here(asked, told)
    told.end(summary)
    return UNUSABLE if summary.errors else NO if summary.rejected else FINE


def _build_here(asked: BuildOptions, told: Told) -> Summary:
    """Build what was ASKED for into a store on this machine."""
    meter, known = Meter(), base_of(asked.store)
    iris = Iris(asked.base or known or DEFAULT_BASE)
    make = partial(workshop, iris.base, tells=known is None)  # a new store's facts are made anew
    with Crew(asked.workers or _cores(), make, rehearsed=REHEARSAL) as crew:
        items = read(
            asked.sources,
            options=asked.beside,
            sidecar=asked.metadata,
            columns=asked.named_columns,
            leave_out=(asked.store,),
            by=ReadBy(crew, sys.stdin.buffer, meter),
        )
        if known is None and asked.sources:
            if asked.decisions:
                checked_decisions(asked.decisions, iris)
            nothing, items = in_vain(items, told)
            if nothing:
                return nothing
        with (
            LocalStore.open(asked.store, base=iris.base, create=bool(asked.sources)) as store,
            Building(sys.stderr, meter, lambda: size(asked.sources, (asked.store,))) as progress,
        ):
            if asked.decisions:
                keep_decisions(store, asked.decisions)
            items = chain(rejected(store), items) if asked.retry else items
            return build_by(crew, items, store, retry=asked.retry, tell=told, progress=progress)


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
