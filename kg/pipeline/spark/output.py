"""The whole way on Spark, output: all quads as files that, one after the other, are sorted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kg.errors import KgError, UsageError
from kg.pipeline.spark.files import place

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

WHOLE = "_SUCCESS"  # as Hadoop's own writers have it
_PART = re.compile(r"part-\d{5,}\.nq\.gz")
_LINES = "explode(split(quads, '\\n')) AS line"


class Output:
    """The folder PATH of any file system that Hadoop knows, where the graph is to stand.

    What is not yet whole stands in its folder `_work`, which readers of Hadoop's pass by.
    Raises UsageError if it holds something else than what an unfinished build left.
    """

    def __init__(self, spark: SparkSession, path: str) -> None:
        self._spark = spark
        self._root, self._system = place(spark, path)
        self._root = self._system.makeQualified(self._root)
        self.path = self._root.toString()
        self.work = f"{self.path}/_work"
        self._refuse_used()

    def write(self, graphs: DataFrame) -> None:
        """Write the lines of the quads of GRAPHS, sorted as `kg export` does, each once.

        GRAPHS has columns `graph` and `quads`. The files are there once all of them are whole.
        """
        lines = graphs.selectExpr("graph", _LINES).where("line <> ''")
        ordered = lines.orderBy("graph", "line").select("line")
        self._clear()
        ordered.write.mode("overwrite").option("compression", "gzip").text(f"{self.work}/sorted")
        sorted_ = self._path(f"{self.work}/sorted")
        names = sorted(status.getPath().getName() for status in self._system.listStatus(sorted_))
        parts = [name for name in names if name.startswith("part-")]
        for number, name in enumerate(parts):
            here, there = f"{self.work}/sorted/{name}", f"{self.path}/part-{number:05}.nq.gz"
            if not self._system.rename(self._path(here), self._path(there)):
                raise KgError(f"{there} can't be written")

    def finish(self) -> None:
        """Say that all is whole, and take away what it was made of."""
        self._system.create(self._path(f"{self.path}/{WHOLE}"), True).close()
        self._system.delete(self._path(self.work), True)

    def _clear(self) -> None:
        """Take away what a build left here that ended while it named its files."""
        for name in self._names():
            if _PART.fullmatch(name):
                self._system.delete(self._path(f"{self.path}/{name}"), False)

    def _names(self) -> list[str]:
        """Return the names of what the folder holds."""
        return [status.getPath().getName() for status in self._system.listStatus(self._root)]

    def _refuse_used(self) -> None:
        """Refuse a folder that holds something of somebody else's, or a whole graph."""
        if not self._system.exists(self._root):
            return
        if self._system.getFileStatus(self._root).isFile():
            raise UsageError(f"{self.path} is a file; name a folder for the graph")
        names = self._names()
        if WHOLE in names or (names and "_work" not in names):
            raise UsageError(f"{self.path} is not empty; name another folder for the graph")

    def _path(self, path: str) -> Any:
        """Return PATH as an object of Java's."""
        return place(self._spark, path)[0]
