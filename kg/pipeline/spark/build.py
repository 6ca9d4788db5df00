"""The whole way on Spark, step by step: articles, then facts, then all of it sorted."""

from __future__ import annotations

import json
import math
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg.consolidation import NONE, Decisions, Taken
from kg.errors import InputError
from kg.graph import Iris
from kg.pipeline.spark.articles import BUILT, REJECTED, SCHEMA, SET_ASIDE, Mapping
from kg.pipeline.spark.cluster import session
from kg.pipeline.spark.copies import copies
from kg.pipeline.spark.facts import Facts, gazetteer_row
from kg.pipeline.spark.files import File, files
from kg.pipeline.spark.output import Output
from kg.pipeline.spark.reading import items
from kg.pipeline.summary import Event, Rejected, SetAside, Summary
from kg.readers import Columns, Level, Metadata, Problem
from kg.resources import program_hash

if TYPE_CHECKING:
    from pyspark import RDD
    from pyspark.sql import DataFrame, SparkSession

_BUCKET = 8 << 20  # bytes of files, packed or not, for a task
_TOLD = 1_000  # problems that are told one by one; the output has all


@dataclass(frozen=True, slots=True)
class SparkBuild:
    """What to build: of which SOURCES, what stands beside them, and by whose DECISIONS."""

    sources: Sequence[str]
    base: str
    beside: Metadata = field(default_factory=Metadata)
    columns: Columns = field(default_factory=Columns)
    decisions: Decisions = NONE


def build_on(
    master: str | None, asked: SparkBuild, output: str, tell: Callable[[Event], None]
) -> Summary:
    """Build what is ASKED for on the cluster MASTER into the folder OUTPUT; sum up.

    TELL gets problems, rejected articles and articles set aside, the first thousand.
    Raises UsageError if OUTPUT is in use, InputError if there is nothing to read, and KgError if
    the cluster fails.
    """
    with session(master) as spark:
        target = Output(spark, output)
        found, problems = files(spark, asked.sources)
        if not found:
            raise InputError("; ".join(map(str, problems)) or "there is nothing to build")
        articles = _articles(spark, found, asked, f"{target.work}/articles")
        iris = Iris(asked.base)
        with tempfile.TemporaryDirectory(prefix="kg-") as folder:
            told = articles.where("taken IS NOT NULL").select("taken").toLocalIterator()
            work = Facts(spark, target.work, iris, asked.decisions)
            taken = (Taken.parsed(row.taken) for row in told)
            facts = work.of(taken, copies(articles), Path(folder))
        target.write(_graphs(spark, articles, facts, iris))
        summary = _summary(articles, problems, tell)
        _write_told(articles, f"{target.path}/told")
        target.finish()
    return summary


def _articles(
    spark: SparkSession, found: Sequence[File], asked: SparkBuild, path: str
) -> DataFrame:
    """Return what became of the articles in the files FOUND, kept at PATH so that it is once."""
    size = sum(file.size for file in found)
    buckets = max(2 * spark.sparkContext.defaultParallelism, math.ceil(size / _BUCKET))
    keyed = items(spark, found, asked.beside, asked.columns, buckets)
    bucketed: RDD = keyed.repartitionAndSortWithinPartitions(buckets, lambda key: key[0])
    rows = bucketed.mapPartitions(Mapping(asked.base, program_hash()))
    made = spark.createDataFrame(rows, SCHEMA, verifySchema=False)
    made.write.option("parquet.block.size", 16 << 20).parquet(path, mode="overwrite")
    return spark.read.schema(SCHEMA).parquet(path)


def _graphs(spark: SparkSession, articles: DataFrame, facts: DataFrame, iris: Iris) -> DataFrame:
    """Return the quads of all graphs by their names."""
    known = spark.sparkContext.parallelize([iris.base], 1).map(gazetteer_row)
    beside = spark.createDataFrame(known, "graph STRING, quads STRING")
    lines = facts.selectExpr("graph", "explode(split(quads, '\\n')) AS quads").distinct()
    own = articles.where("graph IS NOT NULL").select("graph", "quads")
    return own.union(lines).union(beside)


def _summary(
    articles: DataFrame, problems: Sequence[Problem], tell: Callable[[Event], None]
) -> Summary:
    """Return what became of ARTICLES in numbers; TELL of what was lost."""
    counts = {row.what: row["count"] for row in articles.groupBy("what").count().collect()}
    reports = articles.selectExpr("explode(reports) AS (kind, n)").groupBy("kind").sum("n")
    summary = Summary(
        built=counts.get(BUILT, 0),
        rejected=counts.get(REJECTED, 0),
        set_aside=counts.get(SET_ASIDE, 0),
        errors=counts.get(Level.ERROR.value, 0),
        notices=counts.get(Level.NOTICE.value, 0),
    )
    summary.without_reports = articles.where("size(reports) = 0").count()
    summary.read = summary.built + summary.rejected + summary.set_aside
    summary.notices += summary.without_reports
    summary.reports.update({row.kind: row["sum(n)"] for row in reports.collect()})
    for problem in problems:
        summary.errors += problem.level is Level.ERROR
        summary.notices += problem.level is Level.NOTICE
        tell(problem)
    lost = articles.where(f"what NOT IN ('{BUILT}', '{Level.NOTICE.value}')").select("told")
    for row in lost.limit(_TOLD).collect():
        tell(_event(json.loads(row.told)))
    return summary


def _event(told: dict[str, str]) -> Event:
    """Return what the line TOLD is of."""
    what, origin, message = told["what"], told["origin"], told["message"]
    if what == REJECTED:
        return Rejected(origin, origin, message, told.get("sentence"))
    return SetAside(origin, origin, message) if what == SET_ASIDE else Problem(origin, message)


def _write_told(articles: DataFrame, path: str) -> None:
    """Write all that is told of ARTICLES, a JSON object a line."""
    told = articles.where("told IS NOT NULL").select("told")
    told.coalesce(1).write.mode("overwrite").option("compression", "gzip").text(path)
