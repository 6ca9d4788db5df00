"""`kg build`: articles in, a store and a summary out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

import click

from kg.cli import render
from kg.cli.building import Building
from kg.cli.failures import FINE, NO, UNUSABLE
from kg.cli.options import store_option
from kg.cli.spark import build_by_spark, refuse
from kg.cli.terminal import say
from kg.errors import UsageError
from kg.graph import Iris
from kg.pipeline import (
    Crew,
    Event,
    ReadBy,
    Rejected,
    SetAside,
    Summary,
    build_by,
    checked_decisions,
    in_vain,
    keep_decisions,
    rejected,
    workshop,
)
from kg.processes import collect_seldom
from kg.readers import Columns, Metadata, Meter, read, size
from kg.readers.columns import parts
from kg.readers.metadata import day, described
from kg.stores import LocalStore
from kg.vocabulary import DEFAULT_BASE

_MOST_TOLD = 1_000  # rejected articles


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
    type=click.Choice(["local", "spark"]),
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
def command(  # noqa: PLR0913 - an argument for each option
    *,
    sources: tuple[str, ...],
    metadata: Path | None,
    columns: tuple[str, ...],
    published: str | None,
    publisher: str | None,
    url: str | None,
    decisions: Path | None,
    workers: int | None,
    retry: bool,
    base: str | None,
    engine: str,
    master: str | None,
    output: str | None,
    store: Path,
) -> int:
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
    options, meter, told = _options(published, publisher, url), Meter(), _Told()
    if engine == "spark":
        refuse(engine, {"--metadata": metadata, "--url": url, "--workers": workers})
        refuse(engine, {"--retry": retry})
        wanted = sources, options, _columns(columns)
        summary = build_by_spark(wanted, output, master, base, decisions, tell=told)
        return _end(told, summary)
    refuse(engine, {"--master": master, "--output": output})
    _check(sources, store, url)
    reading = partial(
        read,
        sources,
        options=options,
        sidecar=metadata,
        columns=_columns(columns),
        leave_out=(store,),
    )
    if not store.exists():
        iris = Iris(base or DEFAULT_BASE)
        if decisions:
            checked_decisions(decisions, iris)
        if "-" not in sources and (nothing := in_vain(reading(), told)):
            return _end(told, nothing)
    with (
        LocalStore.open(store, base=base, create=bool(sources)) as opened,
        Crew(workers or _cores(), partial(workshop, opened.base)) as crew,
        Building(sys.stderr, meter, lambda: size(sources, (store,))) as progress,
    ):
        if decisions:
            keep_decisions(opened, decisions)
        items = reading(by=ReadBy(crew, sys.stdin.buffer, meter))
        items = chain(rejected(opened), items) if retry else items
        summary = build_by(crew, items, opened, retry=retry, tell=told, progress=progress)
    return _end(told, summary)


def _end(told: _Told, summary: Summary) -> int:
    """Say at the end what was rejected and SUMMARY; return the exit code."""
    told.rejections()
    _say(summary)
    return UNUSABLE if summary.errors else NO if summary.rejected else FINE


def _check(sources: tuple[str, ...], store: Path, url: str | None) -> None:
    """Raise UsageError where there is nothing to build, or an address for many articles."""
    if url and (len(sources) != 1 or Path(sources[0]).is_dir()):
        raise UsageError("--url is the address of one article: give one file, or - for a text")
    if not sources and not store.exists():
        raise UsageError(
            f"there is nothing to build: name a SOURCE, such as a file or folder of articles (and "
            f"no store in {store} has facts to put together anew)"
        )


class _Told:
    """What the build tells of: said at once, but for the rejected articles, which end the list."""

    def __init__(self) -> None:
        self._rejected: list[Rejected] = []
        self._more = 0

    def __call__(self, event: Event) -> None:
        if isinstance(event, Rejected):
            if len(self._rejected) < _MOST_TOLD:
                self._rejected.append(event)
            else:
                self._more += 1
        elif isinstance(event, SetAside):
            say(f"{event.origin}: set aside: {event.reason}")
        else:
            say(f"{event.level}: {event}")

    def rejections(self) -> None:
        """Say which articles were rejected and why, with the sentence."""
        for event in self._rejected:
            say(f"{event.origin}: rejected: {event.reason}")
            if event.sentence:
                say(f"    “{event.sentence}”")
        if self._more:
            say(f"{self._more} more articles were rejected; the store's folder rejected/ has all")


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _options(published: str | None, publisher: str | None, url: str | None) -> Metadata:
    metadata, problems = described({"publisher": publisher, "url": url}, "--url")
    if problems:
        raise UsageError(
            "--url is a web address without a user name or password in it, such as "
            "https://news.example/2024/a-story"
        )
    return replace(metadata, published=_day(published))


def _columns(given: tuple[str, ...]) -> Columns:
    named = {}
    for each in given:
        part, equals, name = each.partition("=")
        if not (equals and name.strip()) or part not in parts():
            known = ", ".join(parts())
            raise UsageError(f"--column is PART=NAME, such as text=story, with PART one of {known}")
        named[part] = name
    return Columns(named)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    found = day(text)
    if found is None:
        raise UsageError(f"--published is a full date, such as 2024-09-03; not {text!r}")
    return found


def _say(summary: Summary) -> None:
    """Print what was built, and say which shapes had nothing to check."""
    render.write(_rows(summary, zeros=not sys.stdout.isatty()), None, None, sys.stdout)
    if summary.unmatched and summary.read:
        names = ", ".join(shape.rpartition("#")[2] for shape in summary.unmatched)
        say(f"Of these kinds the store has nothing, so their shapes checked nothing: {names}")


def _rows(summary: Summary, *, zeros: bool) -> render.Rows:
    counts = [[name, count] for name, count in _counts(summary) if count or zeros]
    return render.Rows(("what", "count"), counts)


def _counts(summary: Summary) -> Iterator[tuple[str, render.Value]]:
    yield "articles read", summary.read
    yield "built", summary.built
    yield "replaced", summary.replaced
    yield "unchanged", summary.unchanged
    yield "without reports", summary.without_reports
    yield "set aside", summary.set_aside
    yield "rejected", summary.rejected
    yield "errors", summary.errors
    yield "notices", summary.notices
    yield from sorted(summary.reports.items())
