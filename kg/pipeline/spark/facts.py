"""The whole way on Spark, facts: names settled on the driver, facts worked and checked by tasks.

Who is who has to be known of all articles at once, and is decided in one index on the driver's
disk; it reads rows that tasks prepared. The facts that follow from it come as pieces that stand by
themselves; tasks make their triples, check them and write them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Triple

from kg.batches import batched
from kg.consolidation import Anew, Decisions, Piece, Taken, piece_part
from kg.consolidation.presence import pointed
from kg.consolidation.sources import Pair
from kg.errors import KgError
from kg.graph import ArticleGraph, Iris, PackedGraph
from kg.pipeline.changed_nodes import check_nodes
from kg.pipeline.facts import gazetteer
from kg.validation import Validator

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

SCHEMA = "graph STRING, quads STRING, pointed ARRAY<STRING>, violation STRING"
Row = tuple[str, str, list[str], str | None]
_PIECES = 4  # of a job, times the cores


@dataclass(frozen=True)
class Facts:
    """Makes the facts of articles on SPARK, into the folder WORK of any file system."""

    spark: SparkSession
    work: str
    iris: Iris
    decisions: Decisions

    def of(self, told: Iterable[Taken], copies: Iterable[Pair], folder: Path) -> DataFrame:
        """Return the quads of what follows from what articles TOLD, some of them twice.

        COPIES are those of each other. The index stands in FOLDER of the driver. Raises KgError, a
        fault of the program, if the facts do not conform.
        """
        with Anew(gazetteer(self.iris), folder / "index", self.decisions) as anew:
            anew.take_in(told)
            facts = self._worked("facts", anew.facts(copies))
            rows = facts.selectExpr("explode(pointed) AS iri").distinct().toLocalIterator()
            things = self._worked("things", anew.things(row.iri for row in rows))
            description = _quads(anew.description(), self.iris.facts_graph)
        made = self.spark.createDataFrame([(self.iris.facts_graph, description, [], None)], SCHEMA)
        return made.union(facts).union(things).select("graph", "quads")

    def _worked(self, name: str, pieces: Iterator[Piece]) -> DataFrame:
        """Return what PIECES make, written under NAME job by job, so that the driver holds few."""
        context = self.spark.sparkContext
        paths: list[str] = []
        most = _PIECES * context.defaultParallelism
        for batch in batched(pieces, most):
            paths.append(f"{self.work}/{name}/{len(paths):06}")
            rows = context.parallelize(batch, len(batch)).mapPartitions(_Working(self.iris.base))
            self.spark.createDataFrame(rows, SCHEMA).write.parquet(paths[-1], mode="overwrite")
        worked = self.spark.read.schema(SCHEMA).parquet(*paths)
        wrong = worked.where("violation IS NOT NULL").select("violation").first()
        if wrong is not None:
            raise KgError(
                f"the facts do not conform: {wrong.violation} This is a fault of the program; "
                "please report it"
            )
        return worked


@dataclass(frozen=True)
class _Working:
    """What a task does with pieces, for graphs under BASE."""

    base: str

    def __call__(self, pieces: Iterable[Piece]) -> Iterator[Row]:
        """Yield what each of PIECES makes: quads, the things pointed to, what is wrong."""
        iris = Iris(self.base)
        facts, known = iris.facts_graph, gazetteer(iris).world
        for piece in pieces:
            part = piece_part(piece, known)
            verdict = check_nodes(part.nodes, part.beside, facts, _validator())
            triples = [triple for told in part.nodes.values() for triple in told]
            things = pointed(triples) & (known.things.keys() | piece.things.keys())
            wrong = next(map(str, verdict.violations), None)
            yield facts, _quads(triples, facts), sorted(things), wrong


@cache
def _validator() -> Validator:
    """Return the validator of this process."""
    return Validator()


def gazetteer_row(base: str) -> tuple[str, str]:
    """Return the name and the quads of the gazetteer's graph under BASE."""
    iris = Iris(base)
    return iris.gazetteer_graph, _quads(gazetteer(iris).triples, iris.gazetteer_graph)


def _quads(triples: Iterable[Triple], graph: str) -> str:
    """Return TRIPLES as N-Quads in GRAPH, a line each."""
    return PackedGraph.of(ArticleGraph(graph, tuple(triples))).quads.decode()
