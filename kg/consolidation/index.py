"""Step consolidate, index: what the articles tell by blocks, so that few are worked again.

A database of its own beside the quads. All in it can be made anew out of the article graphs; what
it says of the facts graph it is made with (`meta`) tells whether it still goes with it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from kg.consolidation.description import MODULUS, Made
from kg.consolidation.reports import Article, Mention, Report, renamed
from kg.consolidation.rows import article_of, mention_of, report_of
from kg.consolidation.taking import Taken
from kg.text import Signature
from kg.vocabulary import EntityKind

# mention.name: what the facts graph calls an article's own node; signature: articles by what copies
# of them would share; copy: those that are copies; source: whose word an article is, if not its
# own; slip: people by what a slip would leave of the name; block: reports by what may be one fact;
# company: those of meetings by who took part; bearing: reports by the things that they speak of;
# cell: the nodes of the facts graph by what is worked as a whole; citing: cells by the things that
# they point to.
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE article (iri TEXT PRIMARY KEY, data TEXT, hash TEXT) WITHOUT ROWID;
CREATE TABLE mention (article TEXT, iri TEXT, key TEXT, name TEXT, data TEXT,
                      PRIMARY KEY (article, iri)) WITHOUT ROWID;
CREATE INDEX mention_key ON mention (key);
CREATE TABLE signature (block INTEGER, article TEXT, PRIMARY KEY (block, article)) WITHOUT ROWID;
CREATE TABLE copy (one TEXT, other TEXT, share REAL, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE INDEX copy_other ON copy (other);
CREATE TABLE source (article TEXT PRIMARY KEY, source TEXT) WITHOUT ROWID;
CREATE TABLE slip (key TEXT, person TEXT, PRIMARY KEY (key, person)) WITHOUT ROWID;
CREATE INDEX slip_person ON slip (person);
CREATE TABLE report (iri TEXT PRIMARY KEY, article TEXT, kind TEXT, holder TEXT, data TEXT)
                     WITHOUT ROWID;
CREATE INDEX report_article ON report (article);
CREATE INDEX report_holder ON report (holder) WHERE holder IS NOT NULL;
CREATE TABLE block (key TEXT, report TEXT, PRIMARY KEY (key, report)) WITHOUT ROWID;
CREATE INDEX block_report ON block (report);
CREATE TABLE company (who TEXT, report TEXT, PRIMARY KEY (who, report)) WITHOUT ROWID;
CREATE INDEX company_report ON company (report);
CREATE TABLE occasion (report TEXT PRIMARY KEY, region TEXT, held_first TEXT, held_last TEXT,
                       told_first TEXT, told_last TEXT) WITHOUT ROWID;
CREATE INDEX occasion_region ON occasion (region);
CREATE TABLE bearing (thing TEXT, report TEXT, PRIMARY KEY (thing, report)) WITHOUT ROWID;
CREATE INDEX bearing_report ON bearing (report);
CREATE TABLE thing (iri TEXT, pact INTEGER, key TEXT, data TEXT,
                    PRIMARY KEY (iri, pact)) WITHOUT ROWID;
CREATE INDEX thing_key ON thing (key);
CREATE TABLE cell (node TEXT PRIMARY KEY, cell TEXT) WITHOUT ROWID;
CREATE INDEX cell_cell ON cell (cell);
CREATE TABLE citing (thing TEXT, cell TEXT, root INTEGER, PRIMARY KEY (thing, cell)) WITHOUT ROWID;
CREATE INDEX citing_cell ON citing (cell)"""
_OF_ARTICLES = {"article": "iri", "mention": "article", "report": "article", "source": "article"}
_OF_REPORTS = ("block", "company", "occasion", "bearing")
_CACHE = 64  # MB of the tables in memory
_AT_ONCE = 500  # values of a table
_KEPT = 5_000  # articles in memory
Value = TypeVar("Value")


class Index:
    """The tables, in the file PATH or in memory, and what is asked of them.

    What is changed after `begin` stands only after `commit`: a process killed in between leaves
    the tables as they were. sqlite3.DatabaseError if the file is damaged.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._database = sqlite3.connect(path or ":memory:", isolation_level=None)
        self._database.execute(f"PRAGMA cache_size = -{_CACHE * 1024}")
        self._articles: dict[str, Article] = {}
        self._signed: dict[str, Article] = {}
        self._signatures: dict[str, Signature | None] = {}
        self._names: dict[str, dict[str, str]] = {}

    def begin(self) -> None:
        """Begin a change of all."""
        self._database.execute("BEGIN")

    def commit(self) -> None:
        """Make the change stand."""
        self._database.execute("COMMIT")

    def close(self) -> None:
        """Close the file; a change begun and not committed is forgotten."""
        self._database.close()

    def clear(self) -> None:
        """Empty the tables, and make those that aren't there."""
        for table in self.column("SELECT name FROM sqlite_master WHERE type = 'table'"):
            self.run(f'DROP TABLE "{table}"')
        for statement in SCHEMA.split(";"):
            self.run(statement)
        self._articles.clear()
        self._signed.clear()
        self._signatures.clear()
        self._names.clear()

    # --- plain questions ------------------------------------------------------------------------

    def run(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """Return the rows that SQL gives with VALUES for its question marks."""
        return self._database.execute(sql, values)

    def column(self, sql: str, *values: Any) -> list[str]:
        """Return the first column of what SQL gives."""
        return [row[0] for row in self.run(sql, *values)]

    def value(self, sql: str, *values: Any) -> str | None:
        """Return the first value that SQL gives."""
        row: tuple[str] | None = self.run(sql, *values).fetchone()
        return row[0] if row else None

    def insert(self, table: str, rows: Sequence[Sequence[object]]) -> None:
        """Put ROWS into TABLE, in place of those of the same key."""
        if rows:
            marks = ",".join("?" * len(rows[0]))
            sql = f"INSERT OR REPLACE INTO {table} VALUES ({marks})"  # noqa: S608 - our own names
            self._database.executemany(sql, rows)

    def chunks(self, table: str, column: str, start: str = "") -> Iterator[list[str]]:
        """Yield the values of COLUMN of TABLE after START, each once, sorted, some at a time.

        The tables may be changed meanwhile, but for what is still to come.
        """
        sql = f"SELECT DISTINCT {column} FROM {table} WHERE {column} > ? ORDER BY {column} LIMIT ?"  # noqa: S608 - our own names
        while found := self.column(sql, start, _AT_ONCE):
            yield found
            start = found[-1]

    # --- articles, mentions, reports ------------------------------------------------------------

    def meta(self) -> dict[str, str]:
        """Return what the tables were made with; nothing if there are none."""
        if not self.value("SELECT 1 FROM sqlite_master WHERE name = 'meta'"):
            return {}
        return dict(self.run("SELECT key, value FROM meta"))

    def set_meta(self, **values: str) -> None:
        """Keep VALUES among what the tables were made with."""
        self.insert("meta", list(values.items()))

    def made(self) -> Made:
        """Return what the facts are made of."""
        meta = self.meta()
        return Made(
            int(meta["articles"]), int(meta["sum"], 16), meta["gazetteer"], meta["decisions"]
        )

    def add_to_sum(self, articles: int, total: int) -> None:
        """Count so many ARTICLES more, with the TOTAL of the hashes of their lines."""
        made = self.made()
        total = (made.total + total) % MODULUS
        self.set_meta(articles=str(made.articles + articles), sum=f"{total:064x}")

    def put_article(self, taken: Taken) -> None:
        """Put what an article tells: its mentions, by their keys, and its reports."""
        iri = taken.article
        self.insert("article", [(iri, taken.row, taken.hash)])
        self.insert("mention", [(iri, own, key, None, row) for own, key, row in taken.mentions])
        self.insert("report", [(own, iri, *told) for own, *told in taken.reports])

    def hash(self, article: str) -> str | None:
        """Return the hash of the graph of ARTICLE, None if it isn't there."""
        return self.value("SELECT hash FROM article WHERE iri = ?", article)

    def drop_article(self, iri: str) -> None:
        """Take out what the article at IRI tells."""
        for table, column in _OF_ARTICLES.items():
            self._delete(table, column, iri)
        self._articles.pop(iri, None)
        self._signed.pop(iri, None)
        self._signatures.pop(iri, None)
        self._names.pop(iri, None)

    def unkey(self, report: str) -> None:
        """Take out by what REPORT was found; it stays itself."""
        for table in _OF_REPORTS:
            self._delete(table, "report", report)

    def _delete(self, table: str, column: str, value: str) -> None:
        """Delete the rows of TABLE that have VALUE."""
        self.run(f"DELETE FROM {table} WHERE {column} = ?", value)  # noqa: S608 - our own names

    def article(self, iri: str) -> Article:
        """Return the article at IRI."""
        if iri not in self._articles:
            _make_room(self._articles)
            self._articles[iri] = replace(self.signed(iri), source=self.source(iri))
        return self._articles[iri]

    def signed(self, iri: str) -> Article:
        """Return the article at IRI, with what it says itself of its source."""
        if iri not in self._signed:
            _make_room(self._signed)
            (row,) = self.column("SELECT data FROM article WHERE iri = ?", iri)
            self._signed[iri] = article_of(row)
        return self._signed[iri]

    def signature(self, iri: str) -> Signature | None:
        """Return by what copies of the article at IRI are known."""
        if iri not in self._signatures:
            _make_room(self._signatures)
            self._signatures[iri] = self.signed(iri).signature
        return self._signatures[iri]

    def source(self, iri: str) -> str:
        """Return whose word the article at IRI is."""
        copied = self.value("SELECT source FROM source WHERE article = ?", iri)
        return copied or self.signed(iri).source

    def set_source(self, iri: str, source: str) -> None:
        """Let the article at IRI be the word of SOURCE."""
        self.insert("source", [(iri, source)])
        self._articles.pop(iri, None)

    def mentions(self, key: str) -> list[Mention]:
        """Return the mentions of one KEY, in the order of their articles."""
        rows = self.run("SELECT iri, article, data FROM mention WHERE key = ?", key)
        return [mention_of(iri, data, self.article(article)) for iri, article, data in sorted(rows)]

    def keys_in(self, article: str) -> list[tuple[str, str]]:
        """Return the IRIs of the mentions in ARTICLE, each with its key."""
        return list(self.run("SELECT iri, key FROM mention WHERE article = ?", article))

    def wordings(self, key: str) -> Iterator[tuple[Mention, int]]:
        """Yield one mention of each wording under KEY, and how often there is its like."""
        rows = self.run(
            "SELECT iri, min(article), data, count(*) FROM mention WHERE key = ? GROUP BY data", key
        )
        for iri, article, data, count in sorted(rows):
            yield mention_of(iri, data, self.article(article)), count

    def names(self, article: str) -> dict[str, str]:
        """Return what the facts graph calls the own nodes of ARTICLE."""
        if article not in self._names:
            _make_room(self._names)
            rows = self.run(
                "SELECT iri, name FROM mention WHERE article = ? AND name IS NOT NULL", article
            )
            self._names[article] = dict(rows)
        return self._names[article]

    def rename(self, names: dict[Mention, str]) -> set[str]:
        """Call each mention by its new name; return the articles in which that changes one."""
        new = [(m, n) for m, n in names.items() if self.names(m.article.iri).get(m.iri) != n]
        self._database.executemany(
            "UPDATE mention SET name = ? WHERE article = ? AND iri = ?",
            [(name, m.article.iri, m.iri) for m, name in new],
        )
        for mention, name in new:
            self.names(mention.article.iri)[mention.iri] = name
        return {mention.article.iri for mention, _ in new}

    def reports(self, iris: Iterable[str], *, in_full: bool = True) -> list[Report]:
        """Return the reports at IRIS that are there, in common names, by article and IRI.

        Unless IN_FULL, people are as their articles call them.
        """
        found = []
        for iri in iris:
            row = self.run("SELECT article, kind, data FROM report WHERE iri = ?", iri).fetchone()
            if row:
                article, kind, data = row
                names = self.names(article)
                if not in_full:
                    people = f"{article}#{EntityKind.PERSON.value}-"
                    names = {m: name for m, name in names.items() if not m.startswith(people)}
                found.append(renamed(report_of(iri, kind, data, self.article(article)), names))
        return sorted(found, key=lambda report: (report.article.iri, report.iri))


def _make_room(kept: dict[str, Value]) -> None:
    """Empty what is KEPT in memory where it would grow with the store."""
    if len(kept) >= _KEPT:
        kept.clear()
