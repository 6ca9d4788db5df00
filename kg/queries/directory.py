"""Step query, directory: every name in a store, found by how any of its words begins.

The names are put into a database of their own once for each state of a store, on the disk where
they are many: so a search waits for none of the store's size, and neither does memory grow with it.
"""

from __future__ import annotations

import difflib
import re
import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from threading import Lock

from kg.queries.asking import Queryable, select, text_of
from kg.queries.blocks import fill
from kg.queries.forms import KINDS
from kg.queries.opening import OPENING
from kg.text.slugs import slug
from kg.vocabulary import RDFS

_NAMES = (
    OPENING
    + """\
SELECT ?entity ?kind ?property ?form
WHERE {
  GRAPH <graph/facts> {
    VALUES ?kind { UNDEF }
    VALUES ?property { rdfs:label skos:altLabel }
    ?entity a ?kind ;
      ?property ?form .
  }
}
"""
)
_KNOWN_BEFOREHAND = _NAMES.replace("graph/facts", "graph/gazetteer")
# How many statements of facts speak of each: whoever is told of most stands first.
_WEIGHTS = (
    OPENING
    + """\
SELECT ?entity (COUNT(?node) AS ?times)
WHERE {
  GRAPH <graph/facts> {
    VALUES ?kind { UNDEF }
    ?entity a ?kind .
    ?node ?property ?entity .
  }
}
GROUP BY ?entity
"""
)
_TABLES = """\
CREATE TABLE entities (iri TEXT PRIMARY KEY, label TEXT, kind TEXT, weight INTEGER) WITHOUT ROWID;
CREATE TABLE names (word TEXT, whole INTEGER, form TEXT, entity TEXT);
"""
_FIND = """\
SELECT iri, label, kind, weight, form, max(whole) AS begins
FROM names JOIN entities ON iri = entity
WHERE word >= ? AND word < ? {kinds}
GROUP BY iri
ORDER BY begins DESC, weight DESC, label, iri
"""
_FOREMOST = """\
SELECT iri, label, weight FROM entities WHERE kind = ? AND weight > 0
ORDER BY weight DESC, label, iri LIMIT ?
"""
_LABEL = RDFS + "label"
_LAST = "\U0010ffff"
_LONGEST = 300  # characters of a name that are looked for, and at which a name may be found
_WORDS = 12  # of a name at which it may be found
_NEAR = 4_000  # names that are compared with a misspelt one
_ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Match:
    """Someone or something with a name that was looked for: its IRI, label and kind (`person`).

    `form` is the name that fits, `exact` says whether it is all of it; `weight` how often facts
    speak of it: 0 is what only the gazetteer knows.
    """

    iri: str
    label: str
    kind: str
    form: str
    weight: int
    exact: bool


class Directory:
    """The names of STORE as it is; any number of threads may look."""

    def __init__(self, store: Queryable) -> None:
        self._lock = Lock()
        self._database = sqlite3.connect("", check_same_thread=False)  # a file of its own
        weakref.finalize(self, self._database.close)
        with self._database, closing(self._database.cursor()) as cursor:
            cursor.executescript(_TABLES)
            for question in (_NAMES, _KNOWN_BEFOREHAND):
                _add(cursor, store, question)
            cursor.executemany("UPDATE entities SET weight = ? WHERE iri = ?", _weights(store))
            cursor.execute("CREATE INDEX by_word ON names (word)")

    def find(self, name: str, kinds: Sequence[str] = (), most: int = 50) -> list[Match]:
        """Return whoever bears a name in which all words of NAME begin a word, at most so many.

        Those whose name begins so go first, then those whom facts speak of most.
        """
        wanted = _words(name)
        if not wanted:
            return []
        found = self._beginning(" ".join(wanted), kinds)
        if not found and len(wanted) > 1:  # `soren hemant`
            found = [
                each
                for each in self._beginning(max(wanted, key=len), kinds)
                if _all_begin(wanted, _words(each.form))
            ]
        whole = " ".join(wanted)
        exact = [_as_exact(each) for each in found if " ".join(_words(each.form)) == whole]
        iris = {each.iri for each in exact}
        return [*exact, *(each for each in found if each.iri not in iris)][:most]

    def near(self, name: str, kinds: Sequence[str] = (), most: int = 8) -> list[Match]:
        """Return those whose names are spelt most like NAME, among those that begin alike."""
        wanted = " ".join(_words(name))
        forms: dict[str, Match] = {}
        for start in {word[:2] for word in _words(name)}:
            for each in self._beginning(start, kinds)[:_NEAR]:
                forms.setdefault(" ".join(_words(each.form)), each)
        close = difflib.get_close_matches(wanted, sorted(forms), n=most, cutoff=_ALIKE)
        return list({forms[form].iri: forms[form] for form in close}.values())

    def foremost(self, kind: str, most: int) -> list[Match]:
        """Return those of KIND whom facts speak of most."""
        with self._lock:
            rows = self._database.execute(_FOREMOST, (kind, most)).fetchall()
        return [Match(iri, label, kind, label, weight, True) for iri, label, weight in rows]

    def close(self) -> None:
        """Forget the names."""
        with self._lock:
            self._database.close()

    def _beginning(self, start: str, kinds: Sequence[str]) -> list[Match]:
        """Return those of KINDS (all if none is named) with a name that begins with START."""
        named = [kind for kind in kinds if kind in KINDS]
        only = f"AND kind IN ({','.join('?' * len(named))})" if named else ""
        asked = _FIND.format(kinds=only)
        with self._lock:
            rows = self._database.execute(asked, (start, start + _LAST, *named)).fetchall()
        return [
            Match(iri, label, kind, form, weight, False)
            for iri, label, kind, weight, form, _ in rows
        ]


def _add(cursor: sqlite3.Cursor, store: Queryable, question: str) -> None:
    """Add the names that QUESTION finds in STORE; a label that is there already stands."""
    kinds = {node.value: kind for kind, node in KINDS.items()}
    found = select(store, fill(question, store.base, {"kind": list(KINDS.values())}))
    rows = [{name: text_of(term) for name, term in row.items()} for row in found]
    cursor.executemany(
        "INSERT OR IGNORE INTO entities VALUES (?, ?, ?, 0)",
        ((r["entity"], r["form"], kinds[r["kind"]]) for r in rows if r["property"] == _LABEL),
    )
    cursor.executemany(
        "INSERT INTO names VALUES (?, ?, ?, ?)",
        (entry for row in rows for entry in _entries(row["form"], row["entity"])),
    )


def _entries(form: str, entity: str) -> Iterator[tuple[str, int, str, str]]:
    """Yield FORM of ENTITY as it is found by each of its words."""
    words = _words(form)[:_WORDS]
    for place in range(len(words)):
        yield " ".join(words[place:])[:_LONGEST], int(place == 0), form, entity


def _weights(store: Queryable) -> Iterator[tuple[int, str]]:
    """Yield how often facts speak of each entity in STORE."""
    for row in select(store, fill(_WEIGHTS, store.base, {"kind": list(KINDS.values())})):
        yield int(text_of(row["times"])), text_of(row["entity"])


def _words(name: str) -> list[str]:
    """Return the words of NAME as names are compared: without case, accents and dots."""
    bare = name[:_LONGEST]
    return slug(bare).split("-") if re.search(r"\w", bare) else []


def _all_begin(wanted: Iterable[str], words: Sequence[str]) -> bool:
    """Return whether each of WANTED begins one of WORDS."""
    return all(any(word.startswith(start) for word in words) for start in wanted)


def _as_exact(match: Match) -> Match:
    return Match(match.iri, match.label, match.kind, match.form, match.weight, True)
