"""Step query, catalogue: the saved queries that come with the program, and the user's own."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError, UsageError
from kg.queries.checking import faults
from kg.queries.headers import HEADER_MARK, parse
from kg.queries.model import SavedQuery
from kg.resources import queries_dir


def read_query(path: Path) -> SavedQuery:
    """Return the query in the file PATH; raise InputError if it can't be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise InputError(f"{path}: can't be read as a saved query: {reason}") from error
    return query_of(path.stem, text, str(path))


def query_of(name: str, text: str, origin: str) -> SavedQuery:
    """Return the query NAME out of the TEXT of ORIGIN.

    A text without a header is plain SPARQL: no parameters, and the columns that its answer has.
    Raises InputError for a header that is wrong, or a text that doesn't keep to it.
    """
    if not any(line.startswith(HEADER_MARK) for line in text.splitlines()):
        return SavedQuery(name, name, "", (), (), (), (), text, origin)
    query = parse(name, text, origin)
    for fault in faults(query):
        raise InputError(f"{origin}: {fault}")
    return query


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The files of the saved queries by name; each is read when it is asked for.

    `own` are the names of those that are the user's, `problems` what is wrong with their folder.
    """

    paths: Mapping[str, Path]
    own: frozenset[str] = frozenset()
    problems: tuple[str, ...] = ()

    @classmethod
    def load(cls, folder: Path | None = None, own: Path | None = None) -> Catalogue:
        """Return every `*.rq` of FOLDER, by default the ones that come with the program.

        Those of the folder OWN join them; of two of one name the program's stands, and
        `problems` tells.
        """
        found = _files(folder or queries_dir())
        added = _files(own) if own else {}
        clashes = sorted(found.keys() & added.keys())
        problems = [
            f"{added[name]} is passed over: kg has a query {name!r} of its own; rename the file"
            for name in clashes
        ]
        if own and not own.is_dir():
            what = "is no folder" if own.exists() else "is not there"
            problems.append(f"the folder of your own queries (KG_QUERIES), {own}, {what}")
        elif own:  # a pipe would be waited for without end
            odd = sorted(path for path in own.glob("*.rq") if not path.is_file())
            problems += [f"{path} is passed over: it is no file" for path in odd]
        return cls(
            dict(sorted({**added, **found}.items())),
            frozenset(added.keys() - found.keys()),
            tuple(problems),
        )

    def __iter__(self) -> Iterator[SavedQuery]:
        """Yield every query in the order of the names; raise InputError if one can't be read."""
        return map(read_query, self.paths.values())

    def readable(self, told: Callable[[str], None]) -> Iterator[SavedQuery]:
        """Yield every query that can be read, in the order of the names; TOLD is told of others."""
        for path in self.paths.values():
            try:
                yield read_query(path)
            except InputError as error:
                told(str(error))

    def __getitem__(self, name: str) -> SavedQuery:
        """Return the query NAME; raise UsageError with the nearest names if there is none."""
        if name in self.paths:
            return read_query(self.paths[name])
        if Path(name).suffix == ".rq":
            raise UsageError(f"{name!r} is a file; ask it by `kg query --file {name}`")
        near = difflib.get_close_matches(name, self.paths, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else "`kg query` lists them"
        problems = "".join(f"\n{problem}" for problem in self.problems)
        raise UsageError(f"there is no saved query {name!r}; {hint}{problems}")


def _files(folder: Path) -> dict[str, Path]:
    """Return the queries' files in FOLDER by name."""
    return {path.stem: path for path in folder.glob("*.rq") if path.is_file()}
