"""Step query, catalogue: every saved query of a folder, by name."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError, UsageError
from kg.queries.checking import faults
from kg.queries.headers import parse
from kg.queries.model import SavedQuery
from kg.resources import queries_dir


def read_query(path: Path) -> SavedQuery:
    """Return the saved query in the file PATH; raise InputError if it can't be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise InputError(f"{path}: can't be read as a saved query: {reason}") from error
    query = parse(path.stem, text, path.name)
    for fault in faults(query):
        raise InputError(f"{path}: {fault}")
    return query


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The files of the saved queries by name; each is read when it is asked for."""

    paths: Mapping[str, Path]

    @classmethod
    def load(cls, folder: Path | None = None) -> Catalogue:
        """Return every `*.rq` of FOLDER, by default the ones that come with the program."""
        found = {path.stem: path for path in (folder or queries_dir()).glob("*.rq")}
        return cls(dict(sorted(found.items())))

    def __iter__(self) -> Iterator[SavedQuery]:
        """Yield every query in the order of the names; raise InputError if one can't be read."""
        return map(read_query, self.paths.values())

    def __getitem__(self, name: str) -> SavedQuery:
        """Return the query NAME; raise UsageError with the nearest names if there is none."""
        if name in self.paths:
            return read_query(self.paths[name])
        near = difflib.get_close_matches(name, self.paths, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else "`kg query` lists them"
        raise UsageError(f"there is no saved query {name!r}; {hint}")
