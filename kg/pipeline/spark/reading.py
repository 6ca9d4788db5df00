"""The whole way on Spark, reading: files as keyed items; small ones together, long ones in pieces.

Files come as they are; those that are long, unpacked and line by line by Spark's own reader of
text, so that memory holds none of them whole. What they mean the readers of the local build say.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from kg.model import Document
from kg.pipeline.spark.files import File, Kind, key
from kg.readers import Columns, Item, Metadata, Problem, RdfFile, Reading, first_name
from kg.readers.rows import read_row

if TYPE_CHECKING:
    from typing import BinaryIO

    from pyspark import RDD
    from pyspark.sql import DataFrame, SparkSession

# Where an item belongs: the bucket of its identifier, then file, piece and place in that.
Key: TypeAlias = tuple[int, int, int, int]
Keyed: TypeAlias = tuple[Key, Document | Problem]

_PLACE = "_metadata.file_path AS file", "_metadata.file_block_start AS start"
_ROW = "_metadata.file_path AS `_kg_file`", "_metadata.row_index AS `_kg_row`", "*"
_SPLIT = "spark.sql.files.maxPartitionBytes"
_OPEN = "spark.sql.files.openCostInBytes"
_LEAST = "spark.sql.files.minPartitionNum"
_TOGETHER = 4 << 20  # bytes of small files that a task reads


def items(
    spark: SparkSession, files: Sequence[File], beside: Metadata, columns: Columns, buckets: int
) -> RDD[Keyed]:
    """Return what FILES hold, each item with its key among so many BUCKETS.

    Articles whose identifiers are the same, or may come to be by being renamed, share a bucket.
    """
    work = Work(tuple(files), beside, columns, buckets)
    full = [file for file in files if file.size]
    kinds = [(kind, [file for file in full if file.kind is kind]) for kind in Kind]
    found = [_read(spark, kind, chosen, work) for kind, chosen in kinds if chosen]
    if len(full) < len(files):
        found.append(spark.sparkContext.parallelize(list(work.empties()), 1))
    return spark.sparkContext.union(found)


def _read(spark: SparkSession, kind: Kind, files: Sequence[File], work: Work) -> RDD[Keyed]:
    """Return what FILES, all of KIND, hold."""
    paths = [file.path for file in files]
    if kind is Kind.ROWS:
        reader = spark.read.option("mergeSchema", "true").option("__globPaths__", "false")
        return reader.parquet(*paths).selectExpr(*_ROW).rdd.mapPartitions(work.rows)
    if kind is Kind.WHOLE:
        reader = spark.read.format("binaryFile").option("__globPaths__", "false")
        contents = reader.load(paths).selectExpr(*_PLACE, "content")
        with _settings(spark, {_SPLIT: _TOGETHER, _OPEN: 0, _LEAST: 1}):
            return contents.rdd.mapPartitions(work.wholes)  # how files are shared out is settled
    reader = spark.read.format("text").option("lineSep", "\n").option("__globPaths__", "false")
    text = reader.load(paths)
    lines = text.selectExpr(*_PLACE, "CAST(value AS BINARY) AS line")
    if kind is Kind.LINES:
        return lines.rdd.mapPartitions(work.with_lines(text).lines)
    longest = max(file.size for file in files)
    with _settings(spark, {_SPLIT: longest, _OPEN: longest, _LEAST: 1}):  # none divided or joined
        return lines.rdd.mapPartitions(work.lines)


@contextmanager
def _settings(spark: SparkSession, wanted: Mapping[str, int]) -> Iterator[None]:
    """Let SPARK have the settings WANTED for a while."""
    before = {name: spark.conf.get(name, None) for name in wanted}
    try:
        for name, value in wanted.items():
            spark.conf.set(name, str(value))
        yield
    finally:
        for name, value in before.items():
            if value is None:
                spark.conf.unset(name)
            else:
                spark.conf.set(name, value)


@dataclass(frozen=True)
class Work:
    """What a task does with the lines or rows that it is given.

    `before` says how many lines stand before each piece of a file that comes in several.
    """

    files: tuple[File, ...]
    beside: Metadata
    columns: Columns
    buckets: int
    before: Mapping[tuple[int, int], int] = field(default_factory=dict)

    def with_lines(self, text: DataFrame) -> Work:
        """Return this with the lines of TEXT counted, of which each piece's articles are named."""
        before: dict[tuple[int, int], int] = {}
        counted = text.selectExpr(*_PLACE).groupBy("file", "start").count().collect()
        sizes = sorted((self._number(row.file), row.start, row["count"]) for row in counted)
        for at, found in groupby(sizes, key=lambda size: size[0]):
            pieces, lines = list(found), 0
            for _, start, count in pieces if len(pieces) > 1 else ():
                before[at, start] = lines
                lines += count
        return replace(self, before=before)

    def empties(self) -> Iterator[Keyed]:
        """Yield the items of the files without a byte, which Spark passes by without a word."""
        for at, file in enumerate(self.files):
            if not file.size:
                reading = Reading(file.source, self.beside, self.columns)
                for n, item in enumerate(reading.items(io.BytesIO())):
                    yield self._keyed(item, at, 0, n)

    def wholes(self, rows: Iterable[Any]) -> Iterator[Keyed]:
        """Yield the items of files, of which ROWS are the contents."""
        for row in rows:
            yield from self._read(row, io.BytesIO(row.content))

    def lines(self, rows: Iterable[Any]) -> Iterator[Keyed]:
        """Yield the items of files or pieces of files, of which ROWS are the lines."""
        for _, lines in groupby(rows, key=lambda row: (row.file, row.start)):
            first = next(lines)
            stream = Bytes(bytes(row.line) for row in chain([first], lines))
            yield from self._read(first, cast("BinaryIO", stream))

    def _read(self, place: Any, stream: BinaryIO) -> Iterator[Keyed]:
        """Yield the items of the file or the piece of one at PLACE, whose bytes are STREAM."""
        at, start = self._number(place.file), place.start
        source, before = self.files[at].source, self.before.get((at, start))
        reading = Reading(source, self.beside, self.columns, before)
        for n, item in enumerate(reading.items(stream)):
            yield self._keyed(item, at, start, n)

    def rows(self, rows: Iterable[Any]) -> Iterator[Keyed]:
        """Yield the items that ROWS of tables are."""
        for row in rows:
            values = row.asDict(recursive=True)
            at, number = self._number(values.pop("_kg_file")), values.pop("_kg_row")
            source = self.files[at].source
            found = read_row(values, number + 1, source, self.beside, self.columns)
            for n, item in enumerate(found):
                yield self._keyed(item, at, number, n)

    def _number(self, address: str) -> int:
        """Return which of the files is at ADDRESS."""
        return self._numbers[key(address)]

    @cached_property
    def _numbers(self) -> dict[tuple[str, str], int]:
        """Return the number of each file by its key."""
        return {file.key: number for number, file in enumerate(self.files)}

    def _keyed(self, item: Item, *place: int) -> Keyed:
        """Return ITEM with its key at PLACE."""
        if isinstance(item, RdfFile):
            item = Problem(item.origin, "is RDF; on Spark articles alone are read")
        known = first_name(item) if isinstance(item, Document) else item.origin
        bucket = zlib.crc32(known.encode("utf-8", "surrogatepass")) % self.buckets
        at, start, n = place
        return (bucket, at, start, n), item


class Bytes:
    """A stream of LINES, each with the end that Spark took off.

    The last gets one even where it had none, which Spark doesn't say: none minds who is this long.
    """

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self._ready = bytearray()

    def read(self, size: int) -> bytes:
        """Return the next SIZE bytes, fewer only at the end."""
        while len(self._ready) < size and (line := next(self._lines, None)) is not None:
            self._ready += line
            self._ready += b"\n"
        chunk = bytes(self._ready[:size])
        del self._ready[:size]
        return chunk
