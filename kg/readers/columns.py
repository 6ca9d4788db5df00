"""Step read, columns: which named value of a row or object is which part of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from kg.errors import InputError
from kg.resources import lexicon_data


@cache
def parts() -> dict[str, tuple[str, ...]]:
    """Return the names that each part of an article goes by, the best first."""
    data = lexicon_data("columns.yaml")
    return {part: tuple(names) for part, names in data.items()}


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that the user named, by part: `text`, `published` ..."""

    given: Mapping[str, str] = field(default_factory=dict)

    def among(self, names: Iterable[str]) -> dict[str, str]:
        """Return which of NAMES holds each part, as far as they hold it.

        Raises InputError where a column that the user named is not among NAMES.
        """
        names = list(names)
        known = {_normal(name): name for name in reversed(names)}
        found = {}
        for part, usual in parts().items():
            if (given := self.given.get(part)) is None:
                found[part] = next((known[name] for name in usual if name in known), "")
            elif (name := known.get(_normal(given))) is not None:
                found[part] = name
            else:
                shown = ", ".join(names[:20])
                raise InputError(f"has no column {given!r} (for the {part}) but: {shown}")
        return {part: name for part, name in found.items() if name}


def _normal(name: str) -> str:
    return re.sub(r"[\s_-]+", "_", name.strip().lower())
