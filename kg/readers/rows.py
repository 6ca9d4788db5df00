"""Step read, rows: tables that another program reads, as Spark does Parquet, an article a row."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date
from typing import cast

from kg.model import Document
from kg.readers.article import Opened, Place, told
from kg.readers.columns import Columns
from kg.readers.json_files import node_told
from kg.readers.metadata import Metadata
from kg.readers.problem import Problem
from kg.readers.sources import Source


def read_row(
    row: Mapping[str, object], number: int, source: Source, beside: Metadata, columns: Columns
) -> Iterator[Document | Problem]:
    """Yield the article in ROW, the one of that NUMBER in SOURCE; a Problem if it can't be read."""
    stream = cast("io.BufferedReader", io.BytesIO())  # whose values come otherwise
    opened = Opened(stream, source.origin, source.name, beside, columns, source.ending)
    node = {name: _plain(value) for name, value in row.items()}
    yield from told(lambda: node_told(node, {}, columns), opened, Place("row", number))


def _plain(value: object) -> object:
    """Return VALUE as JSON would have it."""
    return value.isoformat() if isinstance(value, date) else value
