"""Step store, kinds of triplestores: where each has its query and Graph Store addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit


@dataclass(frozen=True, slots=True)
class Profile:
    r"""A kind of triplestore: what the paths of its addresses look like.

    `path` matches the path of any of its addresses as users give them; `query` and `graph_store`
    are the paths that follow from the match (`\1` stands for what its group found).
    """

    name: str
    path: re.Pattern[str]
    query: str
    graph_store: str


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a triplestore takes queries and, where that is known, whole graphs."""

    query: str
    graph_store: str | None


def addresses(url: str, profiles: Iterable[Profile]) -> Addresses:
    """Return the addresses that belong to URL by the first of PROFILES that knows its path.

    An address of no known form, or with a query string, is taken for the query address.
    """
    parts = urlsplit(url)
    for profile in profiles:
        found = profile.path.fullmatch(parts.path)
        if found and not parts.query:
            paths = (found.expand(profile.query), found.expand(profile.graph_store))
            query, store = (urlunsplit((parts.scheme, parts.netloc, p, "", "")) for p in paths)
            return Addresses(query, store)
    return Addresses(url, None)
