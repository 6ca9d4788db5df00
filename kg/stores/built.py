"""Step store, built: out of what each article's graph was made, so that it isn't made again."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kg.errors import KgError

Value = TypeVar("Value")
_TABLE = "CREATE TABLE IF NOT EXISTS built (article INTEGER PRIMARY KEY, key BLOB, reports TEXT)"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an article's graph was made of (a hash), and how many reports of each class it has."""

    key: bytes
    reports: Mapping[str, int]


class Built:
    """A database of stamps by article, beside the quads; it may be deleted, which costs work only.

    An article's stamp is taken away before its graph changes and set after: whoever is killed in
    between leaves one too few, never a wrong one. A power cut may leave it newer than the quads,
    so a stamp is believed only where the quads agree. Raises KgError if it can't be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database: sqlite3.Connection | None = None

    def get(self, article: str) -> Stamp | None:
        """Return the stamp of ARTICLE."""
        row = self._with(
            lambda database: database.execute(
                "SELECT key, reports FROM built WHERE article = ?", (_number(article),)
            ).fetchone()
        )
        return Stamp(bytes(row[0]), json.loads(row[1])) if row else None

    def set(self, stamps: Mapping[str, Stamp]) -> None:
        """Set STAMPS, by the IRIs of their articles."""
        rows = [(_number(a), s.key, json.dumps(s.reports)) for a, s in stamps.items()]
        self._write("INSERT OR REPLACE INTO built VALUES (?, ?, ?)", rows)

    def forget(self, articles: Iterable[str]) -> None:
        """Take the stamps of ARTICLES away."""
        self._write("DELETE FROM built WHERE article = ?", [(_number(a),) for a in articles])

    def close(self) -> None:
        """Close the file."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _write(self, sql: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Run SQL for each of ROWS, in one transaction."""

        def write(database: sqlite3.Connection) -> None:
            with database:
                database.executemany(sql, rows)

        if rows:
            self._with(write)

    def _with(self, work: Callable[[sqlite3.Connection], Value]) -> Value:
        """Return what WORK gives; a damaged file is begun anew."""
        try:
            try:
                return work(self._opened())
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                self.close()
                for file in (self._path, *self._path.parent.glob(f"{self._path.name}-*")):
                    file.unlink(missing_ok=True)
                return work(self._opened())
        except (sqlite3.Error, OSError) as error:
            raise KgError(f"{self._path} can't be written: {error}") from error

    def _opened(self) -> sqlite3.Connection:
        if self._database is None:
            self._database = sqlite3.connect(self._path)
            # A process that is killed loses nothing; after a power cut, see above.
            for setting in ("journal_mode = WAL", "synchronous = OFF"):
                with closing(self._database.execute(f"PRAGMA {setting}")):
                    pass
            self._database.execute(_TABLE)
        return self._database


def _number(article: str) -> int:
    """Return ARTICLE as 64 bits; of two that share them, which the key tells, one is made again."""
    digest = hashlib.sha256(article.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
