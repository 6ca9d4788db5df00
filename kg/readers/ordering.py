"""Step read, order: names sorted, by way of the disk where they are too many for the memory."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from kg.readers.temporary import Temporary

IN_MEMORY = 20_000  # names


def in_order(names: Iterable[str]) -> Iterator[str]:
    """Return an iterator over NAMES in the order of their bytes; all are taken at once.

    Many stand in a temporary database, which the iterator's end deletes.
    """
    encoded = map(os.fsencode, names)
    few = list(islice(encoded, IN_MEMORY))
    if len(few) < IN_MEMORY:
        return map(os.fsdecode, sorted(few))
    database = Temporary("name (name BLOB)")
    database.add("INSERT INTO name VALUES (?)", ((name,) for name in chain(few, encoded)))
    return _rows(database)


def _rows(database: Temporary) -> Iterator[str]:
    """Yield the names in DATABASE in order."""
    for (name,) in database.rows("SELECT name FROM name ORDER BY name"):
        yield os.fsdecode(name)
    database.close()
