"""Step read, temporary: a database on the disk for what may be too much for the memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from kg.errors import KgError


class Temporary:
    """A database of TABLES in a file of its own, which is deleted when it is closed.

    Of it so many megabytes are CACHED in memory. Raises KgError where the disk is full.
    """

    def __init__(self, *tables: str, cached: int = 2) -> None:
        with _writing():
            self._database = sqlite3.connect("", isolation_level=None)  # "": its own file
            for setting in ("journal_mode = OFF", f"cache_size = -{cached * 1024}"):
                self._database.execute(f"PRAGMA {setting}")
            for table in tables:
                self._database.execute(f"CREATE TABLE {table}")

    def add(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Run SQL for each of ROWS."""
        with _writing():
            self._database.execute("BEGIN")
            self._database.executemany(sql, rows)
            self._database.execute("COMMIT")

    def added(self, sql: str, *values: Any) -> bool:
        """Run SQL with VALUES for its question marks; return whether it added a row."""
        with _writing():
            return self._database.execute(sql, values).rowcount > 0

    def rows(self, sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """Yield the rows that SQL gives with VALUES for its question marks."""
        with _writing():
            yield from self._database.execute(sql, values)

    def close(self) -> None:
        """Delete the file."""
        self._database.close()


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise KgError(f"a temporary file can't be used: {error}") from error
