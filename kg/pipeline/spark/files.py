"""The whole way on Spark, files: what SOURCE names in any file system that Hadoop knows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from kg.readers import ARTICLE_ENDINGS, Level, Problem
from kg.readers.sources import Source, ending

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_MAGIC = re.compile(r"[*?\[{]")
_PACKED = (".gz",)
_ROWS = (".parquet",)
_LINES = (".jsonl", ".ndjson")
_LONG = 16 << 20  # bytes of a file above which a task doesn't hold it whole


class Kind(Enum):
    """How a file is read: in pieces of LINES, by its ROWS; or by one task, WHOLE or as a STREAM."""

    LINES = "lines"
    ROWS = "rows"
    WHOLE = "whole"
    STREAM = "stream"


@dataclass(frozen=True, slots=True)
class File:
    """A file of articles: its path as Hadoop has it, its address, `under` what the user named."""

    path: str
    address: str
    under: str
    size: int

    @property
    def key(self) -> tuple[str, str]:
        """Return by what the file is known, however its address is written."""
        return key(self.address)

    @property
    def source(self) -> Source:
        """Return the file for readers, who get its bytes from elsewhere."""
        return Source(self.path, self.under, None)

    @property
    def kind(self) -> Kind:
        """Return how the file is read."""
        if ending(self.under) in _ROWS:
            return Kind.ROWS
        if ending(self.under) in _LINES and not self.packed:
            return Kind.LINES
        return Kind.WHOLE if self.size <= _LONG else Kind.STREAM

    @property
    def packed(self) -> bool:
        """Return whether the file is packed, so that nobody can read a piece of it."""
        return self.under.lower().endswith(_PACKED)


def key(address: str) -> tuple[str, str]:
    """Return host and path of ADDRESS: `file:/a%20b` and `file:///a%20b` are the same."""
    parts = urlsplit(address)
    return parts.netloc, unquote(parts.path)


def files(spark: SparkSession, sources: Sequence[str]) -> tuple[list[File], list[Problem]]:
    """Return the files that SOURCES name, in their order, folders by names; and what is wrong."""
    found: list[File] = []
    problems: list[Problem] = []
    for source in sources:
        for each in _named(spark, source):
            if isinstance(each, Problem):
                problems.append(each)
            else:
                found.append(each)
    return list({file.key: file for file in found}.values()), problems


def _named(spark: SparkSession, source: str) -> Iterator[File | Problem]:
    """Yield the files that SOURCE names: a file, a folder or a pattern."""
    path, system = place(spark, source)
    matched = system.globStatus(path)
    if not matched:
        missing = "matches no file" if _MAGIC.search(source) else "no such file or folder"
        yield Problem(source, missing)
        return
    root = _root(system.makeQualified(path).toString())
    for status in matched:
        if status.isDirectory():
            above = root if _MAGIC.search(source) else status.getPath().toString()
            yield from _folder(system, status, above, source)
        else:
            yield _file(status, root)


def place(spark: SparkSession, source: str) -> tuple[Any, Any]:
    """Return the path of SOURCE, and the file system that it is in, as objects of Java's."""
    context = spark.sparkContext
    path = context._jvm.org.apache.hadoop.fs.Path(source)
    return path, path.getFileSystem(context._jsc.hadoopConfiguration())


def _root(path: str) -> str:
    """Return what of PATH stands before its first part with a wildcard, or before its last part."""
    parts = path.split("/")
    first = next((at for at, part in enumerate(parts) if _MAGIC.search(part)), len(parts) - 1)
    return "/".join(parts[:first])


def _folder(system: Any, folder: Any, above: str, source: str) -> Iterator[File | Problem]:
    """Yield the files of known endings below FOLDER by their names; say what was passed over."""
    passed_over: Counter[str] = Counter()
    any_file = False
    for status in _walk(system, folder):
        file = _file(status, above)
        if ending(file.under) in (*ARTICLE_ENDINGS, *_ROWS):
            any_file = True
            yield file
        else:
            passed_over[ending(file.under) or "no ending"] += 1
    if passed_over:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(passed_over.items()))
        yield Problem(source, f"files of other kinds were passed over ({kinds})", Level.NOTICE)
    if not any_file:
        yield Problem(source, "holds no article files")


def _walk(system: Any, folder: Any) -> Iterator[Any]:
    """Yield the status of each file below FOLDER, those that Hadoop takes for hidden left out."""
    listed = {status.getPath().getName(): status for status in system.listStatus(folder.getPath())}
    for name in sorted(listed):
        if name.startswith((".", "_")):
            continue
        if listed[name].isDirectory():
            yield from _walk(system, listed[name])
        else:
            yield listed[name]


def _file(status: Any, above: str) -> File:
    """Return the file of STATUS, which lies somewhere below the path ABOVE."""
    path = status.getPath()
    under = path.toString().removeprefix(above).lstrip("/")
    return File(path.toString(), path.toUri().toString(), under, status.getLen())
